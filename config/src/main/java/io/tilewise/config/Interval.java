package io.tilewise.config;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The values that {@link Bounds} allow, compared in the base unit. */
record Interval(Optional<End> low, Optional<End> high) {

  /**
   * One end.
   *
   * @param value in the base unit
   * @param included whether the value itself is allowed
   * @param text as it was written
   */
  record End(BigDecimal value, boolean included, String text) {}

  static Interval unlimited() {
    return new Interval(Optional.empty(), Optional.empty());
  }

  /** Reads the annotation's texts with the given function, which throws on what is not a value. */
  static Interval of(Bounds bounds, Function<String, BigDecimal> value) {
    Interval interval =
        new Interval(
            end(bounds.atLeast(), bounds.above(), value),
            end(bounds.atMost(), bounds.below(), value));
    if (interval.isReversed()) {
      throw new IllegalArgumentException("no value is " + interval);
    }
    return interval;
  }

  private static Optional<End> end(
      String included, String excluded, Function<String, BigDecimal> value) {
    if (!included.isEmpty() && !excluded.isEmpty()) {
      throw new IllegalArgumentException("two bounds for one end: " + included + ", " + excluded);
    }
    String text = included + excluded;
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new End(value.apply(text), excluded.isEmpty(), text));
  }

  private boolean isReversed() {
    return low.isPresent() && high.isPresent() && low.get().value.compareTo(high.get().value) > 0;
  }

  boolean contains(BigDecimal value) {
    return low.filter(end -> isBeyond(end.value.compareTo(value), end)).isEmpty()
        && high.filter(end -> isBeyond(value.compareTo(end.value), end)).isEmpty();
  }

  private static boolean isBeyond(int comparison, End end) {
    return comparison > 0 || (comparison == 0 && !end.included);
  }

  /** Adds the ends to a JSON Schema of a number without unit. */
  void describe(ObjectNode schema) {
    low.ifPresent(end -> schema.put(end.included ? "minimum" : "exclusiveMinimum", end.value));
    high.ifPresent(end -> schema.put(end.included ? "maximum" : "exclusiveMaximum", end.value));
  }

  /** "above 0 Hz and at most 20 GHz". */
  @Override
  public String toString() {
    return Stream.of(
            low.map(end -> (end.included ? "at least " : "above ") + end.text),
            high.map(end -> (end.included ? "at most " : "below ") + end.text))
        .flatMap(Optional::stream)
        .collect(joining(" and "));
  }
}
