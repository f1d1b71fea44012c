package io.tilewise.experiment.study;

import io.tilewise.config.ConfigException;
import io.tilewise.config.Quantity;
import io.tilewise.cpu.pricing.NoKernelException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether a range is one of whole numbers, such as threads, sides of an image in pixels, or
 * bits of a vector: both ends are whole, and half a unit further in than an end, a value fits the
 * files no more, or fits them nowhere as it "is not a whole number". That holds for keys of all
 * files, parameters or not.
 */
public final class WholeValues {
  private static final String NOT_WHOLE = "is not a whole number";

  private WholeValues() {}

  /** Whether only whole numbers of the range can be set at the path. */
  public static boolean areNeeded(PointEvaluator evaluator, String path, ValueRange range) {
    if (!range.hasWholeEnds()) {
      return false;
    }
    double half = range.from() < range.to() ? 0.5 : -0.5;
    return areNeeded(evaluator, path, range, range.from(), range.from() + half)
        || areNeeded(evaluator, path, range, range.to(), range.to() - half);
  }

  private static boolean areNeeded(
      PointEvaluator evaluator, String path, ValueRange range, double end, double further) {
    Optional<String> why = whyUnfit(evaluator, Map.of(path, half(range, further)));
    return why.isPresent()
        && (why.get().contains(NOT_WHOLE)
            || whyUnfit(evaluator, Map.of(path, range.whole(Math.round(end)).toString()))
                .isEmpty());
  }

  private static String half(ValueRange range, double value) {
    return new Quantity(range.dimension(), BigDecimal.valueOf(value), range.unit()).toString();
  }

  /** Why settings do not fit the files, in one line; empty if they do. */
  public static Optional<String> whyUnfit(PointEvaluator evaluator, Map<String, String> settings) {
    try {
      evaluator.at(settings);
      return Optional.empty();
    } catch (ConfigException | NoKernelException e) {
      return Optional.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip());
    }
  }
}
