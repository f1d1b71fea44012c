package io.tilewise.report;

import io.tilewise.experiment.sweep.PointOutcome;
import io.tilewise.experiment.sweep.SweepResult;
import io.tilewise.experiment.sweep.SweepResult.AxisResult;
import io.tilewise.experiment.sweep.SweepResult.MetricResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.HeatMapChart;
import io.tilewise.report.chart.LineChart;
import io.tilewise.report.chart.LineChart.Line;
import io.tilewise.report.chart.LineChart.Panel;
import io.tilewise.report.chart.LineChart.Point;
import io.tilewise.report.chart.Scale;
import io.tilewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Charts of a sweep by the number of its axes: lines over one axis of numbers, a line for each
 * scenario; a heat map of each scenario over two, or of all over one axis of names; over three,
 * lines in a panel for each value of the third. Points that are drawn or listed in a file form no
 * lines, and more than a picture can show are not drawn.
 */
final class SweepCharts {
  private static final int MOST_POINTS = 20_000;
  private static final int MOST_PANELS = 12;

  private final SweepResult result;
  private final MetricResult metric;
  private final int metricIndex;
  private final Caption caption;

  /** Names of charts of one scenario each. */
  private final List<String> keys;

  /** The metric by scenario and place on each axis. */
  private final Map<List<Integer>, Double> values = new HashMap<>();

  private SweepCharts(SweepResult result) {
    this.result = result;
    String name = result.chart().metric();
    List<String> names = result.metrics().stream().map(MetricResult::name).toList();
    this.metricIndex = names.indexOf(name);
    this.metric = result.metrics().get(metricIndex);
    this.keys = Keys.of("sweep", result.scenarios());
    this.caption =
        new Caption(
            result.title(),
            name
                + " over "
                + String.join(", ", result.axes().stream().map(AxisResult::name).toList()),
            "Source: sweep "
                + result.sweep()
                + Settings.assigned(result.assignments())
                + ", Tilewise "
                + result.toolVersion());
  }

  /** The charts; none if the points form no picture. */
  static List<Figure> of(SweepResult result) {
    boolean isGrid = result.design().equals("grid");
    return !isGrid || result.points() > MOST_POINTS || result.axes().size() > 3
        ? List.of()
        : new SweepCharts(result).figures();
  }

  private List<Figure> figures() {
    collect();
    return switch (result.axes().size()) {
      case 1 -> List.of(result.axes().get(0).isNumeric() ? lines() : names());
      case 2 -> result.chart().scenarios().stream().map(this::heatMap).toList();
      default -> smallMultiples();
    };
  }

  private void collect() {
    for (int point = 0; point < result.points(); point++) {
      List<Object> at = result.rows().axisValues(point);
      PointOutcome outcome = result.rows().outcome(point);
      for (int s = 0; s < result.scenarios().size(); s++) {
        List<Integer> place = new ArrayList<>(List.of(s));
        for (int axis = 0; axis < at.size(); axis++) {
          place.add(result.axes().get(axis).values().indexOf(at.get(axis)));
        }
        values.put(place, outcome.value(s, metricIndex));
      }
    }
  }

  private double value(Integer... place) {
    return values.getOrDefault(List.of(place), Double.NaN);
  }

  private Scale scale(AxisResult axis) {
    String unit = axis.unit().orElse("");
    return axis.logarithmic()
        ? Scale.logarithmic(axis.name(), unit)
        : Scale.linear(axis.name(), unit);
  }

  private Scale metricScale() {
    return Scale.fromZero(metric.name(), metric.unit());
  }

  private static String text(Object value) {
    return value instanceof Double number ? Numbers.shown(number) : String.valueOf(value);
  }

  private static List<String> texts(AxisResult axis) {
    return axis.values().stream().map(SweepCharts::text).toList();
  }

