package io.tilewise.workload.file;

import io.tilewise.config.Checks;
import io.tilewise.config.Problem;
import java.util.Collection;
import java.util.Optional;

/**
 * Where in a file something is written, and through which uses of blocks it came into the graph.
 * Takes problems of it if the file is being checked; one that was checked has none.
 */
final class Place {
  private final Optional<Checks> checks;
  private final String remark;
  private final Findings findings;

  /** Whether anything was found so far. */
  static final class Findings {
    private int count;

    int count() {
      return count;
    }

    boolean sound() {
      return count == 0;
    }
  }

  private Place(Optional<Checks> checks, String remark, Findings findings) {
    this.checks = checks;
    this.remark = remark;
    this.findings = findings;
  }

  /** The outermost mapping of a file, checked or to be checked. */
  static Place root(Optional<Checks> checks, Findings findings) {
    return new Place(checks, "", findings);
  }

  Place at(String key) {
    return new Place(checks.map(here -> here.at(key)), remark, findings);
  }

  Place at(int index) {
    return new Place(checks.map(here -> here.at(index)), remark, findings);
  }

  /** The same place, reached by the use of a block. */
  Place through(String use, Place usedAt) {
    String added = " (in \"" + use + "\", " + usedAt.location() + ")";
    return new Place(checks, added + usedAt.remark, findings);
  }

  /** File, line and column, for a problem elsewhere that mentions it. */
  String location() {
    return checks.map(here -> here.location().toString()).orElse("");
  }

  /** Reports a problem here. */
  void problem(String message) {
    findings.count++;
    checks.orElseThrow(() -> wasChecked(message)).problem(message + remark);
  }

  /** Reports a problem that was found when a part of the file was read. */
  void problem(Problem found) {
    findings.count++;
    checks.orElseThrow(() -> wasChecked(found.message())).problem(found, remark);
  }

  /** Reports a name that refers to nothing, with the nearest that does. */
  void knownName(String name, Collection<String> known, String what) {
    if (!known.contains(name)) {
      findings.count++;
      checks.orElseThrow(() -> wasChecked("no " + name)).knownName(name, known, what);
    }
  }

  private static IllegalStateException wasChecked(String message) {
    return new IllegalStateException("a graph that was checked is wrong: " + message);
  }
}
