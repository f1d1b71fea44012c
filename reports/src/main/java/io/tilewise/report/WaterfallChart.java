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
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How the baseline's milliseconds become those of another scenario: what each operator category
 * takes away or adds, one below the other.
 */
final class WaterfallChart {

  private WaterfallChart() {}

  /** One for each scenario but the baseline. */
  static List<Figure> of(RunResult result) {
    Breakdown breakdown = Breakdown.byCategory(result);
    List<String> keys = Keys.of("waterfall", result);
    return IntStream.range(0, result.scenarios().size())
        .filter(scenario -> scenario != breakdown.baseline())
        .mapToObj(scenario -> figure(result, breakdown, scenario, keys.get(scenario)))
        .toList();
  }

  private static Figure figure(RunResult result, Breakdown breakdown, int scenario, String key) {
    ScenarioResult before = result.scenarios().get(breakdown.baseline());
    ScenarioResult after = result.scenarios().get(scenario);
    Caption caption =
        Caption.of("From " + before.name() + " to " + after.name() + " by category", result);
    double[] changes =
        breakdown.parts().stream().mapToDouble(part -> change(breakdown, scenario, part)).toArray();
    int decimals = Numbers.decimals(Math.max(before.latencyMs(), after.latencyMs()));
    return new Figure(
        key,
        caption,
        summary(breakdown, before, after, changes, decimals),
        table(caption, breakdown, before, after, changes, decimals),
        canvas ->
            LyingBars.chart(
                caption,
                canvas,
                Extent.fromZero("time of one inference (ms)"),
                rows(breakdown, scenario, before, after, changes, decimals),
                List.of()));
  }

  private static double change(Breakdown breakdown, int scenario, String part) {
    return breakdown.time(scenario, part).orElse(0)
        - breakdown.time(breakdown.baseline(), part).orElse(0);
  }

  private static String summary(
      Breakdown breakdown,
      ScenarioResult before,
      ScenarioResult after,
      double[] changes,
      int decimals) {
    int largest =
        IntStream.range(0, changes.length)
            .reduce((a, b) -> Math.abs(changes[b]) > Math.abs(changes[a]) ? b : a)
            .orElseThrow();
    String change = Numbers.signed(after.latencyMs() - before.latencyMs(), decimals);
    if (change.equals(Numbers.signed(0, decimals))) {
      return after.name() + " takes as long as " + before.name() + ".";
    }
    return "From "
        + before.name()
        + " to "
        + after.name()
        + " the time changes by "
        + change
        + " ms; the largest part of it is "
        + breakdown.parts().get(largest)
        + " with "
        + Numbers.signed(changes[largest], decimals)
        + " ms.";
  }

  private static List<Row> rows(
      Breakdown breakdown,
      int scenario,
      ScenarioResult before,
      ScenarioResult after,
      double[] changes,
      int decimals) {
    List<Row> rows = new ArrayList<>();
    rows.add(total(before, Palette.BASELINE_BAR, decimals));
    double level = before.latencyMs();
    for (int i = 0; i < changes.length; i++) {
      String part = breakdown.parts().get(i);
      String label = Numbers.signed(changes[i], decimals) + " ms";
      Color colour = changes[i] > 0 ? Palette.MORE : Palette.LESS;
      String link = Links.categoryCalls(scenario, Breakdown.key(part));
      Segment step = new Segment(level, level + changes[i], colour, "", part + ": " + label, link);
      rows.add(new Row(part, List.of(step), label, Optional.empty()));
      level += changes[i];
    }
    rows.add(total(after, Palette.BAR, decimals));
    return rows;
  }

  private static Row total(ScenarioResult scenario, Color colour, int decimals) {
    String label = Numbers.fixed(scenario.latencyMs(), decimals) + " ms";
    Segment bar =
        new Segment(
            0, scenario.latencyMs(), colour, "", scenario.name() + ": " + label, Links.latency());
    return new Row(scenario.name(), List.of(bar), label, Optional.empty());
  }

  private static ReportTable table(
      Caption caption,
      Breakdown breakdown,
      ScenarioResult before,
      ScenarioResult after,
      double[] changes,
      int decimals) {
    List<String> names = new ArrayList<>();
    names.add(before.name());
    names.addAll(breakdown.parts());
    names.add(after.name());
    double[] values =
        DoubleStream.concat(
                DoubleStream.of(before.latencyMs()),
                DoubleStream.concat(DoubleStream.of(changes), DoubleStream.of(after.latencyMs())))
            .toArray();
    List<String> cells =
        IntStream.range(0, values.length)
            .mapToObj(
                i ->
                    i == 0 || i == values.length - 1
                        ? Numbers.fixed(values[i], decimals)
                        : Numbers.signed(values[i], decimals))
            .toList();
    return new ReportTable(
        caption.title(),
        "step",
        names,
        List.of(new Group("", List.of(Column.number("ms", cells)))),
        List.of());
  }
}
