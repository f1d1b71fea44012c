package io.tilewise.experiment.study;

import io.tilewise.config.ConfigException;
import io.tilewise.config.Quantity;
import io.tilewise.cpu.pricing.NoKernelException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Tells whether a range is one of whole numbers, such as threads, sides of an image in pixels, or
 * bits of a vector: both ends are whole, and half a unit beside a whole number that fits the files,
 * a value fits them no more, or fits them nowhere as it "is not a whole number". That holds for
 * keys of all files, parameters or not. Which number fits is tried at the ends and, as vectors have
 * such lengths, at the powers of two between.
 */
public final class WholeValues {
  private static final String NOT_WHOLE = "is not a whole number";

  private WholeValues() {}

  /** Whether only whole numbers of the range can be set at the path. */
  public static boolean areNeeded(PointEvaluator evaluator, String path, ValueRange range) {
    if (!range.hasWholeEnds()) {
      return false;
    }
    long low = Math.round(Math.min(range.from(), range.to()));
    long high = Math.round(Math.max(range.from(), range.to()));
    // Half a unit further in than an end.
    for (double half : List.of(low + 0.5, high - 0.5)) {
      Optional<String> why = whyUnfit(evaluator, Map.of(path, text(range, half)));
      if (why.isEmpty()) {
        return false;
      }
      if (why.get().contains(NOT_WHOLE)) {
        return true;
      }
    }
    return candidates(low, high)
        .filter(value -> fits(evaluator, path, range.whole(value).toString()))
        .mapToObj(value -> !fits(evaluator, path, text(range, value + 0.5)))
        .findFirst()
        .orElse(false);
  }

  private static LongStream candidates(long low, long high) {
    LongStream powers =
        LongStream.iterate(1, power -> power <= high && power > 0, power -> 2 * power)
            .filter(power -> power >= low);
    return LongStream.concat(LongStream.of(low, high), powers);
  }

  private static boolean fits(PointEvaluator evaluator, String path, String value) {
    return whyUnfit(evaluator, Map.of(path, value)).isEmpty();
  }

  private static String text(ValueRange range, double value) {
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
