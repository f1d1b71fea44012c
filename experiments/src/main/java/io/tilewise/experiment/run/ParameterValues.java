package io.tilewise.experiment.run;

import io.tilewise.config.Loaded;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.DeviceFile.CalibrationBlock;
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
   *     in the range that it gives the parameter, if it has it and knows only a range; parameters
   *     that were fitted with others as written follow these
   */
  public static ParameterValues drawn(Map<String, Double> probabilities) {
    return new ParameterValues(Map.of(), probabilities);
  }

  @SuppressWarnings("unchecked") // only this puts anything into the map
  <T> Loaded<T> of(ScenarioFile<T> file) {
    return (Loaded<T>) read.computeIfAbsent(file, f -> f.with(valuesOf(f)));
  }

  private Map<String, String> valuesOf(ScenarioFile<?> file) {
    if (probabilities.isEmpty()) {
      return values;
    }
    Map<String, Double> drawn = new TreeMap<>();
    file.uncertainParameters()
        .forEach(
            (path, parameter) -> {
              Double probability = probabilities.get(path);
              if (probability != null) {
                drawn.put(path, parameter.quantile(probability));
              }
            });
    if (file.asWritten().value() instanceof DeviceFile device) {
      device.calibration().ifPresent(block -> follow(block, file.uncertainParameters(), drawn));
    }
    Map<String, String> all = new TreeMap<>(values);
    drawn.forEach((path, value) -> all.put(path, file.uncertainParameters().get(path).text(value)));
    return all;
  }

  /** The furthest that a fitted parameter follows: elasticities hold near the fit only. */
  private static final double FURTHEST = Math.log(10);

  /** Has the fitted parameters follow the given ones, as another fit would have them. */
  private static void follow(
      CalibrationBlock block,
      Map<String, UncertainParameter> uncertain,
      Map<String, Double> drawn) {
    Map<String, Double> followed = new TreeMap<>();
    for (int row = 0; row < block.parameters().size(); row++) {
      UncertainParameter fitted = uncertain.get(block.parameters().get(row));
      double logarithm = 0;
      for (int column = 0; column < block.given().size(); column++) {
        String given = block.given().get(column);
        if (drawn.containsKey(given)) {
          double change = Math.log(drawn.get(given) / uncertain.get(given).value());
          logarithm += block.elasticities().get(row).get(column) * change;
        }
      }
      if (fitted != null && logarithm != 0) {
        double alone = drawn.getOrDefault(fitted.path(), fitted.value());
        double change = Math.max(-FURTHEST, Math.min(FURTHEST, logarithm));
        followed.put(fitted.path(), alone * Math.exp(change));
      }
    }
    drawn.putAll(followed);
  }
}
