package io.tilewise.config;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A file, overlay or option that is not as it should be, with everything wrong in it. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 50;

  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    this(problems.stream().sorted(Problem.BY_POSITION).toList(), problems.size());
  }

  private ConfigException(List<Problem> sorted, int count) {
    super(message(sorted, count));
    this.problems = sorted;
  }

  /** All problems, by file, line and column. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> sorted, int count) {
    String shown = sorted.stream().limit(MOST_SHOWN).map(Problem::toString).collect(joining("\n"));
    return count > MOST_SHOWN ? shown + "\nand " + (count - MOST_SHOWN) + " more" : shown;
  }
}
