package io.tilewise.report;

import io.tilewise.experiment.result.LongRunResult;
import io.tilewise.experiment.result.PowerResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.SeriesResult;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Series over time, a plot for each scenario that has them, below each other on one axis of time:
 * power of the domains stacked up to the whole, with the budget; clocks; temperatures. A vertical
 * line is where heat first lowered clocks.
 */
final class SeriesCharts {
  private static final int PLOT_HEIGHT = 190;
  private static final int AROUND = 190;
  private static final double TO_SECONDS = 1e-3;

  private SeriesCharts() {}

  static boolean has(RunResult result, String kind) {
    return scenarios(result, kind).findFirst().isPresent();
  }

  private static Stream<ScenarioResult> scenarios(RunResult result, String kind) {
    return result.scenarios().stream().filter(s -> !series(s, kind).isEmpty());
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

  /** Power of the domains, each on top of the ones before it. */
  static Chart power(RunResult result) {
    return of(result, "power", "Power by domain over time", "W", true);
  }

  static Chart clocks(RunResult result) {
    return of(result, "clock", "Clocks over time", "% of the highest seen", false);
  }

  static Chart temperatures(RunResult result) {
    return of(result, "temperature", "Temperatures over time", "degrees Celsius", false);
  }

  private static Chart of(
      RunResult result, String kind, String title, String unit, boolean stacked) {
    List<ScenarioResult> scenarios = scenarios(result, kind).toList();
    Set<String> names = new LinkedHashSet<>();
    scenarios.forEach(s -> series(s, kind).forEach(series -> names.add(series.name())));
    List<String> order = List.copyOf(names);
    double end = scenarios.stream().mapToDouble(SeriesCharts::seconds).max().orElse(1);
    NumberAxis time = XYTheme.axis("seconds", 0, end);
    time.setRange(0, end);
    CombinedDomainXYPlot combined = new CombinedDomainXYPlot(time);
    combined.setGap(14);
    double highest = 0;
    double lowest = Double.POSITIVE_INFINITY;
    List<XYSeriesCollection> all = new ArrayList<>();
    for (ScenarioResult scenario : scenarios) {
      XYSeriesCollection data =
          stacked ? stacked(scenario, kind, order) : lines(scenario, kind, order);
      all.add(data);
      highest = Math.max(highest, data.getRangeUpperBound(true));
      lowest = Math.min(lowest, data.getRangeLowerBound(true));
      highest = Math.max(highest, budget(scenario).orElse(0.0));
    }
    double from = kind.equals("temperature") ? lowest : 0;
    for (int i = 0; i < scenarios.size(); i++) {
      combined.add(plot(scenarios.get(i), all.get(i), unit, from, highest, stacked, order));
    }
    return XYTheme.chart(title, result, combined, order, AROUND + PLOT_HEIGHT * scenarios.size());
  }

  private static Optional<Double> budget(ScenarioResult scenario) {
    return scenario.power().flatMap(PowerResult::budgetW);
  }

  private static double seconds(ScenarioResult scenario) {
    return scenario.longRun().map(LongRunResult::durationMs).orElse(scenario.latencyMs())
        * TO_SECONDS;
  }

  private static XYPlot plot(
      ScenarioResult scenario,
      XYSeriesCollection data,
      String unit,
      double from,
      double highest,
      boolean stacked,
      List<String> order) {
    NumberAxis axis = XYTheme.axis(unit, from, highest * 1.12);
    XYItemRenderer renderer =
        stacked ? new XYStepAreaRenderer(XYStepAreaRenderer.AREA) : new XYStepRenderer();
    for (int i = 0; i < data.getSeriesCount(); i++) {
      int colour = order.indexOf(String.valueOf(data.getSeriesKey(i)));
      renderer.setSeriesPaint(i, XYTheme.line(colour));
      renderer.setSeriesStroke(i, new BasicStroke(1.6f));
    }
    if (renderer instanceof XYLineAndShapeRenderer lines) {
      lines.setDefaultShapesVisible(false);
    }
    XYPlot plot = new XYPlot(data, null, axis, renderer);
    XYTheme.style(plot);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    XYTextAnnotation name =
        new XYTextAnnotation(
            "  " + ScenarioBar.shown(scenario.name(), ChartTheme.VALUE_FONT),
            0,
            axis.getUpperBound());
    name.setFont(ChartTheme.VALUE_FONT);
    name.setPaint(Palette.TEXT);
    name.setTextAnchor(TextAnchor.TOP_LEFT);
    plot.addAnnotation(name);
    if (stacked) {
      budget(scenario).ifPresent(watts -> plot.addRangeMarker(marker(watts)));
    }
    scenario
        .longRun()
        .flatMap(LongRunResult::throttledMs)
        .ifPresent(ms -> plot.addDomainMarker(marker(ms * TO_SECONDS)));
    return plot;
  }

  private static ValueMarker marker(double value) {
    return new ValueMarker(
        value,
        Palette.HELD_OUT,
        new BasicStroke(
            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
  }

  /** The largest sum first, so that smaller ones are drawn over it. */
  private static XYSeriesCollection stacked(
      ScenarioResult scenario, String kind, List<String> order) {
    List<SeriesResult> all = series(scenario, kind);
    TreeSet<Double> times = new TreeSet<>();
    all.forEach(series -> times.addAll(series.timesMs()));
    XYSeriesCollection data = new XYSeriesCollection();
    List<String> names = order.stream().filter(n -> find(all, n).isPresent()).toList();
    for (int last = names.size() - 1; last >= 0; last--) {
      XYSeries sums = new XYSeries(names.get(last), false);
      double value = 0;
      for (double time : times) {
        value = 0;
        for (int i = 0; i <= last; i++) {
          value += at(find(all, names.get(i)).orElseThrow(), time);
        }
        sums.add(time * TO_SECONDS, value);
      }
      sums.add(seconds(scenario), value);
      data.addSeries(sums);
    }
    return data;
  }

  private static XYSeriesCollection lines(
      ScenarioResult scenario, String kind, List<String> order) {
    XYSeriesCollection data = new XYSeriesCollection();
    for (String name : order) {
      find(series(scenario, kind), name)
          .ifPresent(
              series -> {
                double scale =
                    kind.equals("clock")
                        ? 100 / series.values().stream().mapToDouble(d -> d).max().orElse(1)
                        : 1;
                XYSeries line = new XYSeries(name, false);
                for (int i = 0; i < series.values().size(); i++) {
                  line.add(series.timesMs().get(i) * TO_SECONDS, series.values().get(i) * scale);
                }
                int last = series.values().size() - 1;
                line.add(seconds(scenario), series.values().get(last) * scale);
                data.addSeries(line);
              });
    }
    return data;
  }

  private static Optional<SeriesResult> find(List<SeriesResult> all, String name) {
    return all.stream().filter(series -> series.name().equals(name)).findFirst();
  }

  private static double at(SeriesResult series, double time) {
    int index = Collections.binarySearch(series.timesMs(), time);
    int before = index >= 0 ? index : -index - 2;
    return before < 0 ? 0 : series.values().get(before);
  }
}
