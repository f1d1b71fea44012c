package io.tilewise.report.chart;

import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYZDataset;

/**
 * A number over two parameters: a cell for each pair of values, darker where it is larger, its
 * value in it where that fits, and lines of equal value between the cells' centres.
 */
public final class HeatMapChart {

  private static final int CELL = 44;
  private static final int LOWEST = 200;
  private static final int HIGHEST = 560;
  private static final int AROUND = 70;
  private static final int MOST_TICKS = 16;
  private static final int LEGEND = 24;
  private static final double MARK = 5;

  /** Why a cell has no value. */
  public enum Gap {
    /** It has one. */
    NONE(""),
    FAILED("failed"),
    LEFT_OUT("left out by constraints"),
    NO_VALUE("no such number");

    private final String label;

    Gap(String label) {
      this.label = label;
    }

    private Shape mark() {
      return switch (this) {
        case NONE -> Marks.dot(0);
        case FAILED -> Marks.cross(MARK);
        case LEFT_OUT -> Marks.dash(MARK);
        case NO_VALUE -> Marks.dot(MARK / 2);
      };
    }
  }

  /**
   * A number over two parameters.
   *
   * @param x the parameter across, with the texts of its values in {@code xs}
   * @param y the parameter upwards
   * @param value what the number is
   * @param values by row (y) and column (x); not a number where there is none
   * @param gaps why there is none, likewise
   * @param contours whether lines of equal value are drawn: between names they mean nothing
   */
  public record Grid(
      Scale x,
      List<String> xs,
      Scale y,
      List<String> ys,
      Scale value,
      List<List<Double>> values,
      List<List<Gap>> gaps,
      boolean contours) {
    public Grid {
      xs = List.copyOf(xs);
      ys = List.copyOf(ys);
      values = values.stream().map(List::copyOf).toList();
      gaps = gaps.stream().map(List::copyOf).toList();
    }

    private Gap gap(int column, int row) {
      return gaps.get(row).get(column);
    }

    /** The gaps that there are, each once. */
    private List<Gap> kindsOfGaps() {
      return gaps.stream()
          .flatMap(List::stream)
          .filter(gap -> gap != Gap.NONE)
          .distinct()
          .sorted()
          .toList();
    }

    private double at(int column, int row) {
      return values.get(row).get(column);
    }

    private DoubleStream all() {
      return values.stream()
          .flatMap(List::stream)
          .mapToDouble(Double::doubleValue)
          .filter(Double::isFinite);
    }
  }

  private HeatMapChart() {}

  public static Figure of(String key, Caption caption, Grid grid) {
    return new Figure(
        key, caption, summary(grid), table(caption, grid), c -> chart(caption, grid, c));
  }

  private static Chart chart(Caption caption, Grid grid, Canvas canvas) {
    DefaultXYZDataset data = new DefaultXYZDataset();
    data.addSeries("", cells(grid));
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(new Shades(grid));
    renderer.setDefaultToolTipGenerator(
        (d, series, item) -> tip(grid, item % grid.xs().size(), item / grid.xs().size()));
    boolean narrow = canvas.isNarrow();
    XYPlot plot =
        new XYPlot(
            data,
            axis(grid.x(), grid.xs(), narrow ? MOST_TICKS / 2 : MOST_TICKS, narrow ? 7 : 14),
            axis(grid.y(), grid.ys(), MOST_TICKS, narrow ? 7 : 24),
            renderer);
    ChartTheme.style(plot);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.addAnnotation(new Inside(grid));
    int cells = Math.max(LOWEST, Math.min(HIGHEST, CELL * grid.ys().size()));
    JFreeChart chart = ChartTheme.framed(caption, plot, canvas);
    List<Gap> gaps = grid.kindsOfGaps();
    if (!gaps.isEmpty()) {
      ChartTheme.addLegend(
          chart,
          gaps.stream()
              .map(gap -> new ChartTheme.Key(gap.label, Palette.TEXT, gap.mark()))
              .toList());
    }
    int legend = gaps.isEmpty() ? 0 : LEGEND;
    int height = ChartTheme.frameHeight(canvas) + legend + AROUND + cells;
    return new Chart(chart, canvas.width(), height);
  }

  private static double[][] cells(Grid grid) {
    int columns = grid.xs().size();
    int count = columns * grid.ys().size();
    return new double[][] {
      IntStream.range(0, count).mapToDouble(i -> i % columns).toArray(),
      IntStream.range(0, count).map(i -> i / columns).asDoubleStream().toArray(),
      IntStream.range(0, count).mapToDouble(i -> grid.at(i % columns, i / columns)).toArray()
    };
  }

