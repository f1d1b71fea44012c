package io.tilewise.report;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.CeilingResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.Marks;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.chart.Roofs;
import io.tilewise.report.chart.Roofs.Roof;
import io.tilewise.report.chart.Scale;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Every call below the rates that nothing on its cores can exceed. Calls that multiply are in the
 * roofline: operations (two for each multiply-accumulate) per byte of operands, weights and result
 * across, operations per second upwards. Calls that only move or change data have no operations in
 * this sense; they are in a second chart, bytes across and bytes per second upwards.
 */
final class RooflineChart {

  private static final int HEIGHT = 430;
  private static final int MOST_ROWS = 50;
  private static final double PLACES_PER_DECADE = 60;
  private static final double GIGA = 1e9;
  private static final double MICROSECONDS = 1e6;

  /** Instruction sets with their marks; any other looks like the last. */
  private static final List<String> SETS = List.of("sme2", "neon", "scalar");

  private static final List<Color> COLOURS =
      List.of(Palette.HELD_OUT, Palette.BAR, Palette.BASELINE_BAR);

  /** A chart of the two: which calls it has, and what is on its axes. */
  private record Kind(
      String key,
      String title,
      boolean isOfOperations,
      Scale x,
      Scale y,
      ToDoubleFunction<CallResult> across,
      ToDoubleFunction<CallResult> up) {}

  private static final Kind OPERATIONS =
      new Kind(
          "roofline",
          "Calls that multiply, below their ceilings, with ",
          true,
          Scale.logarithmic("operations per byte", "op/B"),
          Scale.logarithmic("operations per second", "Gop/s"),
          RooflineChart::intensity,
          call -> operations(call) / seconds(call) / GIGA);

  private static final Kind BYTES =
      new Kind(
          "movement",
          "Calls that only move or change data, below the bandwidths, with ",
          false,
          Scale.logarithmic("bytes of operands and result", "B"),
          Scale.logarithmic("bytes per second", "GB/s"),
          call -> (double) call.bytes(),
          call -> call.bytes() / seconds(call) / GIGA);

  private RooflineChart() {}

