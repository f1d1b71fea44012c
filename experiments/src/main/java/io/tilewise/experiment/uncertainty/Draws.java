package io.tilewise.experiment.uncertainty;

import io.tilewise.config.Overlay;
import java.util.ArrayList;
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
  private final LatinHypercube hypercube;
  private final int number;

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
    this.number = number;
    this.hypercube = new LatinHypercube(number, this.parameters.size(), seed);
  }

  /** The parameters, in the order of their paths. */
  public List<UncertainParameter> parameters() {
    return parameters;
  }

  /** How many draws there are. */
  public int number() {
    return number;
  }

  /** The value of a parameter in a draw. */
  double value(int draw, int parameter) {
    return parameters.get(parameter).quantile(hypercube.probability(draw, parameter));
  }

  /** The overlay that sets those parameters of a draw that a scenario has. */
  public Overlay overlay(int draw, Collection<UncertainParameter> present) {
    List<String> assignments = new ArrayList<>();
    for (int p = 0; p < parameters.size(); p++) {
      if (present.contains(parameters.get(p))) {
        assignments.add(parameters.get(p).assignment(value(draw, p)));
      }
    }
    return Overlay.ofAssignments("draw " + draw, assignments);
  }
}
