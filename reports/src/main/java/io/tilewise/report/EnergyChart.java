package io.tilewise.report;

import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.workload.Category;
import java.util.List;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.data.category.DefaultCategoryDataset;

/** Energy of one inference by operator category, stacked, a bar for each scenario that has it. */
final class EnergyChart {

  private EnergyChart() {}

  static Chart of(RunResult result) {
    List<ScenarioResult> scenarios =
        result.scenarios().stream().filter(s -> s.energyMj().isPresent()).toList();
    List<ScenarioBar> bars =
        ScenarioBar.of(
            scenarios.stream().map(ScenarioResult::name).toList(), ChartTheme.LABEL_FONT);
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    for (ScenarioBar bar : bars) {
      for (Category category : Category.values()) {
        data.addValue(energy(scenarios.get(bar.index()), category), Breakdown.label(category), bar);
      }
    }
    double largest = scenarios.stream().mapToDouble(s -> s.energyMj().orElse(0.0)).max().orElse(0);
    int decimals = Numbers.decimals(largest);
    List<String> totals =
        scenarios.stream()
            .map(s -> Numbers.fixed(s.energyMj().orElse(0.0), decimals) + " mJ")
            .toList();
    StackedBarRenderer renderer = CategoryChart.renderer(Math.max(0, decimals - 1));
    Chart chart =
        ChartTheme.chart(
            "Energy of one inference by operator category",
            result,
            data,
            renderer,
            totals,
            largest);
    chart.picture().getCategoryPlot().getRangeAxis().setLabel("energy of one inference (mJ)");
    chart.picture().addSubtitle(2, CategoryChart.legend(renderer));
    return chart;
  }

  private static double energy(ScenarioResult scenario, Category category) {
    CategoryResult part = scenario.categories().get(category.key());
    return part == null ? 0 : part.energyMj().orElse(0.0);
  }
}
