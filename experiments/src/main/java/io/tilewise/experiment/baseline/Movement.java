package io.tilewise.experiment.baseline;

import java.util.Optional;

/**
 * A figure that moved further than its tolerance, or that only one side has.
 *
 * @param scenario the scenario it is of
 * @param kind what kind of figure it is
 * @param subject the category or the call; empty for a figure of the whole scenario
 * @param recorded its value in the baseline, in {@code unit}; none if it is new
 * @param now its value now; none if it is gone
 * @param unit unit of both
 * @param tolerancePercent how far it may move
 * @param note what else is different about it, such as the kernel; may be empty
 */
public record Movement(
    String scenario,
    Kind kind,
    String subject,
    Optional<Double> recorded,
    Optional<Double> now,
    String unit,
    double tolerancePercent,
    String note) {

  /** Kinds of figures, in the order in which reports show them. */
  public enum Kind {
    /** A scenario that only one side has. */
    SCENARIO,
    LATENCY,
    ENERGY,
    CATEGORY,
    CALL,
    CALL_ENERGY
  }

  /** By how much it moved, in its unit; what only one side has counts as a whole. */
  public double difference() {
    return now.orElse(0.0) - recorded.orElse(0.0);
  }

  /** By how much it moved, relative to the recorded value; none if there is no such value. */
  public Optional<Double> percent() {
    return recorded
        .filter(value -> value != 0 && now.isPresent())
        .map(value -> 100 * (now.get() / value - 1));
  }
}
