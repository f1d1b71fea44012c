package io.tilewise.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.entity.CategoryItemEntity;
import org.jfree.chart.entity.EntityCollection;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.AbstractCategoryItemRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Lying bars, so that names are read without turning the head and any number of them fits by
 * height. A row is one or more segments with a label behind them, and maybe a whisker.
 */
public final class LyingBars {

  private static final int ROOMY_BAR = 46;
  private static final int NARROW_BAR = 26;
  private static final int MOST_ROOMY_BARS = 8;
  private static final int AROUND_ROWS = 66;
  private static final int LEGEND_LINE = 22;
  private static final int LEFT_INSET = 4;
  private static final int LABEL_GAP = 8;
  private static final int AROUND_LABEL = 16;

  /** Of the axis, at least so much is for the bars, however long their labels. */
  private static final double LEAST_FOR_BARS = 0.3;

  private static final double LEFT_MARGIN = 0.03;

  /**
   * A part of a bar.
   *
   * @param from where it begins, in the unit of the axis
   * @param label in it, left out where it does not fit
   * @param tip what the page says of it on hover
   * @param link where the page leads from it; empty if nowhere
   */
  public record Segment(
      double from, double to, Color colour, String label, String tip, String link) {

    private double low() {
      return Math.min(from, to);
    }

    private double high() {
      return Math.max(from, to);
    }
  }

  /**
   * A bar.
   *
   * @param name before it
   * @param label behind it
   * @param whisker the interval that its end is uncertain within
   */
  public record Row(String name, List<Segment> segments, String label, Optional<Range> whisker) {

    private double end() {
      return Math.max(
          segments.stream().mapToDouble(Segment::high).max().orElse(0),
          whisker.map(Range::getUpperBound).orElse(Double.NEGATIVE_INFINITY));
    }

    private double begin() {
      return Math.min(
          segments.stream().mapToDouble(Segment::low).min().orElse(0),
          whisker.map(Range::getLowerBound).orElse(Double.POSITIVE_INFINITY));
    }
  }

  /**
   * What the bars are measured on.
   *
   * @param label with the unit
   * @param anchor a value that the axis includes: 0 where lengths compare
   */
  public record Extent(String label, double anchor) {

    /** From 0 to behind the longest bar. */
    public static Extent fromZero(String label) {
      return new Extent(label, 0);
    }
  }

  private LyingBars() {}

  /**
   * The chart.
   *
   * @param keys what the colours mean; empty if the labels say it
   */
  public static Chart chart(
      Caption caption, Canvas canvas, Extent scale, List<Row> rows, List<ChartTheme.Key> keys) {
    return chart(caption, canvas, scale, rows, keys, canvas.longestName());
  }

  /**
   * The chart with longer names before the bars.
   *
   * @param longest characters that a name can have
   */
  public static Chart chart(
      Caption caption,
      Canvas canvas,
      Extent scale,
      List<Row> rows,
      List<ChartTheme.Key> keys,
      int longest) {
    List<ScenarioBar> bars =
        ScenarioBar.of(rows.stream().map(Row::name).toList(), ChartTheme.LABEL_FONT, longest);
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    bars.forEach(bar -> data.addValue(rows.get(bar.index()).end(), "", bar));
    Range range = range(rows, bars, scale, canvas);
    CategoryPlot plot =
        new CategoryPlot(
            data,
            nameAxis(),
            ChartTheme.linearAxis(scale.label(), range, canvas.mostTicks()),
            new Renderer(rows, scale.anchor()));
    style(plot);
    JFreeChart chart = ChartTheme.framed(caption, plot, canvas);
    if (!keys.isEmpty()) {
      ChartTheme.addLegend(chart, keys);
    }
    int count = Math.max(1, rows.size());
    int bar = count <= MOST_ROOMY_BARS && !canvas.isNarrow() ? ROOMY_BAR : NARROW_BAR;
    int height = ChartTheme.frameHeight(canvas) + AROUND_ROWS + count * bar;
    return new Chart(chart, canvas.width(), height + legendHeight(keys, canvas));
  }

  private static int legendHeight(List<ChartTheme.Key> keys, Canvas canvas) {
    double width =
        keys.stream()
            .mapToDouble(key -> 34 + ChartTheme.width(key.name(), ChartTheme.LABEL_FONT))
            .sum();
    return keys.isEmpty()
        ? 0
        : LEGEND_LINE * (int) Math.ceil(1.15 * width / ChartTheme.innerWidth(canvas));
  }

  /** So far right that the label behind each bar has room. */
  private static Range range(List<Row> rows, List<ScenarioBar> bars, Extent scale, Canvas canvas) {
    double low = Math.min(scale.anchor(), rows.stream().mapToDouble(Row::begin).min().orElse(0));
    double high = Math.max(scale.anchor(), rows.stream().mapToDouble(Row::end).max().orElse(0));
    if (!(high > low)) {
      return new Range(low, low + 1);
    }
    double names =
        ChartTheme.widest(bars.stream().map(ScenarioBar::label).toList(), ChartTheme.LABEL_FONT);
    double axis =
        ChartTheme.innerWidth(canvas) - names - AROUND_LABEL - LEFT_INSET - ChartTheme.TICK_ROOM;
    double length = high - low;
    for (Row row : rows) {
      double label = ChartTheme.width(row.label(), ChartTheme.VALUE_FONT) + AROUND_LABEL;
      double forBar = Math.max(LEAST_FOR_BARS * axis, axis - label);
      length = Math.max(length, (row.end() - low) * axis / forBar);
    }
    double before = low < scale.anchor() ? LEFT_MARGIN * length : 0;
    return new Range(low - before, low + length);
  }

