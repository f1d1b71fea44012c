package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LyingBars;
import io.tilewise.report.chart.LyingBars.Extent;
import io.tilewise.report.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Time by operator category, stacked, a bar for each scenario: in milliseconds or in shares. */
final class CategoryChart {

  static final String TITLE = "Time by operator category";
  static final String SHARE_TITLE = "Share of the time by operator category";

  private static final String NOTHING = "There is no scenario.";
  private static final int MOST_TOLD = 3;

  private CategoryChart() {}

  /** In milliseconds. */
  static Figure of(RunResult result) {
    Extent scale = Extent.fromZero("time of one inference (ms)");
    return figure("categories", Caption.of(TITLE, result), moves(result), result, scale, false);
  }

  /** In shares of each scenario's time, which shows how the bottleneck moves. */
  static Figure shares(RunResult result) {
    Extent scale = Extent.fromZero("share of the time of one inference (%)");
    return figure("shares", Caption.of(SHARE_TITLE, result), largest(result), result, scale, true);
  }

  private static Figure figure(
      String key, Caption caption, String summary, RunResult result, Extent scale, boolean shares) {
    return new Figure(
        key,
        caption,
        summary,
        ReportTables.categories(result),
        canvas -> {
          StackedParts parts = parts(result, shares);
          return LyingBars.chart(caption, canvas, scale, parts.rows(), parts.keys());
        });
  }

  private static StackedParts parts(RunResult result, boolean shares) {
    return new StackedParts(
        result,
        Breakdown.byCategory(result),
        shares,
        (scenario, label) -> Links.categoryCalls(scenario, Breakdown.key(label)));
  }

  /** The largest shares of each scenario. */
  private static String largest(RunResult result) {
    Breakdown breakdown = Breakdown.byCategory(result);
    return IntStream.range(0, result.scenarios().size())
        .mapToObj(
            scenario ->
                result.scenarios().get(scenario).name()
                    + ": "
                    + breakdown.parts().stream()
                        .sorted(
                            Comparator.comparingDouble(
                                part -> -breakdown.time(scenario, part).orElse(0)))
                        .limit(MOST_TOLD)
                        .map(part -> share(breakdown, scenario, part))
                        .collect(Collectors.joining(", ")))
        .reduce((a, b) -> a + "; " + b)
        .map(text -> text + ".")
        .orElse(NOTHING);
  }

  private static String share(Breakdown breakdown, int scenario, String part) {
    double time = breakdown.time(scenario, part).orElse(0);
    return part + " " + Numbers.percent(time, breakdown.latencies().get(scenario), 0);
  }

  private static String moves(RunResult result) {
    List<String> sentences =
        result.scenarios().isEmpty() ? List.of() : BottleneckShift.sentences(result);
    return sentences.isEmpty() ? NOTHING : String.join(" ", sentences);
  }
}
