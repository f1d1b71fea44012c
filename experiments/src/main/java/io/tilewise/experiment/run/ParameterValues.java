package io.tilewise.experiment.run;

import io.tilewise.config.Loaded;
import java.util.HashMap;
import java.util.Map;

/**
 * Values of parameters that differ from what scenarios' files say, to run several scenarios with.
 * Files that scenarios share are read once for all of them, so it must be used by one thread only.
 */
public final class ParameterValues {
  private final Map<String, String> values;
  private final Map<ScenarioFile<?>, Loaded<?>> read = new HashMap<>();

  /**
   * Values.
   *
   * @param values value with its unit by the parameter's path, as an overlay names it; a scenario
   *     takes those of parameters that it has
   */
  public ParameterValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** None: everything is as the files say. */
  public static ParameterValues asWritten() {
    return new ParameterValues(Map.of());
  }

  @SuppressWarnings("unchecked") // only this puts anything into the map
  <T> Loaded<T> of(ScenarioFile<T> file) {
    return (Loaded<T>) read.computeIfAbsent(file, f -> f.with(values));
  }
}
