package io.tilewise.report;

import io.tilewise.experiment.result.LongRunResult;
import io.tilewise.experiment.result.PowerResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.SeriesResult;
import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LineChart;
import io.tilewise.report.chart.LineChart.Line;
import io.tilewise.report.chart.LineChart.Panel;
import io.tilewise.report.chart.LineChart.Point;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.chart.Scale;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Series over time, a panel for each scenario that has them, below each other on one axis of time:
 * power of the domains stacked up to the whole, with the budget as a horizontal line and a vertical
 * one where heat first lowered clocks; clocks; temperatures.
 */
final class SeriesCharts {
  private static final int PANEL = 190;
  private static final int AROUND = 96;
  private static final double TO_SECONDS = 1e-3;
  private static final double ROOM = 1.1;

  private SeriesCharts() {}

  /** Power by domain, stacked. */
  static List<Figure> power(RunResult result) {
    List<ScenarioResult> scenarios = scenarios(result, "power");
    Caption caption = Caption.of("Power by domain over time", result);
    return scenarios.isEmpty()
        ? List.of()
        : List.of(
            figure(
                "power", caption, scenarios, "W", canvas -> stacked(caption, canvas, scenarios)));
  }

  /** Clocks in GHz; below each other those that are only known as parts of their highest. */
  static List<Figure> clocks(RunResult result) {
    return lines(result, "clock", "clocks", "Clocks over time", true);
  }

  /** Temperatures of junctions that take power, of package and case. */
  static List<Figure> temperatures(RunResult result) {
    return lines(result, "temperature", "temperatures", "Temperatures over time", false);
  }

  /** A panel for each unit and scenario; those of one unit have the same axis. */
  private static List<Figure> lines(
      RunResult result, String kind, String key, String title, boolean fromZero) {
    List<ScenarioResult> scenarios = scenarios(result, kind);
    if (scenarios.isEmpty()) {
      return List.of();
    }
    Caption caption = Caption.of(title, result);
    List<String> names = names(scenarios, kind);
    List<Panel> panels = new ArrayList<>();
    for (String unit : units(scenarios, kind)) {
      List<Double> alike =
          scenarios.stream()
              .flatMap(s -> series(s, kind).stream())
              .filter(series -> series.unit().equals(unit))
              .flatMap(series -> series.values().stream())
              .toList();
      for (ScenarioResult scenario : scenarios) {
        Scale scale =
            fromZero ? Scale.fromZero(scenario.name(), unit) : Scale.linear(scenario.name(), unit);
        List<SeriesResult> own =
            series(scenario, kind).stream().filter(s -> s.unit().equals(unit)).toList();
        if (!own.isEmpty()) {
          panels.add(
              new Panel(
                  scale,
                  names.stream().map(name -> line(scenario, own, name)).toList(),
                  true,
                  List.of(Collections.min(alike), Collections.max(alike))));
        }
      }
    }
    String unit = String.join(" or ", units(scenarios, kind));
    return List.of(
        figure(
            kind,
            key,
            caption,
            scenarios,
            unit,
            canvas -> LineChart.chart(caption, canvas, Scale.fromZero("time", "s"), panels)));
  }

  private static List<String> units(List<ScenarioResult> scenarios, String kind) {
    return scenarios.stream()
        .flatMap(s -> series(s, kind).stream())
        .map(SeriesResult::unit)
        .distinct()
        .toList();
  }

  private static Line line(ScenarioResult scenario, List<SeriesResult> all, String name) {
    List<Point> points = new ArrayList<>();
    find(all, name)
        .ifPresent(
            series -> {
              for (int i = 0; i < series.values().size(); i++) {
                points.add(Point.of(series.timesMs().get(i) * TO_SECONDS, series.values().get(i)));
              }
              double last = series.values().get(series.values().size() - 1);
              points.add(Point.of(seconds(scenario), last));
            });
    return new Line(name, points);
  }

  private static Figure figure(
      String kind,
      Caption caption,
      List<ScenarioResult> scenarios,
      String unit,
      Figure.Drawing drawing) {
    return figure(kind, kind, caption, scenarios, unit, drawing);
  }

