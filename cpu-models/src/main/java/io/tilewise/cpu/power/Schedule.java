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

  /**
   * Whether another inference starts, or another frame is worked on.
   *
   * @param started inferences so far
   * @param frames that arrived so far
   * @param now picoseconds since the start
   */
  boolean wantsMore(int started, int frames, long now) {
    boolean byTime = duration.isEmpty() || now < duration.getAsLong();
    int done = period.isPresent() ? frames : started;
    boolean byNumber = repeat.isEmpty() || done < repeat.getAsInt();
    return byTime && byNumber;
  }

  /**
   * How many frames arrive, or inferences start, from the start of one to that of the next.
   *
   * @param length picoseconds in between
   */
  int framesIn(long length) {
    return period.isPresent() ? (int) (length / period.getAsLong()) : 1;
  }

  /**
   * When the next inference starts: behind one that ends, or when the next frame arrives.
   *
   * @param start when this one started, in picoseconds
   * @param end when it ended
   */
  long next(long start, long end) {
    if (period.isEmpty()) {
      return end;
    }
    long step = period.getAsLong();
    return start + Math.max(1, (end - start + step - 1) / step) * step;
  }

  /** Frames that arrive in time: the last one worked on may span others that no longer count. */
  int mostFrames() {
    if (period.isPresent() && duration.isPresent()) {
      long step = period.getAsLong();
      return (int) ((duration.getAsLong() + step - 1) / step);
    }
    return repeat.orElse(Integer.MAX_VALUE);
  }
}
