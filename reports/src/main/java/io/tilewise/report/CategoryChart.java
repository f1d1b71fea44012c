package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.awt.Color;
import java.util.List;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/** Milliseconds by operator category, stacked, a bar for each scenario. */
final class CategoryChart {

  private CategoryChart() {}

  static Chart of(RunResult result) {
    Breakdown breakdown = Breakdown.byCategory(result);
    List<ScenarioBar> bars =
        ScenarioBar.of(
            result.scenarios().stream().map(ScenarioResult::name).toList(), ChartTheme.LABEL_FONT);
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    for (String category : breakdown.parts()) {
      for (ScenarioBar bar : bars) {
        data.addValue(breakdown.time(bar.index(), category).orElse(0), category, bar);
      }
    }
    double longest =
        breakdown.latencies().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    int decimals = Numbers.decimals(longest);
    List<String> totals =
        breakdown.latencies().stream().map(time -> Numbers.fixed(time, decimals) + " ms").toList();
    StackedBarRenderer renderer = renderer(Math.max(0, decimals - 1));
    Chart chart =
        ChartTheme.chart("Time by operator category", result, data, renderer, totals, longest);
    chart.picture().addSubtitle(2, legend(renderer));
    return chart;
  }

  /** Colours and labels of stacked categories. */
  static StackedBarRenderer renderer(int decimals) {
    StackedBarRenderer renderer = new StackedBarRenderer();
    for (int i = 0; i < Palette.CATEGORIES.size(); i++) {
      Color colour = Palette.CATEGORIES.get(i);
      renderer.setSeriesPaint(i, colour);
      renderer.setSeriesItemLabelPaint(i, Palette.textOn(colour));
    }
    // A label that is wider than its segment is left out: there is no other place to put it.
    renderer.setDefaultPositiveItemLabelPosition(
        new ItemLabelPosition(ItemLabelAnchor.CENTER, TextAnchor.CENTER));
    renderer.setDefaultItemLabelGenerator(new Label(decimals));
    renderer.setDefaultItemLabelFont(ChartTheme.LABEL_FONT);
    renderer.setDefaultItemLabelsVisible(true);
    return renderer;
  }

  static LegendTitle legend(StackedBarRenderer renderer) {
    LegendTitle legend = new LegendTitle(renderer);
    legend.setPosition(RectangleEdge.TOP);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setItemFont(ChartTheme.LABEL_FONT);
    legend.setItemPaint(Palette.TEXT);
    legend.setFrame(BlockBorder.NONE);
    legend.setLegendItemGraphicPadding(new RectangleInsets(0, 0, 0, 4));
    legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 14));
    return legend;
  }

  /** The time of a segment; JFreeChart's own formats follow the machine's language. */
  private static final class Label extends StandardCategoryItemLabelGenerator {
    private final int decimals;

    private Label(int decimals) {
      this.decimals = decimals;
    }

    @Override
    public String generateLabel(CategoryDataset data, int row, int column) {
      double time = data.getValue(row, column).doubleValue();
      return time > 0 ? Numbers.fixed(time, decimals) : "";
    }
  }
}
