package io.tilewise.testkit;

import io.tilewise.experiment.baseline.Movement;
import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.PredictionSummary;
import io.tilewise.workload.Category;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what is predicted of a scenario; messages show where its time goes. */
public final class PredictionAssert extends AbstractAssert<PredictionAssert, Prediction> {

  PredictionAssert(Prediction actual) {
    super(actual, PredictionAssert.class);
  }

  /** About the time of one inference. */
  public TimeAssert latency() {
    isNotNull();
    return new TimeAssert(
        this, "latency", actual.scenario().latencyMs(), Movement.Kind.LATENCY, "");
  }

  /** About the time of an operator category. */
  public TimeAssert time(Category category) {
    isNotNull();
    return new TimeAssert(
        this,
        "time of " + category.label(),
        milliseconds(category),
        Movement.Kind.CATEGORY,
        category.key());
  }

  /** That no other category takes as long. */
  public PredictionAssert isDominatedBy(Category category) {
    isNotNull();
    Category largest =
        Arrays.stream(Category.values())
            .reduce((a, b) -> milliseconds(b) > milliseconds(a) ? b : a)
            .orElseThrow();
    if (largest != category && milliseconds(largest) >= milliseconds(category)) {
      fail(
          "%s takes the most time, %s, not %s, %s",
          largest.label(),
          text(milliseconds(largest)),
          category.label(),
          text(milliseconds(category)));
    }
    return this;
  }

  /** That no other resource bounds it as long, such as {@code ultra.reads}. */
  public PredictionAssert isMostlyBoundBy(String resource) {
    isNotNull();
    Map<String, Double> bounds = actual.scenario().boundBy();
    String most =
        bounds.entrySet().stream()
            .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
            .map(Map.Entry::getKey)
            .orElse("nothing");
    if (!most.equals(resource)) {
      fail(
          "%s bounds it for the most time, not %s, %s",
          most, resource, text(bounds.getOrDefault(resource, 0.0)));
    }
    return this;
  }

  /** Begins a comparison: {@code isAtLeast(3).timesFasterThan(neon)}. */
  public SpeedAssert isAtLeast(double factor) {
    isNotNull();
    return new SpeedAssert(this, factor);
  }

  /** The second part of {@link #isAtLeast}. */
  public static final class SpeedAssert {
    private final PredictionAssert prediction;
    private final double factor;

    private SpeedAssert(PredictionAssert prediction, double factor) {
      this.prediction = prediction;
      this.factor = factor;
    }

    /** The same for a result with one scenario. */
    public PredictionAssert timesFasterThan(RunResult other) {
      return timesFasterThan(Prediction.of(other));
    }

    /** That the other takes at least so many times as long. */
    public PredictionAssert timesFasterThan(Prediction other) {
      double own = prediction.actual.scenario().latencyMs();
      double ratio = other.scenario().latencyMs() / own;
      if (!(ratio >= factor)) {
        prediction.fail(
            "it is %s times as fast as %s, not %s or more: %s against %s",
            String.format(Locale.ROOT, "%.2f", ratio),
            other,
            factor,
            text(own),
            text(other.scenario().latencyMs()));
      }
      return prediction;
    }
  }

  private double milliseconds(Category category) {
    CategoryResult result = actual.scenario().categories().get(category.key());
    return result == null ? 0 : result.latencyMs();
  }

  /** Four digits are enough to see a miss of a thousandth. */
  static String text(double milliseconds) {
    return String.format(Locale.ROOT, "%.4g ms", milliseconds);
  }

  /** Fails with where the time goes. */
  void fail(String message, Object... arguments) {
    failWithMessage(
        "%s",
        "Expectation of "
            + actual
            + ": "
            + String.format(Locale.ROOT, message, arguments)
            + "\n\n"
            + PredictionSummary.of(actual.run(), actual.scenario()));
  }
}
