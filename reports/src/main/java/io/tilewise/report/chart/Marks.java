package io.tilewise.report.chart;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Shapes of points, around (0, 0); different ones for print and colour blindness. */
public final class Marks {

  private Marks() {}

  public static Shape dot(double radius) {
    return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
  }

  public static Shape square(double half) {
    return new Rectangle2D.Double(-half, -half, 2 * half, 2 * half);
  }

  public static Shape diamond(double half) {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -half);
    path.lineTo(half, 0);
    path.lineTo(0, half);
    path.lineTo(-half, 0);
    path.closePath();
    return path;
  }

  static Shape cross(double half) {
    Path2D path = new Path2D.Double();
    path.moveTo(-half, -half);
    path.lineTo(half, half);
    path.moveTo(-half, half);
    path.lineTo(half, -half);
    return new BasicStroke(2).createStrokedShape(path);
  }

  static Shape dash(double half) {
    return new Rectangle2D.Double(-half, -1, 2 * half, 2);
  }

  static Shape triangle(double half) {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -half);
    path.lineTo(half, half);
    path.lineTo(-half, half);
    path.closePath();
    return path;
  }
}
