package io.tilewise.testkit;

import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.baseline.Movement;
import io.tilewise.experiment.result.RunResult;
import java.nio.file.Files;
import java.util.Locale;

/** Assertions about a time of a prediction; times are written with their unit: {@code 310 ms}. */
public final class TimeAssert {
  private final PredictionAssert prediction;
  private final String what;
  private final double milliseconds;
  private final Movement.Kind kind;
  private final String category;

  TimeAssert(
      PredictionAssert prediction,
      String what,
      double milliseconds,
      Movement.Kind kind,
      String category) {
    this.prediction = prediction;
    this.what = what;
    this.milliseconds = milliseconds;
    this.kind = kind;
    this.category = category;
  }

  /**
   * That it is shorter.
   *
   * @throws IllegalArgumentException if the text is no time; the message names the units
   */
  public TimeAssert isLessThan(String time) {
    return check(milliseconds < milliseconds(time), "less than " + time);
  }

  /**
   * That it is longer.
   *
   * @throws IllegalArgumentException if the text is no time; the message names the units
   */
  public TimeAssert isGreaterThan(String time) {
    return check(milliseconds > milliseconds(time), "greater than " + time);
  }

  /**
   * That it lies between two times, which are included.
   *
   * @throws IllegalArgumentException if a text is no time; the message names the units
   */
  public TimeAssert isBetween(String low, String high) {
    return check(
        milliseconds >= milliseconds(low) && milliseconds <= milliseconds(high),
        "between " + low + " and " + high);
  }

  /**
   * Begins a comparison: {@code isWithin(2, PERCENT).ofBaseline()}.
   *
   * @throws IllegalArgumentException if the tolerance is negative or no number
   */
  public WithinAssert isWithin(double tolerance, RelativeUnit unit) {
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new IllegalArgumentException(
          "isWithin("
              + tolerance
              + " "
              + unit.symbol()
              + "): that is no tolerance; give a number of 0 or more");
    }
    return new WithinAssert(tolerance, unit);
  }

  /** Goes on with another expectation of the same prediction. */
  public PredictionAssert and() {
    return prediction;
  }

  /**
   * The second part of {@link #isWithin}; the tolerance is relative to what it is compared with.
   */
  public final class WithinAssert {
    private final double tolerance;
    private final RelativeUnit unit;

    private WithinAssert(double tolerance, RelativeUnit unit) {
      this.tolerance = tolerance;
      this.unit = unit;
    }

    /**
     * Of a time.
     *
     * @throws IllegalArgumentException if the text is no time; the message names the units
     */
    public TimeAssert of(String time) {
      return of(milliseconds(time), time);
    }

    /** Of the same of another prediction. */
    public TimeAssert of(Prediction other) {
      double theirs =
          kind == Movement.Kind.LATENCY
              ? other.scenario().latencyMs()
              : other.scenario().categories().get(category).latencyMs();
      return of(theirs, PredictionAssert.text(theirs) + " of " + other);
    }

    /** Of the same of a result with one scenario. */
    public TimeAssert of(RunResult other) {
      return of(Prediction.of(other));
    }

    /** Of what is recorded in the experiment's baseline. */
    public TimeAssert ofBaseline() {
      Prediction actual = prediction.actual();
      if (!Files.exists(actual.baseline())) {
        throw new AssertionError(
            "there is no baseline "
                + actual.baseline()
                + "; tilewise baseline record "
                + actual.experiment()
                + " makes it");
      }
      BaselineFile baseline = Baseline.read(actual.baseline()).value();
      Quantity recorded =
          baseline.scenarios().stream()
              .filter(scenario -> scenario.name().equals(actual.scenario().name()))
              .findFirst()
              .map(
                  scenario ->
                      kind == Movement.Kind.LATENCY
                          ? scenario.latency()
                          : scenario.categories().get(category))
              .orElseThrow(
                  () ->
                      new AssertionError(
                          "baseline " + actual.baseline() + " has nothing of " + actual));
      double theirs = recorded.in("ms");
      return of(theirs, "its baseline, " + PredictionAssert.text(theirs));
    }

    private TimeAssert of(double other, String name) {
      double difference = Math.abs(milliseconds - other);
      return check(
          difference <= Math.abs(other) * tolerance * unit.factor(),
          String.format(Locale.ROOT, "within %s %s of %s", tolerance, unit.symbol(), name)
              + (other == 0
                  ? ""
                  : String.format(
                      Locale.ROOT, ", but is off by %+.2f %%", 100 * (milliseconds / other - 1))));
    }
  }

  private TimeAssert check(boolean holds, String expected) {
    if (!holds) {
      prediction.fail(
          "its %s is %s, which is not %s", what, PredictionAssert.text(milliseconds), expected);
    }
    return this;
  }

  private static double milliseconds(String time) {
    return Quantity.parse(time, Dimension.TIME).in("ms");
  }
}
