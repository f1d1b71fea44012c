package io.tilewise.experiment.sweep;

import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import io.tilewise.config.Unit;
import io.tilewise.experiment.sweep.SweepFile.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An axis of a sweep: the values listed, or a range from which they are drawn.
 *
 * @param name what it is called
 * @param path the path it sets; the name for one of cases
 * @param values its values; empty if they are drawn from the range
 * @param range the range, if it was given by its ends
 * @param unit the unit of all its values; empty if they are not all numbers of one kind
 */
record Axis(
    String name,
    String path,
    List<AxisValue> values,
    Optional<Range> range,
    Optional<String> unit) {

  /** Digits of a value that is computed: what a person would write for a third of a range. */
  private static final MathContext DIGITS = new MathContext(12);

  /**
   * A range.
   *
   * @param from first value in its unit
   * @param to last value
   * @param unit the unit; empty for plain numbers
   * @param dimension what the unit measures
   * @param scale how values lie between
   */
  record Range(double from, double to, Unit unit, Dimension dimension, Scale scale) {

    /** The value at a part of the way from 0 to 1. */
    Quantity at(double part) {
      double value =
          scale == Scale.LOG ? from * Math.pow(to / from, part) : from + part * (to - from);
      if (part == 0 || part == 1) {
        value = part == 0 ? from : to;
      }
      return new Quantity(dimension, new BigDecimal(value).round(DIGITS), unit);
    }
  }

  /** Copies the list. */
  Axis {
    values = List.copyOf(values);
  }

  /** An axis of values, or of a range from which they are drawn. */
  static Axis of(String name, String path, List<AxisValue> values, Optional<Range> range) {
    return new Axis(name, path, values, range, unit(values, range));
  }

  /** An axis with so many values over a range. */
  static Axis over(String name, String path, Range range, int steps) {
    List<AxisValue> values = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      values.add(AxisValue.of(path, range.at((double) i / (steps - 1))));
    }
    return of(name, path, values, Optional.of(range));
  }

  /** The value at a probability, from 0 up to but not including 1. */
  AxisValue drawn(double probability) {
    if (values.isEmpty()) {
      return AxisValue.of(path, range.orElseThrow().at(probability));
    }
    return values.get((int) (probability * values.size()));
  }

  private static Optional<String> unit(List<AxisValue> values, Optional<Range> range) {
    if (values.isEmpty()) {
      return range.map(r -> r.unit().symbol());
    }
    Optional<Quantity> first = values.get(0).quantity();
    boolean numbers =
        first.isPresent()
            && values.stream()
                .allMatch(
                    value ->
                        value
                            .quantity()
                            .filter(q -> q.dimension() == first.get().dimension())
                            .isPresent());
    return numbers ? first.map(q -> q.unit().symbol()) : Optional.empty();
  }

  /** A value as a table has it: a number in the axis' unit, or the text if that has none. */
  Object cell(AxisValue value) {
    return unit.flatMap(symbol -> value.quantity().map(q -> (Object) q.in(symbol)))
        .orElse(value.text());
  }

  /** All paths that it sets. */
  Set<String> paths() {
    Set<String> paths = new HashSet<>();
    values.forEach(value -> paths.addAll(value.settings().keySet()));
    range.ifPresent(r -> paths.add(path));
    return paths;
  }

  boolean isLogarithmic() {
    return range.map(r -> r.scale() == Scale.LOG).orElse(false);
  }
}
