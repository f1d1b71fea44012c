package io.tilewise.report.chart;

import io.tilewise.report.text.Numbers;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.Range;

/**
 * An axis of numbers.
 *
 * @param name what is on it: {@code DRAM bandwidth}
 * @param unit its unit; empty for plain numbers
 * @param isLogarithmic whether equal factors are equally long; not for values of 0 or below
 * @param fromZero whether a linear axis begins at 0, so that heights compare
 */
public record Scale(String name, String unit, boolean isLogarithmic, boolean fromZero) {

  private static final double MARGIN = 0.04;
  private static final int TICKS_UP = 6;

  public static Scale linear(String name, String unit) {
    return new Scale(name, unit, false, false);
  }

  public static Scale fromZero(String name, String unit) {
    return new Scale(name, unit, false, true);
  }

  public static Scale logarithmic(String name, String unit) {
    return new Scale(name, unit, true, false);
  }

  /** Name and unit. */
  public String label() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }

  /** A value as text with its unit. */
  public String text(double value) {
    return Numbers.shown(value) + (unit.isEmpty() ? "" : " " + unit);
  }

  /** An axis across, which holds the values with a margin. */
  public ValueAxis across(DoubleStream values, Canvas canvas) {
    return axis(range(values), canvas.mostTicks());
  }

  /** An axis upwards. */
  public ValueAxis upwards(DoubleStream values) {
    return axis(range(values), TICKS_UP);
  }

  public ValueAxis axis(Range range, int mostTicks) {
    String shown = ChartTheme.shown(label(), ChartTheme.LABEL_FONT, 60);
    if (isLogarithmic) {
      LogarithmicAxis axis = new LogarithmicAxis(shown, range);
      ChartTheme.style(axis);
      return axis;
    }
    return ChartTheme.linearAxis(shown, range, mostTicks);
  }

  /** The values' range with a margin; what cannot be shown is left out. */
  Range range(DoubleStream values) {
    double[] shown =
        values.filter(v -> Double.isFinite(v) && (v > 0 || !isLogarithmic)).sorted().toArray();
    if (shown.length == 0) {
      return isLogarithmic ? new Range(1, 10) : new Range(0, 1);
    }
    double low = shown[0];
    double high = shown[shown.length - 1];
    return isLogarithmic ? factors(low, high) : lengths(low, high);
  }

  private static Range factors(double low, double high) {
    double factor = Math.max(Math.pow(high / low, MARGIN), 1.05);
    return new Range(low / factor, high * factor);
  }

  private Range lengths(double least, double most) {
    double low = fromZero ? Math.min(0, least) : least;
    double high = fromZero ? Math.max(0, most) : most;
    double length = high - low;
    if (!(length > 0)) {
      double around = low == 0 ? 1 : Math.abs(low) / 10;
      return new Range(fromZero && low >= 0 ? 0 : low - around, high + around);
    }
    return new Range(
        fromZero && low == 0 ? 0 : low - MARGIN * length,
        fromZero && high == 0 ? 0 : high + MARGIN * length);
  }
}
