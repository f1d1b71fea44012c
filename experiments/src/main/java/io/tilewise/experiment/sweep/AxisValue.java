package io.tilewise.experiment.sweep;

import io.tilewise.config.Quantity;
import io.tilewise.experiment.study.ValueRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A value on an axis.
 *
 * @param text as it is written
 * @param quantity the value if it is a number, with its unit if it has one
 * @param settings what it sets: value in YAML by path
 */
record AxisValue(String text, Optional<Quantity> quantity, Map<String, String> settings) {

  /** Copies the map, keeping its order. */
  AxisValue {
    settings =
        settings.size() == 1
            ? Map.copyOf(settings)
            : Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The value of a path. */
  static AxisValue of(String path, String text) {
    return new AxisValue(text, ValueRange.quantity(text), Map.of(path, text));
  }

  /** A number as the value of a path. */
  static AxisValue of(String path, Quantity quantity) {
    String text = quantity.toString();
    return new AxisValue(text, Optional.of(quantity), Map.of(path, text));
  }
}