  private static CategoryAxis nameAxis() {
    CategoryAxis axis = new CategoryAxis();
    axis.setTickLabelFont(ChartTheme.LABEL_FONT);
    axis.setTickLabelPaint(Palette.TEXT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setCategoryMargin(0.3);
    axis.setLowerMargin(0.02);
    axis.setUpperMargin(0.02);
    axis.setMaximumCategoryLabelWidthRatio(0.6f);
    return axis;
  }

  private static void style(CategoryPlot plot) {
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setBackgroundPaint(Palette.BACKGROUND);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setInsets(new RectangleInsets(8, LEFT_INSET, 4, ChartTheme.TICK_ROOM));
    plot.setNoDataMessage("nothing to show");
    plot.setNoDataMessageFont(ChartTheme.LABEL_FONT);
    plot.setNoDataMessagePaint(Palette.QUIET_TEXT);
  }

  /** Draws a row at a time. */
  private static final class Renderer extends AbstractCategoryItemRenderer {
    private static final double THICKEST = 26;
    private static final double SHARE_OF_ROW = 0.62;
    private static final double CAP = 5;

    private final transient List<Row> rows;
    private final double anchor;

    private Renderer(List<Row> rows, double anchor) {
      this.rows = rows;
      this.anchor = anchor;
    }

    @Override
    public void drawItem(
        Graphics2D graphics,
        CategoryItemRendererState state,
        Rectangle2D area,
        CategoryPlot plot,
        CategoryAxis names,
        ValueAxis axis,
        CategoryDataset data,
        int row,
        int column,
        int pass) {
      RectangleEdge below = plot.getRangeAxisEdge();
      int count = data.getColumnCount();
      double middle = names.getCategoryMiddle(column, count, area, plot.getDomainAxisEdge());
      double thickness = Math.min(THICKEST, SHARE_OF_ROW * area.getHeight() / count);
      Row bar = rows.get(column);
      for (Segment segment : bar.segments()) {
        double left = axis.valueToJava2D(segment.low(), area, below);
        double right = axis.valueToJava2D(segment.high(), area, below);
        Rectangle2D box =
            new Rectangle2D.Double(left, middle - thickness / 2, right - left, thickness);
        draw(graphics, segment, box);
        note(state.getEntityCollection(), segment, box, data, row, column);
      }
      double zero = axis.valueToJava2D(anchor, area, below);
      graphics.setPaint(Palette.BASELINE_BAR);
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(
          new Line2D.Double(
              zero,
              middle - area.getHeight() / count / 2,
              zero,
              middle + area.getHeight() / count / 2));
      bar.whisker().ifPresent(range -> whisker(graphics, range, axis, area, below, middle));
      graphics.setFont(ChartTheme.VALUE_FONT);
      graphics.setPaint(Palette.TEXT);
      TextUtils.drawAlignedString(
          bar.label(),
          graphics,
          (float) (axis.valueToJava2D(bar.end(), area, below) + LABEL_GAP),
          (float) middle,
          TextAnchor.CENTER_LEFT);
    }

    private static void draw(Graphics2D graphics, Segment segment, Rectangle2D box) {
      graphics.setPaint(segment.colour());
      graphics.fill(box);
      double width = ChartTheme.width(segment.label(), ChartTheme.LABEL_FONT) + 6;
      if (!segment.label().isEmpty() && width <= box.getWidth()) {
        graphics.setFont(ChartTheme.LABEL_FONT);
        graphics.setPaint(Palette.textOn(segment.colour()));
        TextUtils.drawAlignedString(
            segment.label(),
            graphics,
            (float) box.getCenterX(),
            (float) box.getCenterY(),
            TextAnchor.CENTER);
      }
    }

    private static void whisker(
        Graphics2D graphics,
        Range range,
        ValueAxis axis,
        Rectangle2D area,
        RectangleEdge edge,
        double middle) {
      double low = axis.valueToJava2D(range.getLowerBound(), area, edge);
      double high = axis.valueToJava2D(range.getUpperBound(), area, edge);
      graphics.setPaint(Palette.TEXT);
      graphics.setStroke(new BasicStroke(1.5f));
      Stream.of(
              new Line2D.Double(low, middle, high, middle),
              new Line2D.Double(low, middle - CAP, low, middle + CAP),
              new Line2D.Double(high, middle - CAP, high, middle + CAP))
          .forEach(graphics::draw);
    }

    private static void note(
        EntityCollection entities,
        Segment segment,
        Rectangle2D box,
        CategoryDataset data,
        int row,
        int column) {
      if (entities != null && box.getWidth() > 0) {
        entities.add(
            new CategoryItemEntity(
                box,
                segment.tip(),
                segment.link(),
                data,
                data.getRowKey(row),
                data.getColumnKey(column)));
      }
    }
  }
}
