package io.tilewise.cpu.power;

import java.util.List;

/**
 * A quantity over time: from {@code times[i]} on it is {@code values[i]}.
 *
 * @param name domain, node or level
 * @param kind what it is
 * @param times in picoseconds
 * @param values in watts, shares of the highest clock, degrees Celsius, or bytes per second
 */
public record Series(String name, Kind kind, List<Long> times, List<Double> values) {
  /** What a series is of. */
  public enum Kind {
    POWER,
    CLOCK,
    TEMPERATURE,
    BANDWIDTH
  }

  /** Copies the lists. */
  public Series {
    times = List.copyOf(times);
    values = List.copyOf(values);
  }
}
