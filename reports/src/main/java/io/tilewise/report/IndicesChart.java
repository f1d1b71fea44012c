package io.tilewise.report;

import io.tilewise.experiment.sensitivity.SensitivityResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.IndexResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.ParameterSensitivity;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LyingBars;
import io.tilewise.report.chart.LyingBars.Extent;
import io.tilewise.report.chart.LyingBars.Row;
import io.tilewise.report.chart.LyingBars.Segment;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.data.Range;

/**
 * First and total order indices of the parameters with the largest totals, two bars for each, with
 * their 95 % confidence intervals as whiskers.
 */
final class IndicesChart {
  private static final int MOST = 12;
  private static final double LEAST = 0.0005;
  private static final Color FIRST = Palette.LESS;
  private static final Color TOTAL = Palette.MORE;

  private IndicesChart() {}

  static Figure of(SensitivityResult result, Caption caption, ReportTable table) {
    List<ParameterSensitivity> visible = visible(result);
    List<Row> rows = rows(visible.subList(0, Math.min(MOST, visible.size())));
    return new Figure(
        "indices",
        caption,
        summary(visible),
        table,
        canvas ->
            LyingBars.chart(
                caption,
                canvas,
                Extent.fromZero("share of variance"),
                rows,
                List.of(
                    new ChartTheme.Key("first order: it alone", FIRST),
                    new ChartTheme.Key("total order: with others", TOTAL)),
                canvas.longestPath()));
  }

  /** What would be 0.000 is left out; so is all that has no index. */
  static List<ParameterSensitivity> visible(SensitivityResult result) {
    return result.parameters().stream()
        .filter(p -> p.total().filter(total -> total.value() >= LEAST).isPresent())
        .toList();
  }

  private static String summary(List<ParameterSensitivity> visible) {
    String largest =
        visible.stream()
            .findFirst()
            .flatMap(
                p -> p.total().map(t -> p.path() + " has the largest total: " + label(t) + "."))
            .orElse("Nothing varies.");
    return visible.size() > MOST
        ? largest + " The chart shows the first " + MOST + " of " + visible.size() + "."
        : largest;
  }

  /** Two for each parameter, of which the first has its name. */
  static List<Row> rows(List<ParameterSensitivity> shown) {
    List<Row> rows = new ArrayList<>();
    for (ParameterSensitivity parameter : shown) {
      String path = parameter.path();
      parameter.first().ifPresent(i -> rows.add(row(path, path + ", first order", i, FIRST)));
      parameter.total().ifPresent(i -> rows.add(row("", path + ", total order", i, TOTAL)));
    }
    return rows;
  }

  private static Row row(String name, String what, IndexResult index, Color colour) {
    Segment bar = new Segment(0, index.value(), colour, "", what + ": " + label(index), "");
    return new Row(
        name, List.of(bar), label(index), Optional.of(new Range(index.low(), index.high())));
  }

  private static String label(IndexResult index) {
    return Numbers.fixed(index.value(), 3)
        + " ("
        + Numbers.fixed(index.low(), 2)
        + " to "
        + Numbers.fixed(index.high(), 2)
        + ")";
  }
}