  private static Figure figure(
      String kind,
      String key,
      Caption caption,
      List<ScenarioResult> scenarios,
      String unit,
      Figure.Drawing drawing) {
    return new Figure(
        key, caption, summary(scenarios), table(kind, caption, scenarios, unit), drawing);
  }

  private static String summary(List<ScenarioResult> scenarios) {
    List<String> parts = new ArrayList<>();
    for (ScenarioResult scenario : scenarios) {
      scenario
          .longRun()
          .flatMap(LongRunResult::throttledMs)
          .ifPresent(
              ms -> parts.add(scenario.name() + " after " + Numbers.brief(ms * TO_SECONDS) + " s"));
    }
    return parts.isEmpty()
        ? "Heat never lowers clocks."
        : "Heat lowers clocks in " + String.join(", ", parts) + ".";
  }

  /** The highest value of each series. */
  private static ReportTable table(
      String kind, Caption caption, List<ScenarioResult> scenarios, String unit) {
    List<Group> columns = new ArrayList<>();
    for (String name : names(scenarios, kind)) {
      List<String> cells =
          scenarios.stream()
              .map(s -> find(series(s, kind), name).map(one -> highest(one, unit)))
              .map(value -> value.orElse(Numbers.NONE))
              .toList();
      columns.add(new Group("", List.of(Column.number(name, cells))));
    }
    return new ReportTable(
        caption.title(),
        "highest (" + unit + ")",
        scenarios.stream().map(ScenarioResult::name).toList(),
        columns,
        List.of());
  }

  /** With its unit where the table has several. */
  private static String highest(SeriesResult series, String units) {
    String value = Numbers.brief(Collections.max(series.values()));
    return units.equals(series.unit()) ? value : value + " " + series.unit();
  }

  private static List<ScenarioResult> scenarios(RunResult result, String kind) {
    return result.scenarios().stream().filter(s -> !series(s, kind).isEmpty()).toList();
  }

  private static List<String> names(List<ScenarioResult> scenarios, String kind) {
    Set<String> names = new LinkedHashSet<>();
    scenarios.forEach(s -> series(s, kind).forEach(series -> names.add(series.name())));
    return List.copyOf(names);
  }

  private static List<SeriesResult> series(ScenarioResult scenario, String kind) {
    return scenario.series().orElse(List.of()).stream()
        .filter(s -> s.kind().equals(kind))
        .filter(SeriesCharts::isNotZero)
        .filter(s -> !kind.equals("temperature") || isOfInterest(scenario, s.name()))
        .toList();
  }

  private static boolean isNotZero(SeriesResult series) {
    return series.values().stream().anyMatch(value -> value != 0);
  }

  /** Junctions of domains that take no power are as warm as the package. */
  private static boolean isOfInterest(ScenarioResult scenario, String node) {
    return scenario.series().orElse(List.of()).stream()
        .filter(s -> s.name().equals(node) && s.kind().equals("power"))
        .findFirst()
        .map(SeriesCharts::isNotZero)
        .orElse(true);
  }

  private static Optional<SeriesResult> find(List<SeriesResult> all, String name) {
    return all.stream().filter(series -> series.name().equals(name)).findFirst();
  }

  private static double seconds(ScenarioResult scenario) {
    return scenario.longRun().map(LongRunResult::durationMs).orElse(scenario.latencyMs())
        * TO_SECONDS;
  }

  private static Chart stacked(Caption caption, Canvas canvas, List<ScenarioResult> scenarios) {
    List<String> order = names(scenarios, "power");
    List<XYSeriesCollection> all = scenarios.stream().map(s -> sums(s, order)).toList();
    double most = 0;
    for (int i = 0; i < all.size(); i++) {
      most = Math.max(most, all.get(i).getRangeUpperBound(true));
      most = Math.max(most, budget(scenarios.get(i)).orElse(0.0));
    }
    double end = scenarios.stream().mapToDouble(SeriesCharts::seconds).max().orElse(1);
    CombinedDomainXYPlot combined =
        new CombinedDomainXYPlot(
            ChartTheme.linearAxis("time (s)", new Range(0, end), canvas.mostTicks()));
    combined.setGap(14);
    combined.setInsets(new RectangleInsets(8, 0, 4, ChartTheme.TICK_ROOM));
    for (int i = 0; i < scenarios.size(); i++) {
      combined.add(panel(scenarios.get(i), all.get(i), ROOM * most, order));
    }
    JFreeChart chart = ChartTheme.framed(caption, combined, canvas);
    List<ChartTheme.Key> keys = new ArrayList<>();
    order.forEach(name -> keys.add(new ChartTheme.Key(name, layer(keys.size()))));
    ChartTheme.addLegend(chart, keys);
    int height = ChartTheme.frameHeight(canvas) + AROUND + PANEL * scenarios.size();
    return new Chart(chart, canvas.width(), height);
  }