  private Figure lines() {
    AxisResult axis = result.axes().get(0);
    List<Line> lines = new ArrayList<>();
    for (String scenario : result.chart().scenarios()) {
      int s = result.scenarios().indexOf(scenario);
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < axis.values().size(); i++) {
        addPoint(points, axis, i, value(s, i));
      }
      lines.add(line(scenario, points));
    }
    return figure("sweep", caption, axis, List.of(new Panel(metricScale(), lines, false)));
  }

  private static void addPoint(List<Point> points, AxisResult axis, int place, double value) {
    if (Double.isFinite(value)) {
      points.add(Point.of((Double) axis.values().get(place), value));
    }
  }

  /** Lines go to the right, whichever way the axis was given. */
  private static Line line(String name, List<Point> points) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort((a, b) -> Double.compare(a.x(), b.x()));
    return new Line(name, sorted);
  }

  private Figure figure(String key, Caption words, AxisResult axis, List<Panel> panels) {
    Scale x = scale(axis);
    return new Figure(
        key,
        words,
        words.title() + ": " + words.subtitle(),
        LineChart.table(words, x, panels),
        canvas -> LineChart.chart(words, canvas, x, panels));
  }

  private Figure names() {
    AxisResult axis = result.axes().get(0);
    List<String> scenarios = result.chart().scenarios();
    List<List<Double>> rows = new ArrayList<>();
    for (String scenario : scenarios) {
      List<Double> row = new ArrayList<>();
      for (int i = 0; i < axis.values().size(); i++) {
        row.add(value(result.scenarios().indexOf(scenario), i));
      }
      rows.add(row);
    }
    return HeatMapChart.of(
        "sweep",
        caption,
        new HeatMapChart.Grid(
            scale(axis),
            texts(axis),
            Scale.linear("scenario", ""),
            scenarios,
            metricScale(),
            rows,
            false));
  }

  private Figure heatMap(String scenario) {
    AxisResult across = result.axes().get(0);
    AxisResult upwards = result.axes().get(1);
    int s = result.scenarios().indexOf(scenario);
    List<List<Double>> rows = new ArrayList<>();
    for (int y = 0; y < upwards.values().size(); y++) {
      List<Double> row = new ArrayList<>();
      for (int x = 0; x < across.values().size(); x++) {
        row.add(value(s, x, y));
      }
      rows.add(row);
    }
    return HeatMapChart.of(
        keys.get(s),
        of(scenario),
        new HeatMapChart.Grid(
            scale(across),
            texts(across),
            scale(upwards),
            texts(upwards),
            metricScale(),
            rows,
            across.isNumeric() && upwards.isNumeric()));
  }

  private Caption of(String scenario) {
    return new Caption(
        caption.title(), caption.subtitle() + ", scenario " + scenario, caption.source());
  }

  private List<Figure> smallMultiples() {
    List<AxisResult> axes = result.axes();
    int x = axes.get(0).isNumeric() ? 0 : axes.get(1).isNumeric() ? 1 : 2;
    AxisResult third = axes.get(x == 2 ? 1 : 2);
    if (!axes.get(x).isNumeric() || third.values().size() > MOST_PANELS) {
      return Collections.emptyList();
    }
    return result.chart().scenarios().stream().map(s -> smallMultiples(s, x)).toList();
  }

  private Figure smallMultiples(String scenario, int x) {
    List<AxisResult> axes = result.axes();
    int s = result.scenarios().indexOf(scenario);
    int lineAxis = x == 0 ? 1 : 0;
    int panelAxis = x == 2 ? 1 : 2;
    List<Panel> panels = new ArrayList<>();
    for (int p = 0; p < axes.get(panelAxis).values().size(); p++) {
      List<Line> lines = new ArrayList<>();
      for (int l = 0; l < axes.get(lineAxis).values().size(); l++) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < axes.get(x).values().size(); i++) {
          Integer[] place = {s, 0, 0, 0};
          place[1 + x] = i;
          place[1 + lineAxis] = l;
          place[1 + panelAxis] = p;
          addPoint(points, axes.get(x), i, value(place));
        }
        String name = axes.get(lineAxis).name() + " " + text(axes.get(lineAxis).values().get(l));
        lines.add(line(name, points));
      }
      String panel = axes.get(panelAxis).name() + " " + text(axes.get(panelAxis).values().get(p));
      panels.add(
          new Panel(Scale.fromZero(metric.name() + ", " + panel, metric.unit()), lines, false));
    }
    return figure(keys.get(s), of(scenario), axes.get(x), panels);
  }
}
