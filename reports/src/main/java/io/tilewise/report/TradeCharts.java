package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** What latency costs: latency against the power budget, and energy against latency. */
final class TradeCharts {
  private static final int HEIGHT = 520;
  private static final double MARK = 8;

  private TradeCharts() {}

  /** Latency against budget, a line for scenarios that differ in nothing else. */
  static Chart budget(RunResult result) {
    List<BudgetLines> lines = BudgetLines.of(result);
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    for (int i = 0; i < lines.size(); i++) {
      XYSeries series = new XYSeries(lines.get(i).name());
      lines.get(i).latencies().forEach(series::add);
      data.addSeries(series);
      paint(renderer, i, XYTheme.line(i));
    }
    double most = data.getDomainUpperBound(true);
    LogarithmicAxis latency =
        logarithmic(
            "latency (ms)", data.getRangeLowerBound(true), data.getRangeUpperBound(true), 1.1);
    XYPlot plot = new XYPlot(data, XYTheme.axis("power budget (W)", 0, most), latency, renderer);
    XYTheme.style(plot);
    return XYTheme.chart(
        "Latency against power budget",
        result,
        plot,
        lines.stream().map(BudgetLines::name).toList(),
        HEIGHT);
  }

  /** Energy against latency; those that no other beats in both are joined by a line. */
  static Chart pareto(RunResult result) {
    List<ScenarioResult> all =
        result.scenarios().stream().filter(s -> s.energyMj().isPresent()).toList();
    List<ScenarioResult> best = pareto(all);
    XYSeries others = new XYSeries("others");
    XYSeries front = new XYSeries("Pareto set");
    for (ScenarioResult scenario : all) {
      (best.contains(scenario) ? front : others)
          .add(scenario.latencyMs(), scenario.energyMj().orElseThrow());
    }
    XYSeriesCollection data = new XYSeriesCollection();
    data.addSeries(front);
    data.addSeries(others);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    paint(renderer, 0, XYTheme.line(0));
    paint(renderer, 1, XYTheme.line(1));
    renderer.setSeriesLinesVisible(1, false);
    XYPlot plot =
        new XYPlot(
            data,
            logarithmic(
                "latency (ms)",
                data.getDomainLowerBound(true),
                data.getDomainUpperBound(true),
                1.4),
            logarithmic(
                "energy of one inference (mJ)",
                data.getRangeLowerBound(true),
                data.getRangeUpperBound(true),
                1.2),
            renderer);
    XYTheme.style(plot);
    for (ScenarioResult scenario : best) {
      XYTextAnnotation label =
          new XYTextAnnotation(
              "  " + ScenarioBar.shown(scenario.name(), ChartTheme.LABEL_FONT),
              scenario.latencyMs(),
              scenario.energyMj().orElseThrow());
      label.setFont(ChartTheme.LABEL_FONT);
      label.setPaint(Palette.TEXT);
      label.setTextAnchor(TextAnchor.BOTTOM_LEFT);
      plot.addAnnotation(label);
    }
    return XYTheme.chart(
        "Energy against latency", result, plot, List.of("Pareto set", "others"), HEIGHT);
  }

  /** Scenarios that no other is better than in latency and in energy, the fastest first. */
  static List<ScenarioResult> pareto(List<ScenarioResult> scenarios) {
    List<ScenarioResult> sorted = new ArrayList<>(scenarios);
    sorted.sort(
        Comparator.comparingDouble(ScenarioResult::latencyMs)
            .thenComparingDouble(s -> s.energyMj().orElseThrow()));
    List<ScenarioResult> best = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (ScenarioResult scenario : sorted) {
      double energy = scenario.energyMj().orElseThrow();
      if (energy < least) {
        best.add(scenario);
        least = energy;
      }
    }
    return best;
  }

  private static LogarithmicAxis logarithmic(String label, double from, double to, double room) {
    LogarithmicAxis axis = new LogarithmicAxis(label, new Range(from / room, to * room));
    axis.setLabelFont(ChartTheme.LABEL_FONT);
    axis.setLabelPaint(Palette.QUIET_TEXT);
    axis.setTickLabelFont(ChartTheme.LABEL_FONT);
    axis.setTickLabelPaint(Palette.QUIET_TEXT);
    axis.setAxisLineVisible(false);
    return axis;
  }

  private static void paint(XYLineAndShapeRenderer renderer, int series, Color colour) {
    renderer.setSeriesPaint(series, colour);
    renderer.setSeriesStroke(series, new BasicStroke(2));
    renderer.setSeriesShape(series, new Ellipse2D.Double(-MARK / 2, -MARK / 2, MARK, MARK));
  }
}
