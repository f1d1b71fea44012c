package io.tilewise.experiment.uncertainty;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Probabilities for uncertain parameters, drawn together. Each device makes a value of its own of a
 * probability ({@link UncertainParameter#quantile}), so scenarios on different devices are drawn
 * alike.
 *
 * <p>Independent standard normal numbers from a {@link LatinHypercube} are correlated linearly and
 * made probabilities again (a Gaussian copula). Parameters without known correlations are taken as
 * independent.
 */
public final class Draws {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final List<String> paths;
  private final double[][] probabilities;

  /**
   * Draws.
   *
   * @param paths the parameters by their paths; each counts once
   * @param correlations of the parameters
   * @param number how many draws
   * @param seed of the random numbers
   */
  public Draws(Collection<String> paths, Correlations correlations, int number, long seed) {
    this.paths = List.copyOf(new TreeSet<>(paths));
    int size = this.paths.size();
    this.probabilities = new double[size][number];
    if (size == 0) {
      return;
    }
    LatinHypercube hypercube = new LatinHypercube(number, size, seed);
    RealMatrix root = correlations.root(this.paths);
    for (int draw = 0; draw < number; draw++) {
      double[] independent = new double[size];
      for (int p = 0; p < size; p++) {
        independent[p] = NORMAL.inverseCumulativeProbability(hypercube.probability(draw, p));
      }
      double[] correlated = root.operate(independent);
      for (int p = 0; p < size; p++) {
        probabilities[p][draw] = NORMAL.cumulativeProbability(correlated[p]);
      }
    }
  }

  /** The parameters, in the order of their paths. */
  public List<String> paths() {
    return paths;
  }

  /** How many draws there are. */
  public int number() {
    return probabilities.length == 0 ? 0 : probabilities[0].length;
  }

  /** The probabilities of a parameter in all draws. */
  double[] probabilities(int parameter) {
    return probabilities[parameter].clone();
  }

  /** The probabilities in a draw by path, each between 0 and 1. */
  public Map<String, Double> draw(int draw) {
    Map<String, Double> drawn = new TreeMap<>();
    for (int p = 0; p < probabilities.length; p++) {
      drawn.put(paths.get(p), probabilities[p][draw]);
    }
    return drawn;
  }
}
