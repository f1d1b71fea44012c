package io.tilewise.cpu.power;

import java.util.List;
import java.util.Map;

/**
 * What a governor sees of the time since it was last asked.
 *
 * @param seconds how long that is
 * @param clocks the clocks in force
 * @param busy by core: the part of that time in which it had a thread
 * @param power by domain of power: mean power in watts, leakage included
 * @param temperatures by node, in degrees Celsius; empty if heat is not followed
 */
public record Observation(
    double seconds,
    Clocks clocks,
    Map<String, Double> busy,
    Map<String, Double> power,
    Map<String, Double> temperatures) {

  /** The power of some domains together. */
  double power(List<String> domains) {
    return domains.stream().mapToDouble(power::get).sum();
  }
}
