package io.tilewise.report.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Lines of equal value on a grid whose points are one apart, by marching squares: within the square
 * of four neighbours a line runs straight between the places on the sides where linear
 * interpolation gives the value. A saddle is split by the mean of its corners. Squares with a
 * missing value have no line.
 */
final class Contours {

  private static final int MOST = 6;

  private Contours() {}

  /** Round values within the grid's, at most {@value #MOST}. */
  static double[] levels(List<List<Double>> values) {
    double[] finite =
        values.stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (finite.length == 0 || !(finite[finite.length - 1] > finite[0])) {
      return new double[0];
    }
    double low = finite[0];
    double high = finite[finite.length - 1];
    double step = ChartTheme.niceStep((high - low) / MOST);
    return DoubleStream.iterate(Math.ceil(low / step), k -> k * step < high, k -> k + 1)
        .map(k -> k * step)
        .filter(level -> level > low)
        .toArray();
  }

  /**
   * The pieces of a line.
   *
   * @param values by row and column
   * @return pieces in columns (x) and rows (y)
   */
  static List<Line2D> of(List<List<Double>> values, double level) {
    List<Line2D> lines = new ArrayList<>();
    for (int row = 0; row + 1 < values.size(); row++) {
      for (int column = 0; column + 1 < values.get(row).size(); column++) {
        addSquare(lines, values, row, column, level);
      }
    }
    return lines;
  }

  private static void addSquare(
      List<Line2D> lines, List<List<Double>> values, int row, int column, double level) {
    double[] corner = {
      values.get(row).get(column),
      values.get(row).get(column + 1),
      values.get(row + 1).get(column + 1),
      values.get(row + 1).get(column)
    };
    if (!DoubleStream.of(corner).allMatch(Double::isFinite)) {
      return;
    }
    int[][] at = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    List<Point2D> crossings = new ArrayList<>();
    for (int side = 0; side < 4; side++) {
      int next = (side + 1) % 4;
      if (corner[side] < level != corner[next] < level) {
        double part = (level - corner[side]) / (corner[next] - corner[side]);
        crossings.add(
            new Point2D.Double(
                column + at[side][0] + part * (at[next][0] - at[side][0]),
                row + at[side][1] + part * (at[next][1] - at[side][1])));
      }
    }
    if (crossings.size() == 2) {
      lines.add(new Line2D.Double(crossings.get(0), crossings.get(1)));
    } else if (crossings.size() == 4) {
      boolean isCentreAsFirst =
          DoubleStream.of(corner).average().orElseThrow() < level == corner[0] < level;
      int shift = isCentreAsFirst ? 0 : 1;
      // The first corner lies between the last side and the first.
      lines.add(new Line2D.Double(crossings.get(shift), crossings.get(1 + shift)));
      lines.add(new Line2D.Double(crossings.get(2 + shift), crossings.get((3 + shift) % 4)));
    }
  }
}
