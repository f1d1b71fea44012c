package io.tilewise.report.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * The ceilings of a roofline on logarithmic axes: a rate of operations is level, a bandwidth rises
 * with the operations per byte. A level ceiling begins where the highest bandwidth meets it, a
 * bandwidth ends at the highest level.
 */
public final class Roofs extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1;
  private static final double LINE = 13;

  private static final double GAP = 3;
  private static final double STEP = 6;
  private static final double POINT = 5;

  private final transient List<Roof> roofs;
  private final transient List<Point2D> points;

  /**
   * A ceiling.
   *
   * @param rate in the unit of the axis upwards, at 1 across if it is a slope
   */
  public record Roof(String name, double rate, boolean isSlope) {}

  /**
   * Ceilings.
   *
   * @param points in the units of the axes; names keep off them where they can
   */
  public Roofs(List<Roof> roofs, List<Point2D> points) {
    this.roofs = roofs.stream().sorted(Comparator.comparingDouble(Roof::rate)).toList();
    this.points = List.copyOf(points);
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis domain,
      ValueAxis range,
      int index,
      PlotRenderingInfo info) {
    List<Point2D> taken = new ArrayList<>();
    for (Point2D point : points) {
      taken.add(onScreen(point.getX(), point.getY(), area, domain, range));
    }
    List<Named> lines = lines(area, domain, range);
    graphics.setPaint(Palette.QUIET_TEXT);
    graphics.setStroke(new BasicStroke(1.2f));
    lines.forEach(named -> graphics.draw(named.line()));
    graphics.setFont(ChartTheme.SMALL_FONT);
    lines.forEach(named -> name(graphics, named, area, taken));
  }

  private record Named(Roof roof, Line2D line) {}

  /** Those ceilings that the plot shows, in pixels. */
  private List<Named> lines(Rectangle2D area, ValueAxis domain, ValueAxis range) {
    double left = domain.getLowerBound();
    double right = domain.getUpperBound();
    double top =
        roofs.stream()
            .filter(r -> !r.isSlope())
            .mapToDouble(Roof::rate)
            .max()
            .orElse(Double.MAX_VALUE);
    double steepest =
        roofs.stream().filter(Roof::isSlope).mapToDouble(Roof::rate).max().orElse(Double.MAX_VALUE);
    List<Named> lines = new ArrayList<>();
    for (Roof roof : roofs) {
      double x1 = roof.isSlope() ? left : Math.max(left, roof.rate() / steepest);
      double x2 = roof.isSlope() ? Math.min(right, top / roof.rate()) : right;
      if (x1 < x2) {
        double y1 = roof.isSlope() ? roof.rate() * x1 : roof.rate();
        double y2 = roof.isSlope() ? roof.rate() * x2 : roof.rate();
        lines.add(
            new Named(
                roof,
                new Line2D.Double(
                    onScreen(x1, y1, area, domain, range), onScreen(x2, y2, area, domain, range))));
      }
    }
    return lines;
  }

  private static Point2D onScreen(
      double x, double y, Rectangle2D area, ValueAxis domain, ValueAxis range) {
    return new Point2D.Double(
        domain.valueToJava2D(x, area, RectangleEdge.BOTTOM),
        range.valueToJava2D(y, area, RectangleEdge.LEFT));
  }

  /**
   * Along its line, above or below, where it covers the fewest points and names: a level as far to
   * the right as that allows, a slope as far down.
   */
  private static void name(
      Graphics2D graphics, Named named, Rectangle2D area, List<Point2D> taken) {
    String text = named.roof().name();
    double width = ChartTheme.width(text, ChartTheme.SMALL_FONT) + 2 * GAP;
    Line2D line = named.line();
    double angle = Math.atan2(line.getY2() - line.getY1(), line.getX2() - line.getX1());
    AffineTransform alongLine = AffineTransform.getTranslateInstance(line.getX1(), line.getY1());
    alongLine.rotate(angle);
    places(line.getP1().distance(line.getP2()) - width, width, named.roof().isSlope()).stream()
        .filter(box -> area.contains(alongLine.createTransformedShape(box).getBounds2D()))
        .min(Comparator.comparingLong(box -> covered(box, alongLine, taken)))
        .ifPresent(
            box -> {
              Point2D start = new Point2D.Double(box.getX() + GAP, box.getMaxY() - GAP);
              alongLine.transform(start, start);
              TextUtils.drawRotatedString(
                  text,
                  graphics,
                  (float) start.getX(),
                  (float) start.getY(),
                  TextAnchor.BASELINE_LEFT,
                  angle,
                  TextAnchor.BASELINE_LEFT);
              outline(box).forEach(point -> taken.add(alongLine.transform(point, null)));
            });
  }

  /** Boxes along the x axis, from one end to the other. */
  private static List<Rectangle2D> places(double room, double width, boolean fromLeft) {
    List<Rectangle2D> places = new ArrayList<>();
    for (double x = 0; x <= room; x += STEP) {
      double left = fromLeft ? x : room - x;
      places.add(new Rectangle2D.Double(left, -LINE - 1, width, LINE));
      places.add(new Rectangle2D.Double(left, 1, width, LINE));
    }
    return places;
  }

  private static long covered(Rectangle2D box, AffineTransform frame, List<Point2D> taken) {
    Rectangle2D wide =
        new Rectangle2D.Double(
            box.getX() - POINT,
            box.getY() - POINT,
            box.getWidth() + 2 * POINT,
            box.getHeight() + 2 * POINT);
    Shape shape = frame.createTransformedShape(wide);
    return taken.stream().filter(shape::contains).count();
  }

  /** Points so near each other that none of another box's size lies between them. */
  private static List<Point2D> outline(Rectangle2D box) {
    List<Point2D> points = new ArrayList<>();
    for (double x = 0; x <= box.getWidth(); x += STEP) {
      points.add(new Point2D.Double(box.getX() + x, box.getCenterY()));
    }
    return points;
  }
}