  /** Two for each scenario that has ceilings. */
  static List<Figure> of(RunResult result) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < result.scenarios().size(); i++) {
      if (!result.scenarios().get(i).ceilings().isEmpty()) {
        figures.add(figure(result, i, OPERATIONS));
        figures.add(figure(result, i, BYTES));
      }
    }
    return figures;
  }

  private static double operations(CallResult call) {
    return 2.0 * call.macs();
  }

  private static double intensity(CallResult call) {
    return operations(call) / call.bytes();
  }

  private static double seconds(CallResult call) {
    return call.durationUs() / MICROSECONDS;
  }

  private static Figure figure(RunResult result, int index, Kind kind) {
    ScenarioResult scenario = result.scenarios().get(index);
    Caption caption = Caption.of(kind.title() + scenario.name(), result);
    List<CallResult> calls =
        scenario.calls().stream()
            .filter(call -> kind.isOfOperations() == call.macs() > 0)
            .filter(call -> call.bytes() > 0 && call.durationUs() > 0)
            .sorted(
                Comparator.comparingDouble((CallResult call) -> -call.durationUs())
                    .thenComparingInt(CallResult::index))
            .toList();
    List<Roof> roofs = roofs(scenario, calls, kind);
    return new Figure(
        Keys.of(kind.key(), result).get(index),
        caption,
        summary(scenario, calls, roofs, kind),
        table(caption, calls, kind),
        canvas -> chart(caption, canvas, index, calls, roofs, kind));
  }

  /** Ceilings of the types that are there; a quantized type computes as bytes. */
  private static List<Roof> roofs(ScenarioResult scenario, List<CallResult> calls, Kind kind) {
    Set<String> types =
        calls.stream()
            .map(call -> call.dtype().equals("qs8") ? "s8" : call.dtype())
            .collect(Collectors.toSet());
    return scenario.ceilings().stream()
        .filter(c -> !c.limitsOperations() || (kind.isOfOperations() && types.contains(c.dtype())))
        .map(c -> roof(c, kind))
        .toList();
  }

  private static Roof roof(CeilingResult ceiling, Kind kind) {
    double rate = ceiling.perSecond() / GIGA;
    String unit = ceiling.limitsOperations() ? " Gop/s" : " GB/s";
    String type = ceiling.dtype().isEmpty() ? "" : " " + ceiling.dtype();
    String name = ceiling.resource() + type + " " + rounded(rate) + unit;
    return new Roof(name, rate, !ceiling.limitsOperations() && kind.isOfOperations());
  }

  private static String rounded(double rate) {
    return rate >= 100 ? Numbers.fixed(rate, 0) : Numbers.shown(rate);
  }

  private static Chart chart(
      Caption caption,
      Canvas canvas,
      int scenario,
      List<CallResult> calls,
      List<Roof> roofs,
      Kind kind) {
    XYSeriesCollection data = new XYSeriesCollection();
    List<List<Spot>> series = new ArrayList<>();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    List<ChartTheme.Key> keys = new ArrayList<>();
    for (int i = 0; i < SETS.size(); i++) {
      int set = i;
      List<Spot> own = spots(calls.stream().filter(call -> set(call) == set).toList(), kind);
      if (!own.isEmpty()) {
        XYSeries points = new XYSeries(SETS.get(i), false);
        own.forEach(spot -> points.add(spot.x(), spot.y()));
        renderer.setSeriesPaint(series.size(), COLOURS.get(i));
        renderer.setSeriesShape(series.size(), mark(i));
        data.addSeries(points);
        series.add(own);
        keys.add(new ChartTheme.Key(SETS.get(i), COLOURS.get(i), mark(i)));
      }
    }
    renderer.setDefaultToolTipGenerator((d, line, item) -> series.get(line).get(item).tip(kind));
    renderer.setURLGenerator(
        (d, line, item) -> Links.call(scenario, series.get(line).get(item).first().index()));
    DoubleStream heights =
        DoubleStream.concat(
            calls.stream().mapToDouble(kind.up()),
            roofs.stream().filter(roof -> !roof.isSlope()).mapToDouble(Roof::rate));
    XYPlot plot =
        new XYPlot(
            data,
            kind.x().across(calls.stream().mapToDouble(kind.across()), canvas),
            kind.y().upwards(heights),
            renderer);
    ChartTheme.style(plot);
    plot.setInsets(new RectangleInsets(8, 0, 4, ChartTheme.TICK_ROOM));
    plot.setNoDataMessage("no calls of this kind");
    List<Point2D> points = new ArrayList<>();
    series.forEach(own -> own.forEach(spot -> points.add(new Point2D.Double(spot.x(), spot.y()))));
    renderer.addAnnotation(new Roofs(roofs, points), Layer.BACKGROUND);
    JFreeChart chart = ChartTheme.framed(caption, plot, canvas);
    ChartTheme.addLegend(chart, keys);
    int height = ChartTheme.frameHeight(canvas) + HEIGHT;
    return new Chart(chart, canvas.width(), height);
  }

  /** Calls that lie so near each other that one point shows all; the largest comes first. */
  private record Spot(CallResult first, double x, double y, int calls) {

    private String tip(Kind kind) {
      String tip = RooflineChart.tip(first, kind);
      return calls == 1 ? tip : tip + "; " + (calls - 1) + " more calls are here";
    }
  }

  private static List<Spot> spots(List<CallResult> calls, Kind kind) {
    Map<List<Long>, Spot> spots = new LinkedHashMap<>();
    for (CallResult call : calls) {
      double x = kind.across().applyAsDouble(call);
      double y = kind.up().applyAsDouble(call);
      spots.merge(
          List.of(place(x), place(y)),
          new Spot(call, x, y, 1),
          (a, b) -> new Spot(a.first(), a.x(), a.y(), a.calls() + 1));
    }
    return List.copyOf(spots.values());
  }

  private static long place(double value) {
    return Math.round(Math.log10(value) * PLACES_PER_DECADE);
  }

  private static int set(CallResult call) {
    int known = SETS.indexOf(call.isa());
    return known < 0 ? SETS.size() - 1 : known;
  }

  private static Shape mark(int set) {
    return switch (set) {
      case 0 -> Marks.diamond(5);
      case 1 -> Marks.dot(3.5);
      default -> Marks.square(3);
    };
  }

  private static String tip(CallResult call, Kind kind) {
    return call.name()
        + " ("
        + call.operator()
        + "): "
        + kind.x().text(kind.across().applyAsDouble(call))
        + ", "
        + kind.y().text(kind.up().applyAsDouble(call))
        + ", "
        + Numbers.fixed(call.durationUs() / 1000, 3)
        + " ms, mostly bound by "
        + ReportTables.mostlyBoundBy(call);
  }

  private static String summary(
      ScenarioResult scenario, List<CallResult> calls, List<Roof> roofs, Kind kind) {
    if (calls.isEmpty()) {
      return "With " + scenario.name() + " there are no such calls.";
    }
    double seconds = calls.stream().mapToDouble(RooflineChart::seconds).sum();
    double amount =
        calls.stream()
            .mapToDouble(call -> kind.isOfOperations() ? operations(call) : call.bytes())
            .sum();
    String unit = kind.isOfOperations() ? " Gop/s" : " GB/s";
    return calls.size()
        + " calls take "
        + Numbers.brief(seconds * 1000)
        + " of "
        + Numbers.brief(scenario.latencyMs())
        + " ms, at "
        + rounded(amount / seconds / GIGA)
        + unit
        + " on average"
        + roofs.stream()
            .filter(roof -> !roof.isSlope())
            .max(Comparator.comparingDouble(Roof::rate))
            .map(
                roof ->
                    ", "
                        + Numbers.percent(amount / seconds / GIGA, roof.rate(), 0)
                        + " of the highest ceiling ("
                        + roof.name()
                        + ")")
            .orElse("")
        + ".";
  }

  private static ReportTable table(Caption caption, List<CallResult> calls, Kind kind) {
    List<CallResult> shown = calls.subList(0, Math.min(MOST_ROWS, calls.size()));
    Stream<String> left =
        calls.size() > shown.size()
            ? Stream.of(
                String.format(
                    Locale.ROOT,
                    "The %d largest of %d calls; the table of calls has all.",
                    shown.size(),
                    calls.size()))
            : Stream.of();
    return new ReportTable(
        caption.title(),
        "call",
        shown.stream().map(CallResult::name).toList(),
        List.of(
            new Group(
                "",
                List.of(
                    Column.text("isa", shown.stream().map(CallResult::isa).toList()),
                    Column.number("ms", numbers(shown, c -> c.durationUs() / 1000)),
                    Column.number(kind.x().label(), numbers(shown, kind.across())),
                    Column.number(kind.y().label(), numbers(shown, kind.up())),
                    Column.text(
                        "bound by", shown.stream().map(ReportTables::mostlyBoundBy).toList())))),
        left.toList());
  }

  private static List<String> numbers(List<CallResult> calls, ToDoubleFunction<CallResult> value) {
    return IntStream.range(0, calls.size())
        .mapToObj(i -> Numbers.shown(value.applyAsDouble(calls.get(i))))
        .toList();
  }
}
