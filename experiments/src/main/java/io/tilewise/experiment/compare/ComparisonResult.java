package io.tilewise.experiment.compare;

import java.util.List;
import java.util.Optional;

/**
 * A comparison of saved results, as {@code comparison.json} holds it. In every pair the left side
 * is of the first run. A difference is right minus left: negative is faster.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise that compared
 * @param runs what was compared, in the order of the command line
 * @param files input files that the runs do not have in common, by path
 * @param pairs the scenarios that were compared, each with one of the first run
 */
public record ComparisonResult(
    String schema,
    String toolVersion,
    List<Run> runs,
    List<FileDifference> files,
    List<ScenarioPair> pairs) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.comparison/1";

  /** Copies the lists. */
  public ComparisonResult {
    runs = List.copyOf(runs);
    files = List.copyOf(files);
    pairs = List.copyOf(pairs);
  }

  /**
   * One of the runs.
   *
   * @param label what it is called here
   * @param experiment name of its experiment
   * @param title what the experiment asks
   * @param toolVersion version of Tilewise that ran it
   * @param scenarios names of its scenarios
   */
  public record Run(
      String label, String experiment, String title, String toolVersion, List<String> scenarios) {
    /** Copies the list. */
    public Run {
      scenarios = List.copyOf(scenarios);
    }
  }

  /**
   * An input file that is not the same in all runs.
   *
   * @param path its path, as the runs name it
   * @param sha256 its checksum in each run, in their order; empty where the run has no such file
   */
  public record FileDifference(String path, List<String> sha256) {
    /** Copies the list. */
    public FileDifference {
      sha256 = List.copyOf(sha256);
    }
  }

  /**
   * Two scenarios beside each other.
   *
   * @param leftRun label of the first run
   * @param left name of its scenario
   * @param rightRun label of the other run
   * @param right name of its scenario
   * @param leftMs latency on the left
   * @param rightMs latency on the right
   * @param deltaMs right minus left
   * @param speedup left divided by right
   * @param categories time by operator category, those that differ, the largest difference first
   * @param boundBy time by what bound it, likewise
   * @param settings how they were run, what differs
   * @param parameters effective parameters and other settings that differ, by path
   * @param unchanged how many calls are the same on both sides: as long, executed and bound alike
   * @param moved how many calls are on both sides in another order, unchanged or changed
   * @param changed how many calls of both sides differ
   * @param inserted how many calls are only on the right
   * @param removed how many calls are only on the left
   * @param calls the calls that are not the same, the largest difference first
   */
  public record ScenarioPair(
      String leftRun,
      String left,
      String rightRun,
      String right,
      double leftMs,
      double rightMs,
      double deltaMs,
      double speedup,
      List<TimeDifference> categories,
      List<TimeDifference> boundBy,
      List<TextDifference> settings,
      List<TextDifference> parameters,
      int unchanged,
      int moved,
      int changed,
      int inserted,
      int removed,
      List<CallDifference> calls) {
    /** Copies the lists. */
    public ScenarioPair {
      categories = List.copyOf(categories);
      boundBy = List.copyOf(boundBy);
      settings = List.copyOf(settings);
      parameters = List.copyOf(parameters);
      calls = List.copyOf(calls);
    }
  }

  /**
   * Milliseconds of a category or of a resource; 0 where it does not occur.
   *
   * @param key the category or resource
   */
  public record TimeDifference(String key, double leftMs, double rightMs, double deltaMs) {}

  /**
   * Something that is said in words, or a value with its unit; empty where it does not occur.
   *
   * @param key what it is of
   */
  public record TextDifference(String key, String left, String right) {}

  /**
   * A call that is not the same on both sides.
   *
   * @param kind {@code changed}, {@code inserted} or {@code removed}
   * @param leftIndex its index on the left, unless it was inserted
   * @param rightIndex its index on the right, unless it was removed
   * @param name its name, that on the right if both sides have it
   * @param operator the runtime's name of its operator
   * @param category key of its category
   * @param leftUs duration on the left in microseconds, 0 if it was inserted
   * @param rightUs duration on the right, 0 if it was removed
   * @param deltaUs right minus left
   * @param leftBoundBy what bound it most on the left; empty if it was inserted
   * @param rightBoundBy what bound it most on the right; empty if it was removed
   * @param differences what else differs: name, shape, dtype, kernel, category, threads
   */
  public record CallDifference(
      String kind,
      Optional<Integer> leftIndex,
      Optional<Integer> rightIndex,
      String name,
      String operator,
      String category,
      double leftUs,
      double rightUs,
      double deltaUs,
      String leftBoundBy,
      String rightBoundBy,
      List<TextDifference> differences) {
    /** Copies the list. */
    public CallDifference {
      differences = List.copyOf(differences);
    }
  }
}
