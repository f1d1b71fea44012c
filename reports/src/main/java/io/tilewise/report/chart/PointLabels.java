package io.tilewise.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * Names beside points, the first points first, each where it covers neither another name nor a
 * point; left out where there is no such place.
 */
final class PointLabels extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1;
  private static final double GAP = 7;
  private static final double HEIGHT = 14;
  private static final double POINT = 7;

  private final transient List<Label> labels;
  private final transient List<Label> points;

  /** A name of a point. */
  record Label(String text, double x, double y) {}

  /**
   * Names of points.
   *
   * @param points that must not be covered, those with names among them
   */
  PointLabels(List<Label> labels, List<Label> points) {
    this.labels = List.copyOf(labels);
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
    List<Rectangle2D> taken = new ArrayList<>();
    for (Label point : points) {
      double x = domain.valueToJava2D(point.x(), area, RectangleEdge.BOTTOM);
      double y = range.valueToJava2D(point.y(), area, RectangleEdge.LEFT);
      taken.add(new Rectangle2D.Double(x - POINT / 2, y - POINT / 2, POINT, POINT));
    }
    graphics.setFont(ChartTheme.LABEL_FONT);
    graphics.setPaint(Palette.TEXT);
    for (Label label : labels) {
      double x = domain.valueToJava2D(label.x(), area, RectangleEdge.BOTTOM);
      double y = range.valueToJava2D(label.y(), area, RectangleEdge.LEFT);
      double width = ChartTheme.width(label.text(), ChartTheme.LABEL_FONT);
      Optional<Rectangle2D> place = place(x, y, width, area, taken);
      place.ifPresent(
          box -> {
            taken.add(box);
            TextUtils.drawAlignedString(
                label.text(),
                graphics,
                (float) box.getX(),
                (float) box.getCenterY(),
                TextAnchor.CENTER_LEFT);
          });
    }
  }

  private static Optional<Rectangle2D> place(
      double x, double y, double width, Rectangle2D area, List<Rectangle2D> taken) {
    return Stream.of(
            box(x + GAP / 2, y - GAP - HEIGHT, width),
            box(x + GAP, y - HEIGHT / 2, width),
            box(x - GAP - width, y - HEIGHT / 2, width),
            box(x + GAP / 2, y + GAP, width),
            box(x - GAP / 2 - width, y - GAP - HEIGHT, width),
            box(x - GAP / 2 - width, y + GAP, width))
        .filter(area::contains)
        .filter(box -> taken.stream().noneMatch(box::intersects))
        .findFirst();
  }

  private static Rectangle2D box(double x, double y, double width) {
    return new Rectangle2D.Double(x, y, width, HEIGHT);
  }
}