  private static SymbolAxis axis(Scale scale, List<String> values, int most, int longest) {
    String[] shown =
        values.stream()
            .map(value -> ChartTheme.shown(value, ChartTheme.LABEL_FONT, longest))
            .toArray(String[]::new);
    SymbolAxis axis =
        new SymbolAxis(ChartTheme.shown(scale.label(), ChartTheme.LABEL_FONT, 60), shown);
    axis.setTickUnit(new NumberTickUnit(1 + (values.size() - 1) / most));
    ChartTheme.style(axis);
    axis.setGridBandsVisible(false);
    axis.setRange(-0.5, Math.max(0.5, values.size() - 0.5));
    return axis;
  }

  private static String tip(Grid grid, int column, int row) {
    return grid.x().name()
        + " "
        + grid.xs().get(column)
        + ", "
        + grid.y().name()
        + " "
        + grid.ys().get(row)
        + ": "
        + text(grid, column, row);
  }

  private static String text(Grid grid, int column, int row) {
    Gap gap = grid.gap(column, row);
    return gap == Gap.NONE ? grid.value().text(grid.at(column, row)) : gap.label;
  }

  private static String summary(Grid grid) {
    if (grid.all().findAny().isEmpty()) {
      return "There is no value.";
    }
    double least = grid.all().min().orElseThrow();
    double most = grid.all().max().orElseThrow();
    return grid.value().name()
        + " is least with "
        + place(grid, least)
        + " and largest with "
        + place(grid, most)
        + ".";
  }

  private static String place(Grid grid, double value) {
    int columns = grid.xs().size();
    int found =
        IntStream.range(0, columns * grid.ys().size())
            .filter(i -> grid.at(i % columns, i / columns) == value)
            .findFirst()
            .orElseThrow();
    return tip(grid, found % columns, found / columns);
  }

  private static ReportTable table(Caption caption, Grid grid) {
    List<Column> columns =
        IntStream.range(0, grid.xs().size())
            .mapToObj(
                x ->
                    Column.number(
                        grid.xs().get(x),
                        IntStream.range(0, grid.ys().size())
                            .mapToObj(
                                y ->
                                    grid.gap(x, y) == Gap.NONE
                                        ? Numbers.shown(grid.at(x, y))
                                        : grid.gap(x, y).label)
                            .toList()))
            .toList();
    return new ReportTable(
        caption.title(),
        grid.y().label(),
        grid.ys(),
        List.of(new Group(grid.value().label() + " by " + grid.x().label(), columns)),
        List.of());
  }

  /** From light to dark, evenly in the value. */
  private static final class Shades implements PaintScale {
    private static final Color LIGHT = new Color(0xEA, 0xF1, 0xF8);
    private static final Color MIDDLE = new Color(0x4F, 0x8F, 0xC4);
    private static final Color DARK = new Color(0x12, 0x2B, 0x4A);

    private final Range range;

    private Shades(Grid grid) {
      this.range = new Range(grid.all().min().orElse(0), grid.all().max().orElse(1));
    }

    @Override
    public double getLowerBound() {
      return range.getLowerBound();
    }

    @Override
    public double getUpperBound() {
      return range.getUpperBound();
    }

    @Override
    public Paint getPaint(double value) {
      return Double.isFinite(value) ? shade(value) : Palette.GRID;
    }

    private Color shade(double value) {
      double part = range.getLength() > 0 ? (value - range.getLowerBound()) / range.getLength() : 0;
      return part < 0.5 ? between(LIGHT, MIDDLE, 2 * part) : between(MIDDLE, DARK, 2 * part - 1);
    }

    private static Color between(Color a, Color b, double part) {
      return new Color(
          (int) Math.round(a.getRed() + part * (b.getRed() - a.getRed())),
          (int) Math.round(a.getGreen() + part * (b.getGreen() - a.getGreen())),
          (int) Math.round(a.getBlue() + part * (b.getBlue() - a.getBlue())));
    }
  }

  /** Values and lines within the cells. */
  private static final class Inside extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1;
    private static final Color LINE = new Color(0xD9, 0x5F, 0x0E);

    private final transient Grid grid;
    private final transient Shades shades;

    private Inside(Grid grid) {
      this.grid = grid;
      this.shades = new Shades(grid);
    }

    @Override
    public void draw(
        Graphics2D graphics,
        XYPlot plot,
        Rectangle2D area,
        ValueAxis across,
        ValueAxis up,
        int index,
        PlotRenderingInfo info) {
      if (grid.contours()) {
        for (double level : Contours.levels(grid.values())) {
          contour(graphics, area, across, up, level);
        }
      }
      gaps(graphics, area, across, up);
      if (valuesFit(area)) {
        values(graphics, area, across, up);
      }
    }

