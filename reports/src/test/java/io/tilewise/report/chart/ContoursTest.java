package io.tilewise.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContoursTest {

  /** Values 0 and 10 side by side: 5 lies half-way, whatever the row. */
  @Test
  void aLineRunsWhereInterpolationGivesTheValue() {
    List<Line2D> lines = Contours.of(List.of(List.of(0.0, 10.0), List.of(0.0, 10.0)), 5);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).getX1()).isEqualTo(0.5);
    assertThat(lines.get(0).getX2()).isEqualTo(0.5);
    assertThat(Math.abs(lines.get(0).getY1() - lines.get(0).getY2())).isEqualTo(1);
  }

  /**
   * Corners 9, 0, 9, 1 in turn: with a mean of 4.75 the centre is above 4, so the two high corners
   * are connected, and the lines cut off the low ones, at (1, 0) and (0, 1).
   */
  @Test
  void aSaddleIsSplitByItsMean() {
    List<Line2D> lines = Contours.of(List.of(List.of(9.0, 0.0), List.of(1.0, 9.0)), 4);
    assertThat(lines).hasSize(2);
    // 9 to 0 passes 4 at 5/9 of the way; 9 to 1 at 5/8.
    assertThat(lines).anyMatch(line -> isEnds(line, 5 / 9.0, 0, 1, 4 / 9.0));
    assertThat(lines).anyMatch(line -> isEnds(line, 0, 5 / 8.0, 3 / 8.0, 1));
  }

  private static boolean isEnds(Line2D line, double x1, double y1, double x2, double y2) {
    return line.getP1().distance(x1, y1) + line.getP2().distance(x2, y2) < 1e-9
        || line.getP1().distance(x2, y2) + line.getP2().distance(x1, y1) < 1e-9;
  }

  @Test
  void aMissingValueHasNoLineAround() {
    assertThat(Contours.of(List.of(List.of(0.0, Double.NaN), List.of(10.0, 10.0)), 5)).isEmpty();
  }

  @Test
  void levelsAreRoundAndWithin() {
    assertThat(Contours.levels(List.of(List.of(0.0, 95.0)))).containsExactly(20, 40, 60, 80);
    assertThat(Contours.levels(List.of(List.of(7.0, 7.0)))).isEmpty();
    assertThat(Contours.levels(List.of(List.of(Double.NaN)))).isEmpty();
  }
}
