package io.tilewise.cpu.power;

import java.util.Map;
import java.util.Optional;

/**
 * Lowers clocks step by step while a temperature is at its limit, as the step-wise governor of the
 * Linux thermal framework does: at each look one operating point down if a temperature is at or
 * above its limit and has risen since the look before, one up if all are below and have not risen.
 * Clusters and matrix units go together; memory keeps its clock.
 */
final class Throttle {
  private final ThermalLimits limits;
  private final GovernedDevice device;
  private final int mostSteps;
  private int steps;
  private double caseBefore = Double.NEGATIVE_INFINITY;
  private double junctionBefore = Double.NEGATIVE_INFINITY;

  Throttle(ThermalLimits limits, GovernedDevice device) {
    this.limits = limits;
    this.device = device;
    this.mostSteps =
        device.clusters().keySet().stream()
            .mapToInt(cluster -> device.points().count(cluster) - 1)
            .max()
            .orElse(0);
  }

  /** Looks at temperatures; the limit that was reached, if one was. */
  Optional<String> look(Map<String, Double> temperatures) {
    double skin = temperatures.get(ThermalLimits.CASE);
    double junction =
        temperatures.entrySet().stream()
            .filter(node -> !node.getKey().equals(ThermalLimits.CASE))
            .filter(node -> !node.getKey().equals("package"))
            .mapToDouble(Map.Entry::getValue)
            .max()
            .orElse(Double.NEGATIVE_INFINITY);
    boolean skinLimited = skin >= limits.skin() && skin > caseBefore;
    boolean junctionLimited = junction >= limits.junction() && junction > junctionBefore;
    boolean below = skin < limits.skin() && junction < limits.junction();
    if (skinLimited || junctionLimited) {
      steps = Math.min(mostSteps, steps + 1);
    } else if (below && skin <= caseBefore) {
      steps = Math.max(0, steps - 1);
    } else if (below && junctionBefore >= limits.junction()) {
      steps = Math.max(0, steps - 1);
    }
    caseBefore = skin;
    junctionBefore = junction;
    return skinLimited
        ? Optional.of(ThermalLimits.CASE)
        : junctionLimited ? Optional.of("junction") : Optional.empty();
  }

  /** The highest clocks that heat allows. */
  Clocks ceiling() {
    Clocks clocks = device.points().highest();
    for (String cluster : device.clusters().keySet()) {
      clocks = clocks.with(cluster, down(cluster));
    }
    for (String unit : device.units().keySet()) {
      clocks = clocks.with(unit, down(unit));
    }
    return clocks;
  }

  private double down(String domain) {
    return device.points().share(domain, device.points().count(domain) - 1 - steps);
  }
}
