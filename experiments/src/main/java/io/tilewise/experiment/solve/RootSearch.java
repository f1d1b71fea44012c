package io.tilewise.experiment.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Where a function on [0, 1] has a value. Points at equal distances bracket the places; within each
 * bracket Brent's method finds it. What happens between two points besides is not seen. Where there
 * is no bracket, the place that comes closest is searched for around the closest point.
 */
final class RootSearch {
  private static final double RELATIVE = 1e-12;
  private static final double ABSOLUTE = 1e-10;

  /** A stretch that is narrower is a point that rounding blurs. */
  private static final double NARROW = 1e-9;

  private static final int MOST_EVALUATIONS = 200;

  private final DoubleUnaryOperator function;
  private final double target;
  private final double[] values;

  /**
   * What a place is.
   *
   * @param at where it begins
   * @param until where it ends: further on if the function stays at the target, else {@code at}
   * @param value the function there
   * @param jumps whether the function jumps over the target here instead of reaching it
   */
  record Place(double at, double until, double value, boolean jumps) {
    /** Whether the function stays there for a stretch. */
    boolean isStretch() {
      return until > at;
    }
  }

  /** How the function goes from 0 to 1, as far as the points show it. */
  enum Course {
    CONSTANT,
    RISES,
    FALLS,
    BOTH
  }

  /**
   * A search.
   *
   * @param function the function
   * @param target the value wanted
   * @param values the function at points at equal distances from 0 to 1, at least two
   */
  RootSearch(DoubleUnaryOperator function, double target, double[] values) {
    this.function = function;
    this.target = target;
    this.values = values.clone();
  }

  private double at(int point) {
    return (double) point / (values.length - 1);
  }

  Course course() {
    boolean rises = false;
    boolean falls = false;
    for (int i = 1; i < values.length; i++) {
      rises |= values[i] > values[i - 1];
      falls |= values[i] < values[i - 1];
    }
    return rises && falls
        ? Course.BOTH
        : rises ? Course.RISES : falls ? Course.FALLS : Course.CONSTANT;
  }

  /** All places that the points bracket, in their order. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == target) {
        int last = i;
        while (last + 1 < values.length && values[last + 1] == target) {
          last++;
        }
        places.add(
            stretch(
                at(Math.max(0, i - 1)),
                at(i),
                at(last),
                at(Math.min(values.length - 1, last + 1))));
        i = last;
      } else if (i > 0 && (values[i - 1] - target) * (values[i] - target) < 0) {
        places.add(within(at(i - 1), at(i)));
      }
    }
    return places;
  }

  private Place within(double low, double high) {
    double root =
        new BrentSolver(RELATIVE, ABSOLUTE)
            .solve(MOST_EVALUATIONS, x -> function.applyAsDouble(x) - target, low, high);
    double value = function.applyAsDouble(root);
    if (value == target) {
      return stretch(low, root, root, high);
    }
    double step = Math.abs(values[values.length - 1] - values[0]) + Math.abs(target);
    return new Place(root, root, value, Math.abs(value - target) > 1e-6 * step);
  }

  /**
   * The stretch where the function is at the target, which it leaves between the outer places, or
   * is still at there where the range ends.
   */
  private Place stretch(double before, double first, double last, double behind) {
    double begin = edge(before, first);
    double end = edge(behind, last);
    return end - begin > NARROW
        ? new Place(begin, end, target, false)
        : new Place(first, first, target, false);
  }

  /** The last place at the target on the way to one that is off it. */
  private double edge(double off, double on) {
    double outside = off;
    double inside = on;
    while (Math.abs(outside - inside) > ABSOLUTE) {
      double middle = (outside + inside) / 2;
      if (function.applyAsDouble(middle) == target) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  /** The place that comes closest to the target. */
  Place closest() {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (Math.abs(values[i] - target) < Math.abs(values[best] - target)) {
        best = i;
      }
    }
    double low = at(Math.max(0, best - 1));
    double high = at(Math.min(values.length - 1, best + 1));
    double found =
        new BrentOptimizer(1e-9, 1e-10)
            .optimize(
                new MaxEval(MOST_EVALUATIONS),
                GoalType.MINIMIZE,
                new SearchInterval(low, high, at(best)),
                new UnivariateObjectiveFunction(x -> Math.abs(function.applyAsDouble(x) - target)))
            .getPoint();
    double value = function.applyAsDouble(found);
    return Math.abs(value - target) < Math.abs(values[best] - target)
        ? new Place(found, found, value, false)
        : new Place(at(best), at(best), values[best], false);
  }
}
