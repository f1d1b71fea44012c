package io.tilewise.experiment.study;

import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import io.tilewise.config.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of values.
 *
 * @param from first value in its unit
 * @param to last value
 * @param unit the unit; empty for plain numbers
 * @param dimension what the unit measures
 * @param scale how values lie between
 */
public record ValueRange(double from, double to, Unit unit, Dimension dimension, Scale scale) {

  /** Digits of a value that is computed: what a person would write for a third of a range. */
  private static final MathContext DIGITS = new MathContext(12);

  /**
   * The range between two values as files write them.
   *
   * @throws IllegalArgumentException if they are none; the message is for the user
   */
  public static ValueRange of(String first, String last, Scale scale) {
    Quantity from = number(first);
    Quantity to = number(last);
    if (!from.unit().equals(to.unit())) {
      throw new IllegalArgumentException(
          "from is " + from + " and to is " + to + "; write both in the same unit");
    }
    ValueRange range =
        new ValueRange(
            from.magnitude().doubleValue(),
            to.magnitude().doubleValue(),
            from.unit(),
            from.dimension(),
            scale);
    if (range.from == range.to) {
      throw new IllegalArgumentException("from and to are both " + from + "; a range has two ends");
    }
    if (scale == Scale.LOG && !(range.from > 0 && range.to > 0)) {
      throw new IllegalArgumentException("a logarithmic range needs both ends above 0");
    }
    return range;
  }

  private static Quantity number(String text) {
    return quantity(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    '"'
                        + text
                        + "\" is no number with a unit that Tilewise knows, such as 20 GB/s"));
  }

  /** A number with one of the units that there are, plain if it has none; empty for other text. */
  public static Optional<Quantity> quantity(String text) {
    if (text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return Optional.empty();
    }
    // A plain number is one, not a count or a share.
    return Arrays.stream(Dimension.values())
        .filter(dimension -> dimension != Dimension.COUNT)
        .flatMap(dimension -> read(text, dimension).stream())
        .findFirst()
        .map(quantity -> quantity.unit().symbol().isEmpty() ? plain(quantity) : quantity);
  }

  private static Optional<Quantity> read(String text, Dimension dimension) {
    try {
      return Optional.of(Quantity.parse(text, dimension));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Quantity plain(Quantity quantity) {
    return new Quantity(Dimension.NUMBER, quantity.magnitude(), Dimension.NUMBER.units().get(0));
  }

  /** The value at a part of the way, from 0 to 1. */
  public Quantity at(double part) {
    double value =
        scale == Scale.LOG ? from * Math.pow(to / from, part) : from + part * (to - from);
    if (part == 0 || part == 1) {
      value = part == 0 ? from : to;
    }
    return new Quantity(dimension, new BigDecimal(value).round(DIGITS), unit);
  }

  boolean hasWholeEnds() {
    return from == Math.rint(from) && to == Math.rint(to);
  }

  /** A whole number of the unit. */
  public Quantity whole(long value) {
    return new Quantity(dimension, BigDecimal.valueOf(value), unit);
  }

  /** The whole number that is nearest to the value at a part of the way. */
  public Quantity wholeAt(double part) {
    return whole(Math.round(at(part).magnitude().doubleValue()));
  }

  /**
   * The whole number at a probability, from 0 up to but not including 1: each stands for what is
   * nearest to it, the ends for as much as the others, so that on a linear scale all are equally
   * likely.
   */
  public Quantity wholeDrawn(double probability) {
    double outwards = from < to ? 0.5 : -0.5;
    double first = from - outwards;
    double last = to + outwards;
    double value =
        scale == Scale.LOG
            ? first * Math.pow(last / first, probability)
            : first + probability * (last - first);
    double inside = Math.min(Math.max(from, to), Math.max(Math.min(from, to), value));
    return whole(Math.round(inside));
  }
}