  private static Color layer(int index) {
    return Palette.LAYERS.get(index % Palette.LAYERS.size());
  }

  private static Optional<Double> budget(ScenarioResult scenario) {
    return scenario.power().flatMap(PowerResult::budgetW);
  }

  private static XYPlot panel(
      ScenarioResult scenario, XYSeriesCollection data, double most, List<String> order) {
    String name = ChartTheme.shown(scenario.name(), ChartTheme.LABEL_FONT, 24);
    NumberAxis axis = ChartTheme.linearAxis(name + " (W)", new Range(0, most > 0 ? most : 1), 6);
    XYStepAreaRenderer renderer = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    renderer.setDefaultToolTipGenerator(
        (d, series, item) ->
            "up to "
                + d.getSeriesKey(series)
                + ": "
                + Numbers.brief(d.getXValue(series, item))
                + " s, "
                + Numbers.brief(d.getYValue(series, item))
                + " W");
    for (int i = 0; i < data.getSeriesCount(); i++) {
      renderer.setSeriesPaint(i, layer(order.indexOf(String.valueOf(data.getSeriesKey(i)))));
    }
    XYPlot plot = new XYPlot(data, null, axis, renderer);
    ChartTheme.style(plot);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    budget(scenario)
        .ifPresent(
            watts -> plot.addRangeMarker(marker(watts, "budget", RectangleAnchor.TOP_RIGHT)));
    scenario
        .longRun()
        .flatMap(LongRunResult::throttledMs)
        .ifPresent(
            ms ->
                plot.addDomainMarker(
                    marker(ms * TO_SECONDS, "heat lowers clocks", RectangleAnchor.TOP_RIGHT)));
    return plot;
  }

  private static ValueMarker marker(double value, String label, RectangleAnchor anchor) {
    ValueMarker marker =
        new ValueMarker(
            value,
            Palette.HELD_OUT,
            new BasicStroke(
                1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
    marker.setLabel(label);
    marker.setLabelFont(ChartTheme.SMALL_FONT);
    marker.setLabelPaint(Palette.TEXT);
    marker.setLabelAnchor(anchor);
    marker.setLabelTextAnchor(
        label.equals("budget") ? TextAnchor.BOTTOM_RIGHT : TextAnchor.TOP_LEFT);
    return marker;
  }

  /** Sums of the domains up to each, the largest first, so that smaller ones are drawn over it. */
  private static XYSeriesCollection sums(ScenarioResult scenario, List<String> order) {
    List<SeriesResult> all = series(scenario, "power");
    TreeSet<Double> times = new TreeSet<>();
    all.forEach(series -> times.addAll(series.timesMs()));
    List<String> names = order.stream().filter(n -> find(all, n).isPresent()).toList();
    XYSeriesCollection data = new XYSeriesCollection();
    for (int last = names.size() - 1; last >= 0; last--) {
      XYSeries sum = new XYSeries(names.get(last), false);
      double value = 0;
      for (double time : times) {
        value = 0;
        for (int i = 0; i <= last; i++) {
          value += at(find(all, names.get(i)).orElseThrow(), time);
        }
        sum.add(time * TO_SECONDS, value);
      }
      sum.add(seconds(scenario), value);
      data.addSeries(sum);
    }
    return data;
  }

  private static double at(SeriesResult series, double time) {
    int index = Collections.binarySearch(series.timesMs(), time);
    int before = index >= 0 ? index : -index - 2;
    return before < 0 ? 0 : series.values().get(before);
  }
}
