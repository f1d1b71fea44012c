package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.awt.Color;
import java.awt.Paint;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.data.category.DefaultCategoryDataset;

/** End-to-end latency in milliseconds, a bar for each scenario, the baseline in grey. */
final class LatencyChart {

  private LatencyChart() {}

  static Chart of(RunResult result) {
    List<ScenarioResult> scenarios = result.scenarios();
    List<ScenarioBar> bars =
        ScenarioBar.of(
            scenarios.stream().map(ScenarioResult::name).toList(), ChartTheme.LABEL_FONT);
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    for (ScenarioBar bar : bars) {
      data.addValue(scenarios.get(bar.index()).latencyMs(), "latency", bar);
    }
    return ChartTheme.chart(
        "End-to-end latency by scenario",
        result,
        data,
        new Renderer(scenarios.stream().map(s -> colour(s, result)).toList()),
        labels(result),
        scenarios.stream().mapToDouble(ScenarioResult::latencyMs).max().orElse(0));
  }

  /** The time, and behind it for all but the baseline the speed-up. */
  static List<String> labels(RunResult result) {
    List<ScenarioResult> scenarios = result.scenarios();
    int decimals =
        Numbers.decimals(scenarios.stream().mapToDouble(ScenarioResult::latencyMs).max().orElse(0));
    return IntStream.range(0, scenarios.size())
        .mapToObj(i -> label(scenarios.get(i), result, decimals))
        .toList();
  }

  private static String label(ScenarioResult scenario, RunResult result, int decimals) {
    String time = Numbers.fixed(scenario.latencyMs(), decimals) + " ms";
    boolean comparable =
        !scenario.name().equals(result.baseline()) && Double.isFinite(scenario.speedup());
    return comparable ? time + "  (" + Numbers.speedup(scenario.speedup()) + ")" : time;
  }

  private static Color colour(ScenarioResult scenario, RunResult result) {
    boolean compared = result.scenarios().size() > 1 && scenario.name().equals(result.baseline());
    return compared ? Palette.BASELINE_BAR : Palette.BAR;
  }

  /** Paints each bar in its own colour. */
  private static final class Renderer extends BarRenderer {
    private final List<Color> colours;

    private Renderer(List<Color> colours) {
      this.colours = colours;
    }

    @Override
    public Paint getItemPaint(int row, int column) {
      return colours.get(column);
    }
  }
}
