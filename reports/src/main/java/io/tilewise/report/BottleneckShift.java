package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Says in plain sentences how the largest category moved from the baseline to each scenario. */
final class BottleneckShift {

  private final List<ScenarioResult> scenarios;
  private final Breakdown breakdown;

  private BottleneckShift(RunResult result) {
    this.scenarios = result.scenarios();
    this.breakdown = Breakdown.byCategory(result);
  }

  /** A sentence for each scenario after the baseline; for a baseline alone, one about it. */
  static List<String> sentences(RunResult result) {
    BottleneckShift shift = new BottleneckShift(result);
    if (result.scenarios().size() == 1) {
      return List.of(shift.alone());
    }
    return IntStream.range(0, result.scenarios().size())
        .filter(scenario -> scenario != shift.breakdown.baseline())
        .mapToObj(shift::moved)
        .toList();
  }

  private String alone() {
    int baseline = breakdown.baseline();
    if (isEmpty(baseline)) {
      return nothing(baseline);
    }
    return capitalized(breakdown.largest(baseline))
        + " is the largest category with "
        + nameAndTime(baseline)
        + "; there is no other scenario to compare it with.";
  }

  private String moved(int scenario) {
    int baseline = breakdown.baseline();
    if (isEmpty(scenario) || isEmpty(baseline)) {
      return nothing(isEmpty(scenario) ? scenario : baseline);
    }
    String before = breakdown.largest(baseline);
    String after = breakdown.largest(scenario);
    if (before.equals(after)) {
      return String.format(
          Locale.ROOT,
          "The bottleneck did not move: %s is the largest category with %s and with %s.",
          before,
          nameAndTime(baseline),
          nameAndTime(scenario));
    }
    return String.format(
        Locale.ROOT,
        "%s was the largest category with %s; with %s it is %s (%s).",
        capitalized(before),
        nameAndTime(baseline),
        scenarios.get(scenario).name(),
        after,
        time(scenario));
  }

  private String nothing(int scenario) {
    return "No time passed with "
        + scenarios.get(scenario).name()
        + ", so there is no bottleneck to compare.";
  }

  private boolean isEmpty(int scenario) {
    return breakdown.time(scenario, breakdown.largest(scenario)).orElse(0) <= 0;
  }

  private String nameAndTime(int scenario) {
    return scenarios.get(scenario).name() + " (" + time(scenario) + ")";
  }

  private String time(int scenario) {
    double time = breakdown.time(scenario, breakdown.largest(scenario)).orElse(0);
    double latency = breakdown.latencies().get(scenario);
    return Numbers.brief(time) + " ms, " + Numbers.percent(time, latency, 0);
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
