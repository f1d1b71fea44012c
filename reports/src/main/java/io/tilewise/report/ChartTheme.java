package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAnchor;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;

/**
 * How all charts look: lying bars, so that names are read without turning the head and any number
 * of scenarios fits by height; milliseconds to the right; nothing drawn that says nothing.
 */
final class ChartTheme {

  static final int WIDTH = 900;
  static final Font LABEL_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font VALUE_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 12);
  private static final Font TITLE_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final Font SUBTITLE_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font SMALL_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 10);

  private static final int LONGEST_TITLE = 100;
  private static final int LONGEST_SOURCE = 140;
  private static final int MARGIN = 18;
  private static final int AROUND_PLOT = 165;
  private static final int AROUND_LABEL = 16;
  private static final int ROOMY_BAR = 46;
  private static final int NARROW_BAR = 26;
  private static final int MOST_ROOMY_BARS = 8;
  private static final int MOST_TICKS = 8;

  private ChartTheme() {}

  /** A chart of bars with everything but its colours. */
  static Chart chart(
      String title,
      RunResult result,
      CategoryDataset data,
      BarRenderer renderer,
      List<String> totals,
      double longest) {
    style(renderer);
    CategoryPlot plot =
        new CategoryPlot(data, scenarioAxis(), timeAxis(axisEnd(data, totals, longest)), renderer);
    style(plot);
    addTotals(plot, totals);
    JFreeChart chart = framed(title, Heading.of(result), plot, Heading.source(result));
    int bars = Math.max(1, data.getColumnCount());
    int bar = bars <= MOST_ROOMY_BARS ? ROOMY_BAR : NARROW_BAR;
    return new Chart(chart, WIDTH, AROUND_PLOT + bars * bar);
  }

  /** A plot with what all charts have around it. */
  static JFreeChart framed(String title, String subtitle, Plot plot, String source) {
    JFreeChart chart = new JFreeChart(title, TITLE_FONT, plot, false);
    chart.setBackgroundPaint(Palette.BACKGROUND);
    chart.setPadding(new RectangleInsets(MARGIN, MARGIN, MARGIN - 6.0, MARGIN));
    left(chart.getTitle(), Palette.TEXT);
    addSubtitle(chart, subtitle);
    addSource(chart, source);
    return chart;
  }

  private static void style(BarRenderer renderer) {
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setMaximumBarWidth(0.5);
    renderer.setItemMargin(0);
  }

  private static void style(CategoryPlot plot) {
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setBackgroundPaint(Palette.BACKGROUND);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setInsets(new RectangleInsets(8, 0, 4, 0));
    plot.setNoDataMessage("no scenarios");
  }

  private static CategoryAxis scenarioAxis() {
    CategoryAxis axis = new CategoryAxis();
    axis.setTickLabelFont(LABEL_FONT);
    axis.setTickLabelPaint(Palette.TEXT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setCategoryMargin(0.3);
    axis.setLowerMargin(0.02);
    axis.setUpperMargin(0.02);
    axis.setMaximumCategoryLabelWidthRatio(0.6f);
    return axis;
  }

  /** From zero, so that lengths compare. */
  private static NumberAxis timeAxis(double end) {
    NumberAxis axis = new NumberAxis("time of one inference (ms)");
    axis.setRange(0, end);
    double step = niceStep(end / MOST_TICKS);
    axis.setTickUnit(new NumberTickUnit(step, tickFormat(step)));
    axis.setLabelFont(LABEL_FONT);
    axis.setLabelPaint(Palette.QUIET_TEXT);
    axis.setTickLabelFont(LABEL_FONT);
    axis.setTickLabelPaint(Palette.QUIET_TEXT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    return axis;
  }

  /** So far right that the label after the longest bar has room: the bar ends before it. */
  private static double axisEnd(CategoryDataset data, List<String> totals, double longest) {
    if (!(longest > 0)) {
      return 1;
    }
    List<String> names =
        IntStream.range(0, data.getColumnCount())
            .mapToObj(column -> data.getColumnKey(column).toString())
            .toList();
    double axis = WIDTH - 2 * MARGIN - widest(names, LABEL_FONT) - AROUND_LABEL;
    return longest * axis / (axis - widest(totals, VALUE_FONT) - AROUND_LABEL);
  }

  private static double widest(List<String> texts, Font font) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    return texts.stream()
        .mapToDouble(text -> font.getStringBounds(text, context).getWidth())
        .max()
        .orElse(0);
  }

  /** The smallest of 1, 2, 5, 10, 20, … that is not below a length. */
  static double niceStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static DecimalFormat tickFormat(double step) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    String pattern = decimals == 0 ? "0" : "0." + "0".repeat(decimals);
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  private static void addTotals(CategoryPlot plot, List<String> totals) {
    CategoryDataset data = plot.getDataset();
    for (int i = 0; i < totals.size(); i++) {
      double end = 0;
      for (int row = 0; row < data.getRowCount(); row++) {
        end += data.getValue(row, i).doubleValue();
      }
      CategoryTextAnnotation total =
          new CategoryTextAnnotation("  " + totals.get(i), data.getColumnKey(i), end);
      total.setFont(VALUE_FONT);
      total.setPaint(Palette.TEXT);
      total.setCategoryAnchor(CategoryAnchor.MIDDLE);
      total.setTextAnchor(TextAnchor.CENTER_LEFT);
      plot.addAnnotation(total);
    }
  }

  private static void addSubtitle(JFreeChart chart, String text) {
    TextTitle subtitle =
        new TextTitle(Names.shortened(ScenarioBar.shown(text, SUBTITLE_FONT), LONGEST_TITLE));
    subtitle.setFont(SUBTITLE_FONT);
    left(subtitle, Palette.QUIET_TEXT);
    chart.addSubtitle(subtitle);
  }

  private static void addSource(JFreeChart chart, String text) {
    TextTitle source =
        new TextTitle(Names.shortened(ScenarioBar.shown(text, SMALL_FONT), LONGEST_SOURCE));
    source.setFont(SMALL_FONT);
    source.setPosition(RectangleEdge.BOTTOM);
    left(source, Palette.QUIET_TEXT);
    chart.addSubtitle(source);
  }

  private static void left(TextTitle title, Color paint) {
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setPaint(paint);
    title.setPadding(new RectangleInsets(0, 0, 4, 0));
  }
}
