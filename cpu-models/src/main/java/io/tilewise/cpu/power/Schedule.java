package io.tilewise.cpu.power;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How often a plan is executed.
 *
 * @param period picoseconds from one frame to the next; absent if an inference follows right behind
 *     the one before
 * @param repeat how many inferences, or frames that arrive; absent if the duration says
 * @param duration picoseconds during which inferences start, or frames arrive
 */
public record Schedule(OptionalLong period, OptionalInt repeat, OptionalLong duration) {
  /** One inference. */
  public static final Schedule ONCE =
      new Schedule(OptionalLong.empty(), OptionalInt.of(1), OptionalLong.empty());

  /** Needs a number or a duration. */
  public Schedule {
    if (repeat.isEmpty() && duration.isEmpty()) {
      throw new IllegalArgumentException("a schedule without an end");
    }
  }
}
