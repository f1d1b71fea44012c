package io.tilewise.experiment.run;

import io.tilewise.config.Loaded;
import io.tilewise.experiment.uncertainty.UncertainParameter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of parameters that differ from what scenarios' files say, to run several scenarios with.
 * Files that scenarios share are read once for all of them, so it must be used by one thread only.
 */
public final class ParameterValues {
  private final Map<String, String> values;
  private final Map<String, Double> probabilities;
  private final Map<ScenarioFile<?>, Loaded<?>> read = new HashMap<>();

  private ParameterValues(Map<String, String> values, Map<String, Double> probabilities) {
    this.values = Map.copyOf(values);
    this.probabilities = Map.copyOf(probabilities);
  }

  /**
   * Values.
   *
   * @param values value with its unit by the parameter's path, as an overlay names it; a scenario
   *     takes those of parameters that it has
   */
  public ParameterValues(Map<String, String> values) {
    this(values, Map.of());
  }

  /** None: everything is as the files say. */
  public static ParameterValues asWritten() {
    return new ParameterValues(Map.of());
  }

  /**
   * Values drawn from the ranges of uncertain parameters.
   *
   * @param probabilities between 0 and 1, by the parameter's path; every file makes of each a value
   *     in the range that it gives the parameter, if it has it and knows only a range
   */
  public static ParameterValues drawn(Map<String, Double> probabilities) {
    return new ParameterValues(Map.of(), probabilities);
  }

  @SuppressWarnings("unchecked") // only this puts anything into the map
  <T> Loaded<T> of(ScenarioFile<T> file) {
    return (Loaded<T>) read.computeIfAbsent(file, f -> f.with(of(f.uncertainParameters())));
  }

  private Map<String, String> of(Map<String, UncertainParameter> uncertain) {
    if (probabilities.isEmpty()) {
      return values;
    }
    Map<String, String> drawn = new TreeMap<>(values);
    uncertain.forEach(
        (path, parameter) -> {
          Double probability = probabilities.get(path);
          if (probability != null) {
            drawn.put(path, parameter.text(parameter.quantile(probability)));
          }
        });
    return drawn;
  }
}
