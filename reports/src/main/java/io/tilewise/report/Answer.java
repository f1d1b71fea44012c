package io.tilewise.report;

import io.tilewise.experiment.result.LongRunResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The answer of an experiment in a sentence or two. */
final class Answer {
  private static final int MOST_LONG_RUNS = 4;
  private static final double TO_SECONDS = 1e-3;

  private Answer() {}

  /**
   * Of two scenarios how they compare; of more the fastest with the baseline; of long runs what
   * became of the speed, or of the frames.
   */
  static String of(RunResult result) {
    if (result.scenarios().isEmpty()) {
      return "There is no scenario, so there is no answer.";
    }
    List<ScenarioResult> longRuns =
        result.scenarios().stream().filter(s -> s.longRun().isPresent()).toList();
    return longRuns.isEmpty() ? ofOneInference(result) : ofLongRuns(longRuns);
  }

  private static String ofOneInference(RunResult result) {
    Breakdown breakdown = Breakdown.byCategory(result);
    ScenarioResult baseline = result.scenarios().get(breakdown.baseline());
    if (result.scenarios().size() == 1) {
      return "One inference with "
          + baseline.name()
          + " takes "
          + milliseconds(baseline)
          + "; the largest part is "
          + largest(breakdown, breakdown.baseline())
          + ".";
    }
    int index = told(result);
    ScenarioResult told = result.scenarios().get(index);
    if (index == breakdown.baseline()) {
      return "No scenario is faster than the baseline, "
          + told.name()
          + ", where one inference takes "
          + milliseconds(told)
          + "; the largest part is "
          + largest(breakdown, index)
          + ".";
    }
    boolean areMore = result.scenarios().size() > 2;
    return (areMore ? "The fastest is " : "With ")
        + told.name()
        + (areMore ? ", where one inference takes " : " one inference takes ")
        + milliseconds(told)
        + (milliseconds(told).equals(milliseconds(baseline))
            ? ", as long as"
            : " instead of " + milliseconds(baseline))
        + " with "
        + baseline.name()
        + change(told)
        + "; the bottleneck "
        + moved(breakdown, index)
        + ".";
  }

  /**
   * The index of the scenario that the answer is about: the other one of two, else the fastest; if
   * the baseline is among the fastest it is the baseline.
   */
  static int told(RunResult result) {
    int baseline = Breakdown.byCategory(result).baseline();
    List<ScenarioResult> all = result.scenarios();
    if (all.size() == 2) {
      return 1 - baseline;
    }
    int fastest = baseline;
    for (int i = 0; i < all.size(); i++) {
      fastest = all.get(i).latencyMs() < all.get(fastest).latencyMs() ? i : fastest;
    }
    return fastest;
  }

  private static String ofLongRuns(List<ScenarioResult> scenarios) {
    List<ScenarioResult> told = new ArrayList<>(scenarios);
    String which = "";
    if (scenarios.size() > MOST_LONG_RUNS) {
      told.sort(Comparator.comparingDouble(Answer::shortfall));
      told.subList(1, told.size() - 1).clear();
      which = "Of " + scenarios.size() + " scenarios the best and the worst: ";
    }
    return which + told.stream().map(Answer::longRun).collect(Collectors.joining("; ")) + ".";
  }

  /** Frames that were not met, or else the time that an inference takes in the end. */
  private static double shortfall(ScenarioResult scenario) {
    LongRunResult run = scenario.longRun().orElseThrow();
    return run.frames().isPresent()
        ? 1 - (double) run.met().orElse(0) / Math.max(1, run.frames().get())
        : run.sustainedMs();
  }

  private static String longRun(ScenarioResult scenario) {
    LongRunResult run = scenario.longRun().orElseThrow();
    String heat =
        run.throttledMs()
            .map(ms -> "heat lowers clocks after " + Numbers.brief(ms * TO_SECONDS) + " s")
            .orElse("heat lowers no clock");
    if (run.frames().isPresent()) {
      return scenario.name()
          + " meets "
          + run.met().orElse(0)
          + " of "
          + run.frames().get()
          + " frames, "
          + heat;
    }
    int decimals = Numbers.decimals(Math.max(scenario.latencyMs(), run.sustainedMs()));
    return scenario.name()
        + " takes "
        + Numbers.fixed(scenario.latencyMs(), decimals)
        + " ms at first and "
        + Numbers.fixed(run.sustainedMs(), decimals)
        + " ms in the last quarter of "
        + Numbers.brief(run.durationMs() * TO_SECONDS)
        + " s, "
        + heat;
  }

  private static String change(ScenarioResult scenario) {
    return Double.isFinite(scenario.speedup())
        ? " (" + Numbers.speedup(scenario.speedup()) + ")"
        : "";
  }

  private static String moved(Breakdown breakdown, int scenario) {
    String before = breakdown.largest(breakdown.baseline());
    String after = breakdown.largest(scenario);
    return before.equals(after)
        ? "stays " + largest(breakdown, scenario)
        : "moves from " + before + " to " + largest(breakdown, scenario);
  }

  private static String largest(Breakdown breakdown, int scenario) {
    String part = breakdown.largest(scenario);
    double time = breakdown.time(scenario, part).orElse(0);
    return part
        + " ("
        + Numbers.brief(time)
        + " ms, "
        + Numbers.percent(time, breakdown.latencies().get(scenario), 0)
        + ")";
  }

  private static String milliseconds(ScenarioResult scenario) {
    int decimals = Numbers.decimals(scenario.latencyMs());
    return Numbers.fixed(scenario.latencyMs(), decimals)
        + " ms"
        + Uncertainties.interval(scenario)
            .map(
                range ->
                    " (90 % interval "
                        + Numbers.fixed(range.getLowerBound(), decimals)
                        + " to "
                        + Numbers.fixed(range.getUpperBound(), decimals)
                        + " ms)")
            .orElse("");
  }
}
