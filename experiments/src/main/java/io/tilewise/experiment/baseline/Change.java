package io.tilewise.experiment.baseline;

import java.util.List;
import java.util.Optional;

/**
 * Something that is different from when the baseline was recorded.
 *
 * @param kind what it is
 * @param subject path of the value or of the file
 * @param recorded what it was: a value in YAML, a checksum, a version; none if there was none
 * @param now what it is; none if it is gone
 * @param scenarios the scenarios it concerns
 */
public record Change(
    Kind kind,
    String subject,
    Optional<String> recorded,
    Optional<String> now,
    List<String> scenarios) {

  /** Kinds of changes. */
  public enum Kind {
    /** An effective value. */
    SETTING,
    /** A file that was read. */
    FILE,
    /** The version of Tilewise. */
    TOOL
  }

  /** Copies the list. */
  public Change {
    scenarios = List.copyOf(scenarios);
  }
}
