package io.tilewise.experiment.sweep;

import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import java.util.Arrays;
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
    return new AxisValue(text, quantity(text), Map.of(path, text));
  }

  /** A number as the value of a path. */
  static AxisValue of(String path, Quantity quantity) {
    String text = quantity.toString();
    return new AxisValue(text, Optional.of(quantity), Map.of(path, text));
  }

  /** A number with one of the units that there are; empty for other text. */
  static Optional<Quantity> quantity(String text) {
    if (text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return Optional.empty();
    }
    // A plain number is one, not a count or a share.
    return Arrays.stream(Dimension.values())
        .filter(dimension -> dimension != Dimension.COUNT)
        .flatMap(dimension -> read(text, dimension).stream())
        .findFirst()
        .map(quantity -> quantity.unit().symbol().isEmpty() ? plain(quantity) : quantity);
  }

  private static Optional<Quantity> read(String text, Dimension dimension) {
    try {
      return Optional.of(Quantity.parse(text, dimension));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Quantity plain(Quantity quantity) {
    return new Quantity(Dimension.NUMBER, quantity.magnitude(), Dimension.NUMBER.units().get(0));
  }
}
