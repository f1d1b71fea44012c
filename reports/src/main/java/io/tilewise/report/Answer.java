package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.Comparator;

/** The answer of an experiment in one sentence. */
final class Answer {

  private Answer() {}

  /** Of two scenarios how they compare; of more the fastest with the baseline. */
  static String of(RunResult result) {
    if (result.scenarios().isEmpty()) {
      return "There is no scenario, so there is no answer.";
    }
    Breakdown breakdown = Breakdown.byCategory(result);
    ScenarioResult baseline = result.scenarios().get(breakdown.baseline());
    if (result.scenarios().size() == 1) {
      return "One inference with "
          + baseline.name()
          + " takes "
          + milliseconds(baseline)
          + ", most of it "
          + largest(breakdown, breakdown.baseline())
          + ".";
    }
    ScenarioResult told =
        result.scenarios().stream()
            .filter(scenario -> !scenario.name().equals(baseline.name()))
            .min(Comparator.comparingDouble(ScenarioResult::latencyMs))
            .orElseThrow();
    int index = result.scenarios().indexOf(told);
    return (result.scenarios().size() > 2 ? "The fastest is " : "With ")
        + told.name()
        + (result.scenarios().size() > 2 ? ", where one inference takes " : " one inference takes ")
        + milliseconds(told)
        + " instead of "
        + milliseconds(baseline)
        + " with "
        + baseline.name()
        + change(told)
        + "; the bottleneck "
        + moved(breakdown, index)
        + ".";
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
    return Numbers.fixed(scenario.latencyMs(), Numbers.decimals(scenario.latencyMs()))
        + " ms"
        + Uncertainties.interval(scenario)
            .map(
                range ->
                    " (90 % interval "
                        + Numbers.shown(range.getLowerBound())
                        + " to "
                        + Numbers.shown(range.getUpperBound())
                        + " ms)")
            .orElse("");
  }
}
