package io.tilewise.experiment.result;

import java.util.List;

/**
 * A quantity over time, constant between two steps: from {@code timesMs[i]} on it is {@code
 * values[i]}, the last value until the end of the run.
 *
 * @param name the domain, node or level, for instance {@code ultra}
 * @param kind {@code power}, {@code clock}, {@code temperature} or {@code bandwidth}
 * @param unit unit of the values: {@code W}, {@code GHz}, {@code %} of the highest clock, {@code
 *     degC} or {@code GB/s}
 * @param timesMs when each value begins, in milliseconds, ascending, the first at 0
 * @param values as many as times; in series taken at intervals the mean over each, temperatures as
 *     they are at its start
 */
public record SeriesResult(
    String name, String kind, String unit, List<Double> timesMs, List<Double> values) {

  /** Copies the lists. */
  public SeriesResult {
    timesMs = List.copyOf(timesMs);
    values = List.copyOf(values);
    if (timesMs.size() != values.size()) {
      throw new IllegalArgumentException(
          "series " + name + ": " + timesMs.size() + " times, " + values.size() + " values");
    }
  }
}
