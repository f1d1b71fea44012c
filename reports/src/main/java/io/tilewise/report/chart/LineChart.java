package io.tilewise.report.chart;

import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.labels.XYToolTipGenerator;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Lines over a common axis, in one panel or in several one above the other (small multiples), each
 * line named at its end. For sweeps as lines from point to point, for what holds until it changes
 * (a clock, a power) as steps.
 */
public final class LineChart {

  private static final int PANEL = 300;
  private static final int LOW_PANEL = 150;
  private static final int AXIS = 60;
  private static final int MOST_MARKED = 60;
  private static final float[][] DASHES = {{}, {7, 3}, {2, 3}, {9, 3, 2, 3}};

  /**
   * A point.
   *
   * @param y not a number where the line has a gap
   * @param tip what a page says of it on hover, beside its numbers; may be empty
   */
  public record Point(double x, double y, String tip) {

    public static Point of(double x, double y) {
      return new Point(x, y, "");
    }
  }

  /** A line, whose points go to the right. */
  public record Line(String name, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }

    private Optional<Point> end() {
      return points.stream().filter(p -> Double.isFinite(p.y())).reduce((before, last) -> last);
    }
  }

  /**
   * Lines that are measured alike.
   *
   * @param isSteps whether a value holds until the next point
   * @param alike values that the axis upwards has room for besides the lines' own, so that panels
   *     compare
   */
  public record Panel(Scale y, List<Line> lines, boolean isSteps, List<Double> alike) {
    public Panel {
      lines = List.copyOf(lines);
      alike = List.copyOf(alike);
    }

    public Panel(Scale y, List<Line> lines, boolean isSteps) {
      this(y, lines, isSteps, List.of());
    }
  }

  private LineChart() {}

  /** The chart of panels over the same axis. */
  public static Chart chart(Caption caption, Canvas canvas, Scale x, List<Panel> panels) {
    ValueAxis domain =
        x.across(
            panels.stream()
                .flatMap(panel -> panel.lines().stream())
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::x),
            canvas);
    double room =
        LineLabels.room(
            panels.stream()
                .flatMap(panel -> panel.lines().stream())
                .map(line -> name(line, canvas))
                .toList());
    CombinedDomainXYPlot plot = new CombinedDomainXYPlot(domain);
    plot.setGap(14);
    plot.setInsets(new RectangleInsets(8, 0, 4, named(panels) ? room : ChartTheme.TICK_ROOM));
    for (Panel panel : panels) {
      plot.add(plot(panel, x, canvas, named(panels)));
    }
    JFreeChart chart = ChartTheme.framed(caption, plot, canvas);
    int each = panels.size() > 1 ? LOW_PANEL : PANEL;
    int height = ChartTheme.frameHeight(canvas) + AXIS + Math.max(1, panels.size()) * each;
    return new Chart(chart, canvas.width(), height);
  }

  /** A single line in each panel needs no name: the axis has it. */
  private static boolean named(List<Panel> panels) {
    return panels.stream()
        .flatMap(panel -> panel.lines().stream())
        .anyMatch(line -> !line.name().isEmpty());
  }

  private static XYPlot plot(Panel panel, Scale x, Canvas canvas, boolean named) {
    XYSeriesCollection data = new XYSeriesCollection();
    List<LineLabels.Label> labels = new ArrayList<>();
    for (int i = 0; i < panel.lines().size(); i++) {
      Line line = panel.lines().get(i);
      XYSeries series = new XYSeries(i, false);
      add(series, line.points(), panel.isSteps());
      data.addSeries(series);
      Color colour = colour(i);
      line.end()
          .ifPresent(
              end ->
                  labels.add(new LineLabels.Label(name(line, canvas), colour, end.x(), end.y())));
    }
    ValueAxis range =
        panel
            .y()
            .upwards(
                DoubleStream.concat(
                    panel.alike().stream().mapToDouble(Double::doubleValue),
                    panel.lines().stream()
                        .flatMapToDouble(line -> line.points().stream().mapToDouble(Point::y))));
    XYPlot plot = new XYPlot(data, null, range, renderer(panel, x));
    ChartTheme.style(plot);
    plot.setNoDataMessage("nothing to show");
    if (named) {
      plot.addAnnotation(new LineLabels(labels));
    }
    return plot;
  }

  /** A step is two points; as a renderer of steps draws each apart, they are made here. */
  private static void add(XYSeries series, List<Point> points, boolean isSteps) {
    for (int i = 0; i < points.size(); i++) {
      series.add(points.get(i).x(), points.get(i).y());
      if (isSteps && i + 1 < points.size()) {
        series.add(points.get(i + 1).x(), points.get(i).y());
      }
    }
  }

  private static XYLineAndShapeRenderer renderer(Panel panel, Scale x) {
    boolean isMarked =
        !panel.isSteps()
            && panel.lines().stream().allMatch(line -> line.points().size() <= MOST_MARKED);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, isMarked);
    renderer.setDrawSeriesLineAsPath(true);
    for (int i = 0; i < panel.lines().size(); i++) {
      renderer.setSeriesPaint(i, colour(i));
      renderer.setSeriesStroke(i, stroke(i));
      renderer.setSeriesShape(i, Marks.dot(3));
    }
    renderer.setDefaultToolTipGenerator(tip(panel, x));
    return renderer;
  }

  private static XYToolTipGenerator tip(Panel panel, Scale x) {
    return (XYDataset data, int series, int item) -> {
      Line line = panel.lines().get(series);
      Point point = line.points().get(panel.isSteps() ? item / 2 : item);
      return (line.name().isEmpty() ? "" : line.name() + ": ")
          + x.text(point.x())
          + ", "
          + panel.y().text(point.y())
          + (point.tip().isEmpty() ? "" : ", " + point.tip());
    };
  }

  private static String name(Line line, Canvas canvas) {
    return ChartTheme.shown(line.name(), ChartTheme.LABEL_FONT, canvas.longestName());
  }

  private static Color colour(int line) {
    return Palette.SERIES.get(line % Palette.SERIES.size());
  }

  /** Lines beyond the colours are dashed. */
  private static BasicStroke stroke(int line) {
    float[] dash = DASHES[line / Palette.SERIES.size() % DASHES.length];
    return dash.length == 0
        ? new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }

  /** The numbers of lines as a table: a row for each place on the axis, a column for each line. */
  public static ReportTable table(Caption caption, Scale x, List<Panel> panels) {
    double[] places =
        panels.stream()
            .flatMap(panel -> panel.lines().stream())
            .flatMapToDouble(line -> line.points().stream().mapToDouble(Point::x))
            .sorted()
            .distinct()
            .toArray();
    List<ReportTable.Group> groups = new ArrayList<>();
    for (Panel panel : panels) {
      List<ReportTable.Column> columns =
          panel.lines().stream()
              .map(line -> ReportTable.Column.number(line.name(), cells(line, places)))
              .toList();
      groups.add(new ReportTable.Group(panel.y().label(), columns));
    }
    return new ReportTable(
        caption.title(),
        x.label(),
        DoubleStream.of(places).mapToObj(Numbers::shown).toList(),
        groups,
        List.of());
  }

  private static List<String> cells(Line line, double... places) {
    String[] cells = new String[places.length];
    Arrays.fill(cells, Numbers.NONE);
    IntStream.range(0, line.points().size())
        .forEach(
            i -> {
              Point point = line.points().get(i);
              cells[Arrays.binarySearch(places, point.x())] = Numbers.shown(point.y());
            });
    return List.of(cells);
  }
}
