package io.tilewise.experiment.calibration;

import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import io.tilewise.experiment.uncertainty.UncertainParameter;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A parameter being fitted. The fit works on logarithms of values, so that steps and errors are
 * relative.
 *
 * @param path the keys that lead to it
 * @param dimension what it measures
 * @param unit unit of the numbers
 * @param lower smallest value
 * @param upper largest value
 * @param prior value expected
 * @param spread relative standard deviation of that, if it counts
 */
record FreeParameter(
    String path,
    Dimension dimension,
    String unit,
    double lower,
    double upper,
    double prior,
    OptionalDouble spread) {

  /**
   * A parameter that is not fitted but known only to a range, as bounds. Empty for counts, and for
   * ranges that reach 0 or hold one value.
   */
  static Optional<FreeParameter> ranged(UncertainParameter known) {
    if (known.dimension().isWhole() || known.low() <= 0 || known.low() >= known.high()) {
      return Optional.empty();
    }
    return Optional.of(
        new FreeParameter(
            known.path(),
            known.dimension(),
            known.unit(),
            known.low(),
            known.high(),
            known.value(),
            OptionalDouble.empty()));
  }

  /** Whether the prior lies between bounds above 0 that leave room between them. */
  boolean isOrdered() {
    return 0 < lower && lower < upper && lower <= prior && prior <= upper;
  }

  /** The value of a logarithm with its unit, as an overlay assigns it. */
  String text(double logarithm) {
    double value = Math.min(upper, Math.max(lower, Math.exp(logarithm)));
    return Quantity.of(value, unit, dimension).toString();
  }

  double clamped(double logarithm) {
    return Math.min(Math.log(upper), Math.max(Math.log(lower), logarithm));
  }

  boolean isAtBound(double logarithm) {
    double width = Math.log(upper) - Math.log(lower);
    return logarithm - Math.log(lower) < 1e-4 * width || Math.log(upper) - logarithm < 1e-4 * width;
  }
}
