package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.LyingBars.Extent;
import java.util.List;

/** Time by operator category, stacked, a bar for each scenario: in milliseconds or in shares. */
final class CategoryChart {

  static final String TITLE = "Time by operator category";
  static final String SHARE_TITLE = "Share of the time by operator category";

  private CategoryChart() {}

  /** In milliseconds. */
  static Figure of(RunResult result) {
    return figure(
        "categories", TITLE, result, Extent.fromZero("time of one inference (ms)"), false);
  }

  /** In shares of each scenario's time, which shows how the bottleneck moves. */
  static Figure shares(RunResult result) {
    Extent scale = Extent.fromZero("share of the time of one inference (%)");
    return figure("shares", SHARE_TITLE, result, scale, true);
  }

  private static Figure figure(
      String key, String title, RunResult result, Extent scale, boolean shares) {
    Caption caption = Caption.of(title, result);
    return new Figure(
        key,
        caption,
        summary(result),
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

  private static String summary(RunResult result) {
    List<String> sentences =
        result.scenarios().isEmpty() ? List.of() : BottleneckShift.sentences(result);
    return sentences.isEmpty() ? "There is no scenario." : String.join(" ", sentences);
  }
}
