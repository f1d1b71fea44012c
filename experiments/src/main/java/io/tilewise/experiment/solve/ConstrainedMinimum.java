package io.tilewise.experiment.solve;

import java.util.Arrays;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.Well19937c;

/**
 * The smallest value of a function on the unit cube where constraints hold, by the covariance
 * matrix adaptation evolution strategy (CMA-ES; Hansen, Ostermeier, Evol. Comput. 9 (2001) 159),
 * which goes by the order of values only: points that break a constraint come behind all that break
 * none, in the order of how much they break. It starts in the middle, and again elsewhere as long
 * as evaluations are left; what it finds is the best point it has seen, a global minimum is not
 * certain.
 */
final class ConstrainedMinimum {
  private static final double FIRST_STEP = 0.3;
  private static final double BEHIND_ALL = 1e300;

  /** A function with constraints. */
  interface Function {
    /** What comes out at a point. */
    Outcome at(double[] point);
  }

  /**
   * What comes out at a point.
   *
   * @param value value of the function
   * @param violation how much constraints are broken, 0 if they hold
   */
  record Outcome(double value, double violation) {
    boolean isBetterThan(Outcome other) {
      return violation != other.violation ? violation < other.violation : value < other.value;
    }
  }

  private final Function function;
  private final int size;
  private double[] best = new double[0];
  private Outcome bestOutcome = new Outcome(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  private int evaluations;

  ConstrainedMinimum(Function function, int size) {
    this.function = function;
    this.size = size;
  }

  /** Searches with at most so many evaluations. */
  void search(int most, long seed) {
    int population = 4 + (int) (3 * Math.log(size)) + 4;
    Well19937c random = new Well19937c(seed);
    double[] start = new double[size];
    Arrays.fill(start, 0.5);
    while (most - evaluations >= 2 * population) {
      CMAESOptimizer optimizer =
          new CMAESOptimizer(
              Integer.MAX_VALUE,
              0,
              true,
              1,
              0,
              random,
              false,
              (iteration, previous, current) ->
                  Math.abs(previous.getValue() - current.getValue())
                      <= 1e-10 * Math.abs(current.getValue()));
      try {
        optimizer.optimize(
            new MaxEval(most - evaluations),
            new ObjectiveFunction(this::rank),
            GoalType.MINIMIZE,
            new SimpleBounds(new double[size], filled(1)),
            new InitialGuess(start),
            new CMAESOptimizer.Sigma(filled(FIRST_STEP)),
            new CMAESOptimizer.PopulationSize(population));
      } catch (TooManyEvaluationsException e) {
        // That is how it ends when they are used up; the best point is kept.
        break;
      }
      for (int i = 0; i < size; i++) {
        start[i] = random.nextDouble();
      }
    }
  }

  private double[] filled(double value) {
    double[] array = new double[size];
    Arrays.fill(array, value);
    return array;
  }

  private double rank(double[] point) {
    evaluations++;
    Outcome outcome = function.at(point);
    if (outcome.isBetterThan(bestOutcome)) {
      bestOutcome = outcome;
      best = point.clone();
    }
    return outcome.violation() > 0 ? BEHIND_ALL * (1 + outcome.violation()) : outcome.value();
  }

  double[] best() {
    return best.clone();
  }

  Outcome bestOutcome() {
    return bestOutcome;
  }

  int evaluations() {
    return evaluations;
  }
}
