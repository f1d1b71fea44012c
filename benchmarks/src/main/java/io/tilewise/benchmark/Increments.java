package io.tilewise.benchmark;

import java.util.SplittableRandom;

/**
 * Times from one event of a process to its next: exponentially distributed with a mean of a
 * microsecond, in whole picoseconds. Drawn beforehand, so that the generator is not measured, and
 * the same for every implementation.
 */
final class Increments {
  private static final int COUNT = 1 << 14;
  private static final double MEAN = 1e6;

  private final long[] values = new long[COUNT];
  private int next;

  Increments() {
    SplittableRandom random = new SplittableRandom(20_240_601);
    for (int i = 0; i < COUNT; i++) {
      values[i] = 1 + (long) (-MEAN * Math.log(1 - random.nextDouble()));
    }
  }

  long next() {
    return values[next++ & (COUNT - 1)];
  }
}
