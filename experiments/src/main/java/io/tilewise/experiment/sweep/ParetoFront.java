package io.tilewise.experiment.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points that no other point beats: none is at least as good in every objective and better in one.
 * Of points that are equal in all objectives the first is kept.
 */
final class ParetoFront {
  private ParetoFront() {}

  /**
   * The points on the front, in the order of their first cost.
   *
   * @param costs by objective, then by point; smaller is better; points with a cost that is no
   *     number are left out
   */
  static List<Integer> of(double[][] costs) {
    int size = costs[0].length;
    Comparator<Integer> order = Comparator.comparingDouble(point -> costs[0][point]);
    for (int i = 1; i < costs.length; i++) {
      double[] cost = costs[i];
      order = order.thenComparingDouble(point -> cost[point]);
    }
    List<Integer> sorted =
        IntStream.range(0, size)
            .filter(point -> isNumber(costs, point))
            .boxed()
            .sorted(order.thenComparing(Comparator.naturalOrder()))
            .toList();
    // In this order a point can only be beaten by one before it.
    List<Integer> front = new ArrayList<>();
    for (int point : sorted) {
      if (front.stream().noneMatch(other -> isAtLeastAsGood(costs, other, point))) {
        front.add(point);
      }
    }
    return front;
  }

  private static boolean isNumber(double[][] costs, int point) {
    for (double[] cost : costs) {
      if (Double.isNaN(cost[point])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtLeastAsGood(double[][] costs, int a, int b) {
    for (double[] cost : costs) {
      if (cost[a] > cost[b]) {
        return false;
      }
    }
    return true;
  }
}
