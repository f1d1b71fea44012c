package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LyingBars;
import io.tilewise.report.chart.LyingBars.Extent;
import io.tilewise.report.chart.LyingBars.Row;
import io.tilewise.report.chart.LyingBars.Segment;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.text.Numbers;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/**
 * End-to-end latency in milliseconds, a bar for each scenario, the baseline in grey; with the 90 %
 * interval where it was computed.
 */
final class LatencyChart {

  private LatencyChart() {}

  static Figure of(RunResult result) {
    return new Figure(
        "latency",
        Caption.of("End-to-end latency by scenario", result),
        summary(result),
        ReportTables.latency(result),
        canvas ->
            LyingBars.chart(
                Caption.of("End-to-end latency by scenario", result),
                canvas,
                Extent.fromZero("time of one inference (ms)"),
                rows(result),
                List.of()));
  }

  private static String summary(RunResult result) {
    List<String> labels = labels(result);
    return IntStream.range(0, labels.size())
        .mapToObj(i -> result.scenarios().get(i).name() + " " + labels.get(i))
        .reduce((a, b) -> a + ", " + b)
        .orElse("There is no scenario.");
  }

  private static List<Row> rows(RunResult result) {
    List<String> labels = labels(result);
    return IntStream.range(0, labels.size())
        .mapToObj(i -> row(result, result.scenarios().get(i), labels.get(i)))
        .toList();
  }

  private static Row row(RunResult result, ScenarioResult scenario, String label) {
    Segment bar =
        new Segment(
            0,
            scenario.latencyMs(),
            colour(scenario, result),
            "",
            scenario.name() + ": " + label,
            Links.latency());
    return new Row(scenario.name(), List.of(bar), label, Uncertainties.interval(scenario));
  }

  /** The time, and behind it for all but the baseline the speed-up. */
  static List<String> labels(RunResult result) {
    List<ScenarioResult> scenarios = result.scenarios();
    int decimals =
        Numbers.decimals(scenarios.stream().mapToDouble(ScenarioResult::latencyMs).max().orElse(0));
    return IntStream.range(0, scenarios.size())
        .mapToObj(i -> label(scenarios.get(i), result, decimals))
        .toList();
  }

  private static String label(ScenarioResult scenario, RunResult result, int decimals) {
    String time = Numbers.fixed(scenario.latencyMs(), decimals) + " ms";
    boolean comparable =
        !scenario.name().equals(result.baseline()) && Double.isFinite(scenario.speedup());
    return comparable ? time + "  (" + Numbers.speedup(scenario.speedup()) + ")" : time;
  }

  private static Color colour(ScenarioResult scenario, RunResult result) {
    boolean compared = result.scenarios().size() > 1 && scenario.name().equals(result.baseline());
    return compared ? Palette.BASELINE_BAR : Palette.BAR;
  }
}
