package io.tilewise.experiment.result;

import java.util.Optional;

/**
 * The time of one operator category.
 *
 * @param latencyMs its calls' time, in milliseconds
 * @param share part of the scenario's latency, from 0 to 1
 * @param energyMj its calls' energy, in millijoules, if the device's power is known
 */
public record CategoryResult(double latencyMs, double share, Optional<Double> energyMj) {
  /** Without energy. */
  public CategoryResult(double latencyMs, double share) {
    this(latencyMs, share, Optional.empty());
  }
}