    /** A mark in each cell without a value, as the legend has it, smaller where cells are small. */
    private void gaps(Graphics2D graphics, Rectangle2D area, ValueAxis across, ValueAxis up) {
      double cell =
          Math.min(area.getWidth() / grid.xs().size(), area.getHeight() / grid.ys().size());
      double size = Math.min(1, cell / (4 * MARK));
      graphics.setPaint(Palette.TEXT);
      for (int row = 0; row < grid.ys().size(); row++) {
        for (int column = 0; column < grid.xs().size(); column++) {
          AffineTransform place =
              AffineTransform.getTranslateInstance(
                  across.valueToJava2D(column, area, RectangleEdge.BOTTOM),
                  up.valueToJava2D(row, area, RectangleEdge.LEFT));
          place.scale(size, size);
          graphics.fill(place.createTransformedShape(grid.gap(column, row).mark()));
        }
      }
    }

    /** With as many decimals as all others, so that digits compare. */
    private String text(double value) {
      double largest = grid.all().map(Math::abs).max().orElse(0);
      return Numbers.fixed(value, Math.max(0, Numbers.decimals(largest) - 1));
    }

    private boolean valuesFit(Rectangle2D area) {
      double widest =
          grid.all()
              .mapToObj(this::text)
              .mapToDouble(text -> ChartTheme.width(text, ChartTheme.SMALL_FONT))
              .max()
              .orElse(0);
      return widest + 4 <= area.getWidth() / grid.xs().size()
          && 14 <= area.getHeight() / grid.ys().size();
    }

    private void values(Graphics2D graphics, Rectangle2D area, ValueAxis across, ValueAxis up) {
      graphics.setFont(ChartTheme.SMALL_FONT);
      for (int row = 0; row < grid.ys().size(); row++) {
        for (int column = 0; column < grid.xs().size(); column++) {
          double value = grid.at(column, row);
          if (Double.isFinite(value)) {
            double x = across.valueToJava2D(column, area, RectangleEdge.BOTTOM);
            double y = up.valueToJava2D(row, area, RectangleEdge.LEFT);
            value(graphics, value, x, y);
          }
        }
      }
    }

    /** On a patch of its cell's colour, so that no line runs through it. */
    private void value(Graphics2D graphics, double value, double x, double y) {
      String text = text(value);
      double width = ChartTheme.width(text, ChartTheme.SMALL_FONT) + 4;
      graphics.setPaint(shades.shade(value));
      graphics.fill(new Rectangle2D.Double(x - width / 2, y - 6, width, 12));
      graphics.setPaint(Palette.textOn(shades.shade(value)));
      TextUtils.drawAlignedString(text, graphics, (float) x, (float) y, TextAnchor.CENTER);
    }

    private void contour(
        Graphics2D graphics, Rectangle2D area, ValueAxis across, ValueAxis up, double level) {
      List<Line2D> lines = Contours.of(grid.values(), level);
      graphics.setPaint(LINE);
      graphics.setStroke(new BasicStroke(1.4f));
      for (Line2D line : lines) {
        graphics.draw(
            new Line2D.Double(
                across.valueToJava2D(line.getX1(), area, RectangleEdge.BOTTOM),
                up.valueToJava2D(line.getY1(), area, RectangleEdge.LEFT),
                across.valueToJava2D(line.getX2(), area, RectangleEdge.BOTTOM),
                up.valueToJava2D(line.getY2(), area, RectangleEdge.LEFT)));
      }
      lines.stream()
          .max(Comparator.comparingDouble(Inside::fromCentre))
          .ifPresent(line -> label(graphics, area, across, up, line, level));
    }

    /** How far a line's middle is from the nearest centre of a cell, where its value stands. */
    private static double fromCentre(Line2D line) {
      double x = (line.getX1() + line.getX2()) / 2;
      double y = (line.getY1() + line.getY2()) / 2;
      return Math.hypot(x - Math.rint(x), y - Math.rint(y));
    }

    private static void label(
        Graphics2D graphics,
        Rectangle2D area,
        ValueAxis across,
        ValueAxis up,
        Line2D line,
        double level) {
      double x =
          across.valueToJava2D((line.getX1() + line.getX2()) / 2, area, RectangleEdge.BOTTOM);
      double y = up.valueToJava2D((line.getY1() + line.getY2()) / 2, area, RectangleEdge.LEFT);
      String text = Numbers.shown(level);
      double width = ChartTheme.width(text, ChartTheme.SMALL_FONT) + 6;
      double left = Math.max(area.getMinX(), Math.min(x - width / 2, area.getMaxX() - width));
      double top = Math.max(area.getMinY(), Math.min(y - 7, area.getMaxY() - 14));
      graphics.setPaint(Palette.BACKGROUND);
      graphics.fill(new Rectangle2D.Double(left, top, width, 14));
      graphics.setPaint(Palette.TEXT);
      graphics.setFont(ChartTheme.SMALL_FONT);
      TextUtils.drawAlignedString(
          text, graphics, (float) (left + width / 2), (float) (top + 7), TextAnchor.CENTER);
    }
  }
}
