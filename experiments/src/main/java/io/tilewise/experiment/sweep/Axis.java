package io.tilewise.experiment.sweep;

import io.tilewise.config.Quantity;
import io.tilewise.experiment.study.Scale;
import io.tilewise.experiment.study.ValueRange;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An axis of a sweep: the values listed, or a range from which they are drawn.
 *
 * @param name what it is called
 * @param path the path it sets; the name for one of cases
 * @param values its values; empty if they are drawn from the range
 * @param range the range, if it was given by its ends
 * @param unit the unit of all its values; empty if they are not all numbers of one kind
 * @param whole whether only whole numbers are drawn from the range
 */
record Axis(
    String name,
    String path,
    List<AxisValue> values,
    Optional<ValueRange> range,
    Optional<String> unit,
    boolean whole) {

  /** Copies the list. */
  Axis {
    values = List.copyOf(values);
  }

  /** An axis of values, or of a range from which they are drawn. */
  static Axis of(String name, String path, List<AxisValue> values, Optional<ValueRange> range) {
    return new Axis(name, path, values, range, unit(values, range), false);
  }

  /** An axis of a range of whole numbers, from which values are drawn. */
  static Axis drawnWhole(String name, String path, ValueRange range) {
    return new Axis(
        name, path, List.of(), Optional.of(range), unit(List.of(), Optional.of(range)), true);
  }

  /**
   * An axis with so many values over a range.
   *
   * @param whole whether each is rounded to the nearest whole number
   * @throws IllegalArgumentException if two are rounded to the same; the message is for the user
   */
  static Axis over(String name, String path, ValueRange range, int steps, boolean whole) {
    List<Quantity> numbers =
        IntStream.range(0, steps)
            .mapToDouble(i -> (double) i / (steps - 1))
            .mapToObj(part -> whole ? range.wholeAt(part) : range.at(part))
            .toList();
    for (int i = 1; i < steps && whole; i++) {
      if (numbers.get(i).equals(numbers.get(i - 1))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s takes whole numbers only, and %d steps from %s to %s give %s twice; take fewer"
                    + " steps, or list the values",
                path,
                steps,
                range.at(0),
                range.at(1),
                numbers.get(i)));
      }
    }
    List<AxisValue> values = numbers.stream().map(number -> AxisValue.of(path, number)).toList();
    return of(name, path, values, Optional.of(range));
  }

  /** The value at a probability, from 0 up to but not including 1. */
  AxisValue drawn(double probability) {
    if (values.isEmpty()) {
      ValueRange all = range.orElseThrow();
      return AxisValue.of(path, whole ? all.wholeDrawn(probability) : all.at(probability));
    }
    return values.get((int) (probability * values.size()));
  }

  private static Optional<String> unit(List<AxisValue> values, Optional<ValueRange> range) {
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

  /** Its name with its unit. */
  String heading() {
    return unit.filter(u -> !u.isEmpty()).map(u -> name + " [" + u + "]").orElse(name);
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
