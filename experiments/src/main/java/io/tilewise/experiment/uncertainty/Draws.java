package io.tilewise.experiment.uncertainty;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of uncertain parameters, drawn together. Parameters are taken as independent, so intervals
 * of what depends on several calibrated ones, whose errors partly cancel, are too wide rather than
 * too narrow.
 */
public final class Draws {
  private final List<UncertainParameter> parameters;
  private final double[][] values;

  /**
   * Draws.
   *
   * @param parameters the parameters; of those with the same path the first counts
   * @param number how many draws
   * @param seed of the random numbers
   */
  public Draws(Collection<UncertainParameter> parameters, int number, long seed) {
    Map<String, UncertainParameter> byPath = new TreeMap<>();
    parameters.forEach(parameter -> byPath.putIfAbsent(parameter.path(), parameter));
    this.parameters = List.copyOf(byPath.values());
    LatinHypercube hypercube = new LatinHypercube(number, this.parameters.size(), seed);
    this.values = new double[this.parameters.size()][number];
    for (int p = 0; p < values.length; p++) {
      for (int d = 0; d < number; d++) {
        values[p][d] = this.parameters.get(p).quantile(hypercube.probability(d, p));
      }
    }
  }

  /** The parameters, in the order of their paths. */
  public List<UncertainParameter> parameters() {
    return parameters;
  }

  /** The values of a parameter in all draws. */
  double[] values(int parameter) {
    return values[parameter].clone();
  }

  /** The values in a draw with their units, by path, as an overlay assigns them. */
  public Map<String, String> draw(int draw) {
    Map<String, String> drawn = new TreeMap<>();
    for (int p = 0; p < values.length; p++) {
      drawn.put(parameters.get(p).path(), parameters.get(p).text(values[p][draw]));
    }
    return drawn;
  }
}
