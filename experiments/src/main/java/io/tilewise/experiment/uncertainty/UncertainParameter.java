package io.tilewise.experiment.uncertainty;

import io.tilewise.config.Dimension;
import io.tilewise.config.Parameter;
import io.tilewise.config.Quantity;
import io.tilewise.config.Status;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A parameter whose value is known only to a range.
 *
 * <p>The range of a calibrated parameter is taken as its 90 % interval: its logarithm is normally
 * distributed on either side of the value, so that the ends of the range are the 5th and the 95th
 * percentile, the value is the median, and no draw is negative; as a fit works on logarithms, so do
 * its errors. It is cut off at three standard deviations. Of any other parameter the value is the
 * median too: half of the draws are below it, equally likely down to the lower end, half above, as
 * likely up to the upper end; a value at an end is drawn half of the time. Of a count, its ends and
 * its value are equally likely. (A fit supposes the values, so draws must not lie to one side of
 * them.)
 *
 * @param path the keys that lead to it, as an overlay names it
 * @param dimension what it measures
 * @param unit unit of the numbers
 * @param value its value
 * @param low lower end of its range
 * @param high upper end of its range
 * @param isCalibrated whether it was fitted
 */
public record UncertainParameter(
    String path,
    Dimension dimension,
    String unit,
    double value,
    double low,
    double high,
    boolean isCalibrated) {

  /** Half the width of a 90 % interval, in standard deviations. */
  static final double NINETY_PERCENT = 1.6448536269514722;

  private static final double CUT_OFF = 3;

  /** The uncertainty of a parameter; empty if it has no range or was set by a what-if. */
  public static Optional<UncertainParameter> of(String path, Parameter parameter) {
    Status status = parameter.provenance().status();
    if (parameter.range().isEmpty() || status == Status.WHAT_IF) {
      return Optional.empty();
    }
    String unit = parameter.quantity().unit().symbol();
    return Optional.of(
        new UncertainParameter(
            path,
            parameter.quantity().dimension(),
            unit,
            parameter.in(unit),
            parameter.range().get().low().in(unit),
            parameter.range().get().high().in(unit),
            status == Status.CALIBRATED));
  }

  /** The value at a probability between 0 and 1. */
  public double quantile(double probability) {
    if (dimension.isWhole()) {
      return probability < 1.0 / 3 ? low : probability < 2.0 / 3 ? value : high;
    }
    // A logarithm needs a range above 0.
    if (!isCalibrated || low <= 0) {
      double away = 2 * probability - 1;
      return value + Math.abs(away) * ((away < 0 ? low : high) - value);
    }
    double normal = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(probability);
    double deviations = Math.max(-CUT_OFF, Math.min(CUT_OFF, normal)) / NINETY_PERCENT;
    double end = deviations < 0 ? low : high;
    return value * Math.pow(end / value, Math.abs(deviations));
  }

  /** A value with its unit, as an overlay assigns it. */
  public String text(double drawn) {
    double allowed = dimension == Dimension.FRACTION ? Math.min(drawn, fractionOfOne()) : drawn;
    return Quantity.of(allowed, unit, dimension).toString();
  }

  private double fractionOfOne() {
    return unit.equals("%") ? 100 : 1;
  }
}
