package io.tilewise.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
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
 * The names of lines to the right of a plot, each beside the end of its line, moved apart where
 * ends lie close together. Names for which the plot is too low are left out.
 */
final class LineLabels extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1;
  private static final double LINE = 14;
  private static final double LEADER = 12;
  private static final double GAP = 4;

  private final transient List<Label> labels;

  /**
   * A name.
   *
   * @param x of the line's end, in the unit of the axis, as is {@code y}
   */
  record Label(String text, Color colour, double x, double y) {}

  LineLabels(List<Label> labels) {
    this.labels = List.copyOf(labels);
  }

  /** The room that names need beside the plot. */
  static double room(List<String> names) {
    return LEADER + 2 * GAP + ChartTheme.widest(names, ChartTheme.LABEL_FONT);
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
    List<Placed> placed = new ArrayList<>();
    for (Label label : labels) {
      double y = range.valueToJava2D(label.y(), area, RectangleEdge.LEFT);
      double x = domain.valueToJava2D(label.x(), area, RectangleEdge.BOTTOM);
      if (!label.text().isEmpty() && area.getMinY() - 1 <= y && y <= area.getMaxY() + 1) {
        placed.add(new Placed(label, Math.min(x, area.getMaxX()), y));
      }
    }
    placed.sort(Comparator.comparingDouble(label -> label.wanted));
    int room = Math.max(1, (int) (area.getHeight() / LINE) + 1);
    List<Placed> shown = placed.subList(0, Math.min(room, placed.size()));
    spread(shown, area);
    Shape clip = graphics.getClip();
    graphics.setClip(null);
    shown.forEach(label -> label.draw(graphics, area.getMaxX()));
    graphics.setClip(clip);
  }

  /** From the top down each as near to its place as the one above allows, then back up. */
  private static void spread(List<Placed> labels, Rectangle2D area) {
    double least = area.getMinY();
    for (Placed label : labels) {
      label.y = Math.max(label.wanted, least);
      least = label.y + LINE;
    }
    double most = area.getMaxY();
    for (int i = labels.size() - 1; i >= 0; i--) {
      labels.get(i).y = Math.min(labels.get(i).y, most);
      most = labels.get(i).y - LINE;
    }
  }

  private static final class Placed {
    private final Label label;
    private final double x;
    private final double wanted;
    private double y;

    private Placed(Label label, double x, double wanted) {
      this.label = label;
      this.x = x;
      this.wanted = wanted;
    }

    private void draw(Graphics2D graphics, double right) {
      graphics.setPaint(label.colour());
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(new Line2D.Double(x, wanted, right, wanted));
      graphics.draw(new Line2D.Double(right, wanted, right + LEADER, y));
      graphics.setFont(ChartTheme.LABEL_FONT);
      graphics.setPaint(Palette.TEXT);
      TextUtils.drawAlignedString(
          label.text(),
          graphics,
          (float) (right + LEADER + GAP),
          (float) y,
          TextAnchor.CENTER_LEFT);
    }
  }
}
