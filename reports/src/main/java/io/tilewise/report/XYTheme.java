package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** How charts of one quantity over another look; what is around them is {@link ChartTheme}'s. */
final class XYTheme {
  /** Neighbours differ in lightness too. */
  static final List<Color> LINES =
      List.of(
          new Color(0x12, 0x2B, 0x4A),
          new Color(0xF0, 0xA8, 0x3C),
          new Color(0x1F, 0x5A, 0x96),
          new Color(0xD9, 0x5F, 0x0E),
          new Color(0x45, 0x8F, 0x8C),
          new Color(0x8A, 0x93, 0x9C),
          new Color(0x7B, 0x3F, 0x8C),
          new Color(0xB8, 0xC4, 0x4A),
          new Color(0x5A, 0x3A, 0x22),
          new Color(0x9C, 0xC3, 0xE6));

  private static final int MOST_TICKS = 8;

  private XYTheme() {}

  static Color line(int index) {
    return LINES.get(index % LINES.size());
  }

  /** An axis from 0, or from a value, to just above another. */
  static NumberAxis axis(String label, double from, double to) {
    NumberAxis axis = new NumberAxis(label);
    double step = ChartTheme.niceStep(Math.max(1e-12, (to - from) / MOST_TICKS));
    double low = Math.floor(from / step) * step;
    axis.setRange(low, Math.max(low + step, Math.ceil(to / step - 1e-9) * step));
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    String pattern = decimals == 0 ? "0" : "0." + "0".repeat(decimals);
    axis.setTickUnit(
        new NumberTickUnit(
            step, new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))));
    axis.setLabelFont(ChartTheme.LABEL_FONT);
    axis.setLabelPaint(Palette.QUIET_TEXT);
    axis.setTickLabelFont(ChartTheme.LABEL_FONT);
    axis.setTickLabelPaint(Palette.QUIET_TEXT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    return axis;
  }

  static void style(XYPlot plot) {
    plot.setBackgroundPaint(Palette.BACKGROUND);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setInsets(new RectangleInsets(8, 0, 4, 14));
  }

  /** A chart with a legend of names and their colours. */
  static Chart chart(String title, RunResult result, Plot plot, List<String> names, int height) {
    JFreeChart picture = ChartTheme.framed(title, Heading.of(result), plot, Heading.source(result));
    LegendItemCollection items = new LegendItemCollection();
    for (int i = 0; i < names.size(); i++) {
      LegendItem item =
          new LegendItem(ScenarioBar.shown(names.get(i), ChartTheme.LABEL_FONT), line(i));
      items.add(item);
    }
    LegendTitle legend = new LegendTitle(() -> items);
    legend.setPosition(RectangleEdge.TOP);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setItemFont(ChartTheme.LABEL_FONT);
    legend.setItemPaint(Palette.TEXT);
    legend.setFrame(BlockBorder.NONE);
    legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 14));
    picture.addSubtitle(2, legend);
    return new Chart(picture, ChartTheme.WIDTH, height);
  }
}
