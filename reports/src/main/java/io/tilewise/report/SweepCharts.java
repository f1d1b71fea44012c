package io.tilewise.report;

import io.tilewise.experiment.sweep.PointOutcome;
import io.tilewise.experiment.sweep.SweepResult;
import io.tilewise.experiment.sweep.SweepResult.AxisResult;
import io.tilewise.experiment.sweep.SweepResult.MetricResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.HeatMapChart;
import io.tilewise.report.chart.HeatMapChart.Gap;
import io.tilewise.report.chart.LineChart;
import io.tilewise.report.chart.LineChart.Line;
import io.tilewise.report.chart.LineChart.Panel;
import io.tilewise.report.chart.LineChart.Point;
import io.tilewise.report.chart.Scale;
import io.tilewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  /** Names of charts of one scenario each. */
  private final List<String> keys;

  /** The metric by scenario and place on each axis; not a number where the point failed. */
  private final Map<List<Integer>, Double> values = new HashMap<>();

  /** The places of points that failed. */
  private final Set<List<Integer>> failed = new HashSet<>();

  private SweepCharts(SweepResult result) {
    this.result = result;
    String name = result.chart().metric();
    List<String> names = result.metrics().stream().map(MetricResult::name).toList();
    this.metricIndex = names.indexOf(name);
    this.metric = result.metrics().get(metricIndex);
    this.keys = Keys.of("sweep", result.scenarios());
  }

  /**
   * The words around a chart.
   *
   * @param of what it is of, if not of all that is drawn
   */
  private Caption caption(String of) {
    String axes =
        result.axes().stream()
            .map(axis -> MetricName.labelled(axis.name(), axis.unit().orElse("")))
            .collect(Collectors.joining(", "));
    String failures =
        result.failed() > 0
            ? "; " + result.failed() + " of " + result.points() + " points failed"
            : "";
    return new Caption(
        result.title(),
        MetricName.withUnit(metric.name(), metric.unit()) + of + " over " + axes + failures,
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
      case 1 -> List.of(result.axes().get(0).numeric() ? lines() : names());
      case 2 -> result.chart().scenarios().stream().map(this::heatMap).toList();
      default -> smallMultiples();
    };
  }

  private void collect() {
    for (int point = 0; point < result.points(); point++) {
      List<Object> at = result.rows().axisValues(point);
      PointOutcome outcome = result.rows().outcome(point);
      List<Integer> on = new ArrayList<>();
      for (int axis = 0; axis < at.size(); axis++) {
        on.add(result.axes().get(axis).values().indexOf(at.get(axis)));
      }
      if (outcome.isFailed()) {
        failed.add(on);
      }
      for (int s = 0; s < result.scenarios().size(); s++) {
        List<Integer> place = new ArrayList<>(List.of(s));
        place.addAll(on);
        values.put(place, outcome.value(s, metricIndex));
      }
    }
  }

  private double value(Integer... place) {
    return values.getOrDefault(List.of(place), Double.NaN);
  }

  /** What is in a cell: a value, or why there is none. */
  private Gap gap(int scenario, int... on) {
    List<Integer> place = new ArrayList<>(List.of(scenario));
    IntStream.of(on).forEach(place::add);
    if (!values.containsKey(place)) {
      return Gap.LEFT_OUT;
    }
    if (failed.contains(place.subList(1, place.size()))) {
      return Gap.FAILED;
    }
    return Double.isFinite(values.get(place)) ? Gap.NONE : Gap.NO_VALUE;
  }

  private Scale scale(AxisResult axis) {
    String unit = axis.unit().orElse("");
    return axis.logarithmic()
        ? Scale.logarithmic(axis.name(), unit)
        : Scale.linear(axis.name(), unit);
  }

  private Scale metricScale() {
    return metricScale("");
  }

  private Scale metricScale(String of) {
    return Scale.fromZero(MetricName.words(metric.name(), metric.unit()) + of, metric.unit());
  }

  private static String text(Object value) {
    return value instanceof Double number ? Numbers.shown(number) : String.valueOf(value);
  }

  private static IntStream places(AxisResult axis) {
    return IntStream.range(0, axis.values().size());
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
        points.add(point(axis, i, value(s, i)));
      }
      lines.add(line(scenario, points));
    }
    return figure("sweep", caption(""), axis, List.of(new Panel(metricScale(), lines, false)));
  }

  /** Where a point failed or was left out, its line has a gap. */
  private static Point point(AxisResult axis, int place, double value) {
    return Point.of((Double) axis.values().get(place), value);
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
    List<List<Gap>> gaps = new ArrayList<>();
    for (String scenario : scenarios) {
      int s = result.scenarios().indexOf(scenario);
      rows.add(places(axis).mapToObj(i -> value(s, i)).toList());
      gaps.add(places(axis).mapToObj(i -> gap(s, i)).toList());
    }
    return HeatMapChart.of(
        "sweep",
        caption(""),
        new HeatMapChart.Grid(
            scale(axis),
            texts(axis),
            Scale.linear("scenario", ""),
            scenarios,
            metricScale(),
            rows,
            gaps,
            false));
  }

  private Figure heatMap(String scenario) {
    AxisResult across = result.axes().get(0);
    AxisResult upwards = result.axes().get(1);
    int s = result.scenarios().indexOf(scenario);
    List<List<Double>> rows =
        places(upwards)
            .mapToObj(y -> places(across).mapToObj(x -> value(s, x, y)).toList())
            .toList();
    List<List<Gap>> gaps =
        places(upwards).mapToObj(y -> places(across).mapToObj(x -> gap(s, x, y)).toList()).toList();
    return HeatMapChart.of(
        keys.get(s),
        caption(" of " + scenario),
        new HeatMapChart.Grid(
            scale(across),
            texts(across),
            scale(upwards),
            texts(upwards),
            metricScale(),
            rows,
            gaps,
            across.numeric() && upwards.numeric()));
  }

  private List<Figure> smallMultiples() {
    List<AxisResult> axes = result.axes();
    int x = axes.get(0).numeric() ? 0 : axes.get(1).numeric() ? 1 : 2;
    AxisResult third = axes.get(x == 2 ? 1 : 2);
    if (!axes.get(x).numeric() || third.values().size() > MOST_PANELS) {
      return Collections.emptyList();
    }
    return result.chart().scenarios().stream().map(s -> smallMultiples(s, x)).toList();
  }

  private Figure smallMultiples(String scenario, int x) {
    List<AxisResult> axes = result.axes();
    int s = result.scenarios().indexOf(scenario);
    int lineAxis = x == 0 ? 1 : 0;
    int panelAxis = x == 2 ? 1 : 2;
    // All panels have the same scale upwards, so that they compare.
    List<Double> all =
        values.entrySet().stream()
            .filter(value -> value.getKey().get(0) == s)
            .map(Map.Entry::getValue)
            .toList();
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
          points.add(point(axes.get(x), i, value(place)));
        }
        String name = axes.get(lineAxis).name() + " " + text(axes.get(lineAxis).values().get(l));
        lines.add(line(name, points));
      }
      String panel = axes.get(panelAxis).name() + " " + text(axes.get(panelAxis).values().get(p));
      panels.add(new Panel(metricScale(", " + panel), lines, false, all));
    }
    return figure(keys.get(s), caption(" of " + scenario), axes.get(x), panels);
  }
}
