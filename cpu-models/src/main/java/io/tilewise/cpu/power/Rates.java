package io.tilewise.cpu.power;

import java.util.Arrays;

/**
 * What a device does between two changes: constant rates, see {@link PowerLedger.Layout}. What heat
 * needs of them is kept once worked out, since a steady cycle has the same rates again and again.
 */
final class Rates {
  private final double[] values;
  private final int domains;
  private final double watts;
  private double[] force = {};
  private double[] decay = {};
  private double decaySeconds = -1;

  /**
   * Rates.
   *
   * @param values must not be changed afterwards
   * @param domains how many of them are powers
   */
  Rates(double[] values, int domains) {
    this.values = values;
    this.domains = domains;
    double sum = 0;
    for (int i = 0; i < domains; i++) {
      sum += values[i];
    }
    this.watts = sum;
  }

  double of(int index) {
    return values[index];
  }

  /** Dynamic power of all domains. */
  double watts() {
    return watts;
  }

  /** Dynamic power as a force on the modes of a thermal network. */
  double[] force(ThermalNetwork network) {
    if (force.length == 0) {
      // What follows the powers is no heat.
      force = network.force(Arrays.copyOf(values, domains));
    }
    return force;
  }

  /** How far the modes go towards their forces in some time. */
  double[] decay(ThermalNetwork network, double seconds) {
    if (seconds != decaySeconds) {
      decay = network.decay(seconds);
      decaySeconds = seconds;
    }
    return decay;
  }
}
