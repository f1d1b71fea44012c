package io.tilewise.report.chart;

import io.tilewise.report.text.Names;
import io.tilewise.report.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;

/** How all charts look: the data in front, the frame quiet, nothing drawn that says nothing. */
public final class ChartTheme {

  public static final Font LABEL_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font VALUE_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 12);
  public static final Font SMALL_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
  private static final Font TITLE_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final Font SUBTITLE_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  /** Between the picture's edge and what is drawn. */
  static final int MARGIN = 18;

  /** To the right of a plot, for the half of the last tick's number that lies outside. */
  public static final int TICK_ROOM = 20;

  /** Height of titles and source. */
  static final int FRAME_HEIGHT = 92;

  private static final int PAGE_MARGIN = 4;
  private static final int LONGEST_TITLE = 100;
  private static final int LONGEST_SOURCE = 140;
  private static final double SWATCH = 11;

  private ChartTheme() {}

  /** A plot with what all charts have around it. */
  public static JFreeChart framed(Caption caption, Plot plot, Canvas canvas) {
    String title = canvas.framed() ? shown(caption.title(), TITLE_FONT, LONGEST_TITLE) : null;
    JFreeChart chart = new JFreeChart(title, TITLE_FONT, plot, false);
    chart.setBackgroundPaint(Palette.BACKGROUND);
    if (canvas.framed()) {
      chart.setPadding(new RectangleInsets(MARGIN, MARGIN, MARGIN - 6.0, MARGIN));
      left(chart.getTitle(), Palette.TEXT);
      addSubtitle(chart, caption.subtitle());
      addSource(chart, caption.source());
    } else {
      chart.setPadding(new RectangleInsets(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN));
    }
    return chart;
  }

  /** Height of what is drawn around a plot. */
  public static int frameHeight(Canvas canvas) {
    return canvas.framed() ? FRAME_HEIGHT : 2 * PAGE_MARGIN;
  }

  /** Width between the margins. */
  static double innerWidth(Canvas canvas) {
    return canvas.width() - 2.0 * (canvas.framed() ? MARGIN : PAGE_MARGIN);
  }

  /** A linear axis with round ticks. */
  public static NumberAxis linearAxis(String label, Range range, int mostTicks) {
    NumberAxis axis = new NumberAxis(label);
    axis.setRange(range);
    double step = niceStep(range.getLength() / mostTicks);
    double largest = Math.max(Math.abs(range.getLowerBound()), Math.abs(range.getUpperBound()));
    axis.setTickUnit(new NumberTickUnit(step, tickFormat(step, largest)));
    style(axis);
    return axis;
  }

  /** Axes say little: no line, no marks, quiet text. */
  public static void style(ValueAxis axis) {
    axis.setLabelFont(LABEL_FONT);
    axis.setLabelPaint(Palette.QUIET_TEXT);
    axis.setTickLabelFont(LABEL_FONT);
    axis.setTickLabelPaint(Palette.QUIET_TEXT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setMinorTickMarksVisible(false);
  }

  /** The same for a plot with two axes of numbers. */
  public static void style(XYPlot plot) {
    plot.setBackgroundPaint(Palette.BACKGROUND);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setNoDataMessageFont(LABEL_FONT);
    plot.setNoDataMessagePaint(Palette.QUIET_TEXT);
  }

  /**
   * A name in a legend.
   *
   * @param mark as it is drawn in the plot, around (0, 0)
   */
  public record Key(String name, Color colour, Shape mark) {

    /** A name of an area of a colour. */
    public Key(String name, Color colour) {
      this(name, colour, Marks.square(SWATCH / 2));
    }
  }

  /** A legend above the plot, in the order of the parts. */
  public static void addLegend(JFreeChart chart, List<Key> keys) {
    LegendItemCollection items = new LegendItemCollection();
    for (Key key : keys) {
      String name = shown(key.name(), LABEL_FONT, 40);
      LegendItem item = new LegendItem(name, null, null, null, key.mark(), key.colour());
      item.setOutlinePaint(key.colour());
      items.add(item);
    }
    addLegend(chart, () -> items);
  }

  private static void addLegend(JFreeChart chart, LegendItemSource source) {
    LegendTitle legend = new LegendTitle(source);
    legend.setPosition(RectangleEdge.TOP);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setItemFont(LABEL_FONT);
    legend.setItemPaint(Palette.TEXT);
    legend.setFrame(BlockBorder.NONE);
    legend.setBackgroundPaint(Palette.BACKGROUND);
    legend.setLegendItemGraphicPadding(new RectangleInsets(0, 0, 0, 4));
    legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 14));
    chart.addSubtitle(legend);
  }

  static double widest(List<String> texts, Font font) {
    return texts.stream().mapToDouble(text -> width(text, font)).max().orElse(0);
  }

  /** Width of a text in pixels, as charts set it. */
  public static double width(String text, Font font) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }

  /** The text as the font can show it, in at most so many characters. */
  public static String shown(String text, Font font, int longest) {
    return Names.shortened(ScenarioBar.shown(text, font), longest);
  }

  /** The smallest of 1, 2, 5, 10, 20, … that is not below a length. */
  public static double niceStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Decimals as the step needs them; powers of ten where numbers would be too long. */
  private static NumberFormat tickFormat(double step, double largest) {
    if (step < 1e-4 || largest >= 1e6) {
      return new Powers();
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    String pattern = decimals == 0 ? "0" : "0." + "0".repeat(decimals);
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** Writes 2e7 for 20000000. */
  private static final class Powers extends NumberFormat {
    private static final long serialVersionUID = 1;

    @Override
    public StringBuffer format(double value, StringBuffer text, FieldPosition position) {
      return text.append(Numbers.tick(value));
    }

    @Override
    public StringBuffer format(long value, StringBuffer text, FieldPosition position) {
      return format((double) value, text, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
      throw new UnsupportedOperationException("axes are only written");
    }
  }

  private static void addSubtitle(JFreeChart chart, String text) {
    TextTitle subtitle = new TextTitle(shown(text, SUBTITLE_FONT, LONGEST_TITLE));
    subtitle.setFont(SUBTITLE_FONT);
    left(subtitle, Palette.QUIET_TEXT);
    chart.addSubtitle(subtitle);
  }

  private static void addSource(JFreeChart chart, String text) {
    TextTitle source = new TextTitle(shown(text, SMALL_FONT, LONGEST_SOURCE));
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
