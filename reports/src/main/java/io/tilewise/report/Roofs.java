package io.tilewise.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
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
final class Roofs extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1;
  private static final double LINE = 13;

  private final transient List<Roof> roofs;

  /**
   * A ceiling.
   *
   * @param rate in the unit of the axis upwards, at 1 across if it is a slope
   */
  record Roof(String name, double rate, boolean isSlope) {}

  Roofs(List<Roof> roofs) {
    this.roofs = roofs.stream().sorted(Comparator.comparingDouble(Roof::rate)).toList();
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
    graphics.setFont(ChartTheme.SMALL_FONT);
    List<Rectangle2D> taken = new ArrayList<>();
    double along = 14;
    for (Roof roof : roofs) {
      double x1 = roof.isSlope() ? left : Math.max(left, roof.rate() / steepest);
      double x2 = roof.isSlope() ? Math.min(right, top / roof.rate()) : right;
      double y1 = roof.isSlope() ? roof.rate() * x1 : roof.rate();
      double y2 = roof.isSlope() ? roof.rate() * x2 : roof.rate();
      if (x1 < x2) {
        Line2D line =
            new Line2D.Double(
                domain.valueToJava2D(x1, area, RectangleEdge.BOTTOM),
                range.valueToJava2D(y1, area, RectangleEdge.LEFT),
                domain.valueToJava2D(x2, area, RectangleEdge.BOTTOM),
                range.valueToJava2D(y2, area, RectangleEdge.LEFT));
        graphics.setPaint(Palette.QUIET_TEXT);
        graphics.setStroke(new BasicStroke(1.2f));
        graphics.draw(line);
        if (roof.isSlope()) {
          slope(graphics, roof.name(), line, area, along);
          along += ChartTheme.width(roof.name(), ChartTheme.SMALL_FONT) + 10;
        } else {
          level(graphics, roof.name(), line, taken);
        }
      }
    }
  }

  /** Above its line at the right; below it where another level is too near. */
  private static void level(
      Graphics2D graphics, String name, Line2D line, List<Rectangle2D> taken) {
    double width = ChartTheme.width(name, ChartTheme.SMALL_FONT) + 6;
    double y = line.getY1();
    for (double top : new double[] {y - LINE, y + 1, y - 2 * LINE}) {
      Rectangle2D box = new Rectangle2D.Double(line.getX2() - width, top, width, LINE);
      if (taken.stream().noneMatch(box::intersects)) {
        taken.add(box);
        TextUtils.drawAlignedString(
            name,
            graphics,
            (float) (box.getMaxX() - 3),
            (float) box.getCenterY(),
            TextAnchor.CENTER_RIGHT);
        return;
      }
    }
  }

  /** Along its line, each further up than the one before it, where it lies within the plot. */
  private static void slope(
      Graphics2D graphics, String name, Line2D line, Rectangle2D area, double along) {
    double angle = Math.atan2(line.getY2() - line.getY1(), line.getX2() - line.getX1());
    double begin = Math.max(0, (line.getY1() - area.getMaxY()) / (line.getY1() - line.getY2()));
    double length = line.getP1().distance(line.getP2());
    double width = ChartTheme.width(name, ChartTheme.SMALL_FONT);
    double part = begin + along / length;
    if (part + width / length > 1) {
      return;
    }
    double x = line.getX1() + part * (line.getX2() - line.getX1());
    double y = line.getY1() + part * (line.getY2() - line.getY1());
    TextUtils.drawRotatedString(
        name,
        graphics,
        (float) (x + 3 * Math.sin(angle)),
        (float) (y - 3 * Math.cos(angle)),
        TextAnchor.BOTTOM_LEFT,
        angle,
        TextAnchor.BOTTOM_LEFT);
  }
}
