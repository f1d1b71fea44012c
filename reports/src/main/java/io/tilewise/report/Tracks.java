package io.tilewise.report;

import io.tilewise.report.chart.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * Blocks over time, a track below the other. Blocks narrower than a picture can show are drawn with
 * their neighbours, in the colour of the last.
 */
final class Tracks extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1;
  private static final double FILLED = 0.78;
  private static final double NARROWEST = 0.5;
  private static final double LEAST_POINTED = 1.5;

  private final transient List<Track> tracks;

  /**
   * Something that happened.
   *
   * @param from when, in milliseconds
   * @param height from 0 to 1
   */
  record Block(double from, double to, double height, Color colour, String tip, String link) {}

  /** What happened in one place, in order. */
  record Track(String name, List<Block> blocks) {
    Track {
      blocks = List.copyOf(blocks);
    }

    /** How long it was used, in milliseconds of full use. */
    double used() {
      return blocks.stream().mapToDouble(b -> (b.to() - b.from()) * b.height()).sum();
    }
  }

  Tracks(List<Track> tracks) {
    this.tracks = List.copyOf(tracks);
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
    double full = FILLED * area.getHeight() / Math.max(1, tracks.size());
    for (int i = 0; i < tracks.size(); i++) {
      double middle = range.valueToJava2D(i, area, RectangleEdge.LEFT);
      double bottom = middle + full / 2;
      graphics.setPaint(Palette.GRID);
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(new Line2D.Double(area.getMinX(), bottom, area.getMaxX(), bottom));
      double begin = Double.NaN;
      double end = area.getMinX();
      for (Block block : tracks.get(i).blocks()) {
        double from = domain.valueToJava2D(block.from(), area, RectangleEdge.BOTTOM);
        double to = domain.valueToJava2D(block.to(), area, RectangleEdge.BOTTOM);
        boolean isJoined = Double.isFinite(begin) && from - end < NARROWEST;
        double left = isJoined ? begin : from;
        end = to;
        begin = left;
        if (to - left >= NARROWEST) {
          begin = Double.NaN;
          double height = full * block.height();
          Rectangle2D box = new Rectangle2D.Double(left, bottom - height, to - left, height);
          graphics.setPaint(block.colour());
          graphics.fill(box);
          if (to - left >= LEAST_POINTED && info != null) {
            addEntity(info, box, index, block.tip(), block.link());
          }
        }
      }
    }
  }

  /** The unit that a pipe such as sme2.outer_products is of. */
  static String unitOf(String pipe) {
    int dot = pipe.indexOf('.');
    return dot < 0 ? pipe : pipe.substring(0, dot);
  }
}
