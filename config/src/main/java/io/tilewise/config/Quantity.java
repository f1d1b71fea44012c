package io.tilewise.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;

/**
 * A magnitude with its unit, as it was written: {@code 4.21 GHz}.
 *
 * <p>Two quantities are equal if dimension, magnitude and unit are: 1 GHz equals 1.0 GHz, but not
 * 1000 MHz; compare {@link #inBaseUnit()} for that.
 *
 * @param dimension what it measures
 * @param magnitude the number in front of the unit, without trailing zeros
 * @param unit one of the dimension's units
 */
public record Quantity(Dimension dimension, BigDecimal magnitude, Unit unit) {

  private static final int LONGEST_PLAIN_NUMBER = 20;

  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException if the unit is not one of the dimension's, a count is not a
   *     whole number, or the value does not fit a double
   */
  public Quantity {
    Objects.requireNonNull(dimension);
    magnitude = magnitude.stripTrailingZeros();
    if (!dimension.units().contains(unit)) {
      throw new IllegalArgumentException(
          "the unit " + unit + " is not " + dimension.noun() + " (" + dimension.unitsText() + ")");
    }
    if (dimension.isWhole() && magnitude.scale() > 0) {
      throw new IllegalArgumentException(
          Show.quoted(magnitude.toString()) + " is not a whole number");
    }
    if (!fitsDouble(magnitude, unit)) {
      throw new IllegalArgumentException(
          Show.quoted(magnitude.toString()) + " is too large or too small to compute with");
    }
  }

  /**
   * Reads text such as {@code 4.21 GHz}: a decimal number, with an exponent if need be, at most one
   * space, and a unit.
   *
   * @throws IllegalArgumentException with a message that names the units allowed and an example
   */
  public static Quantity parse(String text, Dimension dimension) {
    return QuantityParser.parse(text, dimension);
  }

  /**
   * A quantity from a computed value.
   *
   * @param unit the symbol of one of the dimension's units
   * @throws IllegalArgumentException if the dimension has no such unit or the value is not finite
   */
  public static Quantity of(double magnitude, String unit, Dimension dimension) {
    if (!Double.isFinite(magnitude)) {
      throw new IllegalArgumentException(magnitude + " is not " + dimension.noun());
    }
    return new Quantity(dimension, BigDecimal.valueOf(magnitude), unitOf(dimension, unit));
  }

  /** The value in the base unit of the dimension: the double nearest to what was written. */
  public double inBaseUnit() {
    return exactlyInBaseUnit().doubleValue();
  }

  /**
   * The value in another unit of the dimension.
   *
   * @param unit the symbol of one of the dimension's units
   * @throws IllegalArgumentException if the dimension has no such unit
   */
  public double in(String unit) {
    BigDecimal factor = unitOf(dimension, unit).factor();
    return exactlyInBaseUnit().divide(factor, MathContext.DECIMAL128).doubleValue();
  }

  /** Whether the value in the base unit is neither too large nor too small for a double. */
  static boolean fitsDouble(BigDecimal magnitude, Unit unit) {
    double value = magnitude.multiply(unit.factor()).doubleValue();
    return Double.isFinite(value) && (value != 0 || magnitude.signum() == 0);
  }

  BigDecimal exactlyInBaseUnit() {
    return magnitude.multiply(unit.factor());
  }

  /** As it would be written in a file: {@code 4.21 GHz}, {@code 1 cycle}, {@code 80 %}. */
  @Override
  public String toString() {
    boolean one = magnitude.compareTo(BigDecimal.ONE) == 0;
    return (number() + " " + (one ? unit.one() : unit.symbol())).stripTrailing();
  }

  private String number() {
    boolean plain =
        magnitude.precision() + Math.abs((long) magnitude.scale()) <= LONGEST_PLAIN_NUMBER;
    return plain ? magnitude.toPlainString() : magnitude.toString();
  }

  private static Unit unitOf(Dimension dimension, String symbol) {
    return dimension
        .unitWritten(symbol)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Show.quoted(symbol)
                        + " is not a unit of "
                        + dimension.noun()
                        + " ("
                        + dimension.unitsText()
                        + ")"));
  }
}
