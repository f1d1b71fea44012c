package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LyingBars;
import io.tilewise.report.chart.LyingBars.Extent;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.text.Numbers;

/** Which resources bound the time, stacked, a bar for each scenario; the smallest are one. */
final class BoundByChart {

  static final String TITLE = "What bound the time";
  static final String REST = "all other resources";

  private BoundByChart() {}

  static Figure of(RunResult result) {
    Caption caption = Caption.of(TITLE, result);
    Breakdown all = Breakdown.byBound(result);
    Breakdown shown = all.largest(Palette.CATEGORIES.size(), REST);
    return new Figure(
        "bound-by",
        caption,
        summary(result, all),
        ReportTables.boundBy(result),
        canvas -> {
          StackedParts parts = new StackedParts(result, shown, false, BoundByChart::link);
          Extent scale = Extent.fromZero("time of one inference (ms)");
          return LyingBars.chart(caption, canvas, scale, parts.rows(), parts.keys());
        });
  }

  private static String link(int scenario, String resource) {
    return resource.equals(REST) ? "" : Links.boundCalls(scenario, resource);
  }

  private static String summary(RunResult result, Breakdown breakdown) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < result.scenarios().size() && !breakdown.parts().isEmpty(); i++) {
      String largest = breakdown.largest(i);
      double time = breakdown.time(i, largest).orElse(0);
      text.append(text.isEmpty() ? "" : " ")
          .append("With ")
          .append(result.scenarios().get(i).name())
          .append(", ")
          .append(largest)
          .append(" bounds the largest part of the time (")
          .append(Numbers.percent(time, breakdown.latencies().get(i), 0))
          .append(").");
    }
    return text.isEmpty() ? "Nothing bound the time." : text.toString();
  }
}
