package io.tilewise.report;

import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LogarithmicAxis;
import io.tilewise.report.chart.Marks;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.chart.ScenarioBar;
import io.tilewise.report.text.Names;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.block.BlockContainer;
import org.jfree.chart.block.ColumnArrangement;
import org.jfree.chart.block.LabelBlock;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.CompositeTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.VerticalAlignment;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Predicted against published on logarithmic axes, with the line on which both are equal and a band
 * of 10 % on either side. Roles differ by colour and shape; misses are numbered and named beside.
 */
final class ValidationChart {

  static final String TITLE = "Predicted against published";

  private static final int HEIGHT = 720;
  private static final int NARROW_HEIGHT = 460;
  private static final int LINE = 16;
  private static final double BAND = 0.1;
  private static final double MARGIN = 1.3;
  private static final int MOST_NAMED = 30;
  private static final int LONGEST_NAME = 32;

  /** A role with its marker; the shapes differ as well, for print and colour blindness. */
  private record Marker(String role, Color color, Shape shape) {}

  private static final List<Marker> MARKERS =
      List.of(
          new Marker("calibration", Palette.BAR, Marks.dot(4.5)),
          new Marker("held_out", Palette.HELD_OUT, Marks.diamond(6)),
          new Marker("derived", Palette.BASELINE_BAR, Marks.square(4)));

  private ValidationChart() {}

  /** The chart with its words and numbers. */
  static Figure figure(ValidationResult result) {
    return new Figure(
        "validation",
        caption(result),
        Validations.gates(result),
        ValidationTables.cases(TITLE, result.cases()),
        canvas -> on(canvas, result));
  }

  static Chart of(ValidationResult result) {
    return on(Canvas.FILE, result);
  }

  private static Chart on(Canvas canvas, ValidationResult result) {
    List<CaseResult> shown = result.cases().stream().filter(ValidationChart::isShown).toList();
    List<CaseResult> misses = shown.stream().filter(c -> !c.passed()).toList();
    Range range = range(shown);
    XYPlot plot = plot(shown, range);
    MissLabels.of(misses, shown, range).forEach(plot::addAnnotation);
    JFreeChart chart = ChartTheme.framed(caption(result), plot, canvas);
    ChartTheme.addLegend(chart, keys(shown));
    List<CaseResult> all = new ArrayList<>(misses);
    result.cases().stream().filter(c -> !isShown(c) && !c.passed()).forEach(all::add);
    if (!all.isEmpty()) {
      chart.addSubtitle(names(all, canvas));
    }
    return new Chart(chart, canvas.width(), height(all, canvas));
  }

  /** A logarithm needs a value above 0, and a saving can be predicted below it. */
  private static boolean isShown(CaseResult figure) {
    return figure.predicted() > 0 && Double.isFinite(figure.predicted());
  }

  private static int height(List<CaseResult> misses, Canvas canvas) {
    int lines = misses.isEmpty() ? 0 : 2 + Math.min(MOST_NAMED, misses.size());
    return canvas.isNarrow() ? NARROW_HEIGHT + lines * LINE : HEIGHT;
  }

  private static Caption caption(ValidationResult result) {
    long left = result.cases().stream().filter(c -> !isShown(c)).count();
    String subtitle =
        Validations.heading(result)
            + (left == 0 ? "" : " (" + left + " predicted at 0 or below: not shown)");
    return new Caption(TITLE, subtitle, Validations.source(result));
  }

  private static Range range(List<CaseResult> cases) {
    double[] values =
        cases.stream()
            .flatMapToDouble(c -> DoubleStream.of(c.published(), c.predicted()))
            .sorted()
            .toArray();
    return values.length == 0
        ? new Range(1, 10)
        : new Range(values[0] / MARGIN, values[values.length - 1] * MARGIN);
  }

  /** Those of the roles that cases have. */
  private static List<Marker> markers(List<CaseResult> cases) {
    return MARKERS.stream()
        .filter(marker -> cases.stream().anyMatch(c -> c.role().equals(marker.role())))
        .toList();
  }

  private static List<ChartTheme.Key> keys(List<CaseResult> cases) {
    return markers(cases).stream()
        .map(m -> new ChartTheme.Key(Validations.role(m.role()), m.color(), m.shape()))
        .toList();
  }

  private static XYPlot plot(List<CaseResult> cases, Range range) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    for (Marker marker : markers(cases)) {
      int index = data.getSeriesCount();
      XYSeries series = new XYSeries(Validations.role(marker.role()));
      cases.stream()
          .filter(c -> c.role().equals(marker.role()))
          .forEach(c -> series.add(c.published(), c.predicted()));
      data.addSeries(series);
      renderer.setSeriesPaint(index, marker.color());
      renderer.setSeriesShape(index, marker.shape());
      renderer.setSeriesOutlinePaint(index, Palette.BACKGROUND);
    }
    renderer.setUseOutlinePaint(true);
    addBand(renderer, range);
    XYPlot plot =
        new XYPlot(
            data,
            axis("published (ms, x or %)", range),
            axis("predicted (ms, x or %)", range),
            renderer);
    ChartTheme.style(plot);
    plot.setNoDataMessage("no figures");
    return plot;
  }

  private static void addBand(XYLineAndShapeRenderer renderer, Range range) {
    double low = range.getLowerBound();
    double high = range.getUpperBound();
    double[] corners = {
      low, low * (1 - BAND), high, high * (1 - BAND), high, high * (1 + BAND), low, low * (1 + BAND)
    };
    renderer.addAnnotation(
        new XYPolygonAnnotation(corners, new BasicStroke(0), Palette.BAND, Palette.BAND),
        Layer.BACKGROUND);
    renderer.addAnnotation(
        new XYLineAnnotation(low, low, high, high, new BasicStroke(1), Palette.QUIET_TEXT),
        Layer.BACKGROUND);
  }

  private static LogarithmicAxis axis(String label, Range range) {
    LogarithmicAxis axis = new LogarithmicAxis(label, range);
    ChartTheme.style(axis);
    return axis;
  }

  private static CompositeTitle names(List<CaseResult> misses, Canvas canvas) {
    BlockContainer lines =
        new BlockContainer(
            new ColumnArrangement(HorizontalAlignment.LEFT, VerticalAlignment.TOP, 0, 3));
    lines.add(line("Misses"));
    IntStream.range(0, Math.min(MOST_NAMED, misses.size()))
        .forEach(i -> lines.add(line(name(i + 1, misses.get(i)))));
    if (misses.size() > MOST_NAMED) {
      lines.add(line("and " + (misses.size() - MOST_NAMED) + " more"));
    }
    CompositeTitle title = new CompositeTitle(lines);
    title.setPosition(canvas.isNarrow() ? RectangleEdge.BOTTOM : RectangleEdge.RIGHT);
    title.setVerticalAlignment(VerticalAlignment.TOP);
    title.setPadding(new RectangleInsets(12, 12, 0, 0));
    return title;
  }

  private static LabelBlock line(String text) {
    return new LabelBlock(text, ChartTheme.SMALL_FONT, Palette.TEXT);
  }

  private static String name(int number, CaseResult miss) {
    String id = ScenarioBar.shown(miss.id(), ChartTheme.SMALL_FONT);
    return (isShown(miss) ? number : "not drawn:")
        + "  "
        + Names.shortened(id, LONGEST_NAME)
        + "  "
        + ValidationTables.signed(miss.errorPercent());
  }
}
