package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import java.util.Map;

/**
 * A report of a plugin: files that are drawn from a result and written beside ours by {@code
 * --out}. Found by {@link java.util.ServiceLoader}. The same result must give the same bytes.
 */
public interface ResultReport {

  /** Its name, a letter and then letters, digits and hyphens: the folder its files are put in. */
  String name();

  /** What it shows, in one sentence. */
  String description();

  /**
   * Its files.
   *
   * @return contents by the file's name, which has no folder
   */
  Map<String, byte[]> files(RunResult result);
}
