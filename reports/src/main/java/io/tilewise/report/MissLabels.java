package io.tilewise.report;

import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Palette;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.data.Range;

/** Numbers beside the points of missed figures, moved apart where points lie close together. */
final class MissLabels {

  /** About what the plot has in pixels; the labels need not be placed to the pixel. */
  private static final double PLOT_SIZE = 540;

  private static final double WIDTH = 15;
  private static final double HEIGHT = 12;
  private static final double POINT = 8;

  /** Where a label may stand, in pixels from its point, the best first. */
  private static final double[][] PLACES = {
    {13, 0}, {-13, 0}, {0, 13}, {0, -13}, {13, 12}, {-13, 12}, {13, -12}, {-13, -12},
    {27, 0}, {-27, 0}, {0, 26}, {0, -26}, {27, 14}, {-27, 14}, {27, -14}, {-27, -14}
  };

  private final double pixelsPerUnit;
  private final List<Rectangle2D> taken = new ArrayList<>();

  private MissLabels(Range range) {
    double length = Math.log(range.getUpperBound()) - Math.log(range.getLowerBound());
    this.pixelsPerUnit = PLOT_SIZE / length;
  }

  /**
   * A number from 1 for each miss.
   *
   * @param shown all figures, whose points the numbers should not cover
   */
  static List<XYTextAnnotation> of(List<CaseResult> misses, List<CaseResult> shown, Range range) {
    MissLabels labels = new MissLabels(range);
    shown.forEach(c -> labels.taken.add(box(labels.x(c), labels.y(c), POINT, POINT)));
    List<XYTextAnnotation> placed = new ArrayList<>();
    for (CaseResult miss : misses) {
      placed.add(labels.place(Integer.toString(placed.size() + 1), miss));
    }
    return placed;
  }

  private XYTextAnnotation place(String text, CaseResult miss) {
    double x = x(miss);
    double y = y(miss);
    double[] chosen = PLACES[0];
    for (double[] place : PLACES) {
      if (isFree(box(x + place[0], y + place[1], WIDTH, HEIGHT))) {
        chosen = place;
        break;
      }
    }
    taken.add(box(x + chosen[0], y + chosen[1], WIDTH, HEIGHT));
    XYTextAnnotation label =
        new XYTextAnnotation(
            text,
            Math.exp((x + chosen[0]) / pixelsPerUnit),
            Math.exp((y + chosen[1]) / pixelsPerUnit));
    label.setFont(ChartTheme.SMALL_FONT);
    label.setPaint(Palette.TEXT);
    return label;
  }

  private double x(CaseResult figure) {
    return Math.log(figure.published()) * pixelsPerUnit;
  }

  private double y(CaseResult figure) {
    return Math.log(figure.predicted()) * pixelsPerUnit;
  }

  private boolean isFree(Rectangle2D box) {
    return taken.stream().noneMatch(box::intersects);
  }

  private static Rectangle2D box(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
  }
}
