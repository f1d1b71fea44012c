package io.tilewise.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.report.chart.Roofs.Roof;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoofsTest {

  private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 600, 400);
  private static final ValueAxis ACROSS = new LogarithmicAxis("", new Range(0.5, 500));
  private static final ValueAxis UPWARDS = new LogarithmicAxis("", new Range(1, 1000));

  @BeforeAll
  static void fonts() {
    Fonts.install();
  }

  @ParameterizedTest
  @CsvSource({"a level,500,false", "a slope,30,true"})
  void aNameMovesAwayFromThePointsThatItWouldCover(String name, double rate, boolean isSlope) {
    List<Point2D> usual = letters(name, rate, isSlope, List.of());
    Point2D covered = usual.get(usual.size() / 2);
    List<Point2D> moved = letters(name, rate, isSlope, List.of(covered));
    assertThat(moved).isNotEmpty().allMatch(pixel -> pixel.distance(covered) > 4);
  }

  /** Pixels of the name alone, of a ceiling drawn with its name and without. */
  private static List<Point2D> letters(
      String name, double rate, boolean isSlope, List<Point2D> pixels) {
    List<Point2D> points =
        pixels.stream()
            .<Point2D>map(
                pixel ->
                    new Point2D.Double(
                        ACROSS.java2DToValue(pixel.getX(), AREA, RectangleEdge.BOTTOM),
                        UPWARDS.java2DToValue(pixel.getY(), AREA, RectangleEdge.LEFT)))
            .toList();
    BufferedImage with = drawn(new Roof(name, rate, isSlope), points);
    BufferedImage without = drawn(new Roof("", rate, isSlope), points);
    List<Point2D> letters = new ArrayList<>();
    for (int x = 0; x < with.getWidth(); x++) {
      for (int y = 0; y < with.getHeight(); y++) {
        if (with.getRGB(x, y) != without.getRGB(x, y)) {
          letters.add(new Point2D.Double(x, y));
        }
      }
    }
    return letters;
  }

  private static BufferedImage drawn(Roof roof, List<Point2D> points) {
    BufferedImage image =
        new BufferedImage(
            (int) AREA.getWidth(), (int) AREA.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(Color.WHITE);
    graphics.fill(AREA);
    new Roofs(List.of(roof), points).draw(graphics, new XYPlot(), AREA, ACROSS, UPWARDS, 0, null);
    graphics.dispose();
    return image;
  }
}
