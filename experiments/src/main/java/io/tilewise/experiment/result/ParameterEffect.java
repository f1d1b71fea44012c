package io.tilewise.experiment.result;

/**
 * What one uncertain parameter does to the latency, all others being as written.
 *
 * @param path the parameter, as an overlay would name it
 * @param unit unit of its values; empty for a plain number
 * @param low its 5th percentile
 * @param high its 95th percentile
 * @param latencyAtLowMs latency with the low value, in milliseconds
 * @param latencyAtHighMs latency with the high value
 */
public record ParameterEffect(
    String path,
    String unit,
    double low,
    double high,
    double latencyAtLowMs,
    double latencyAtHighMs) {

  /** How far the two latencies lie apart, in milliseconds. */
  public double swingMs() {
    return Math.abs(latencyAtHighMs - latencyAtLowMs);
  }
}
