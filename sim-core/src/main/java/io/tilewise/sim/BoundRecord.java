package io.tilewise.sim;

import java.util.Arrays;

/**
 * How long each bound has bound the rate of an activity, in whole picoseconds, so that the times
 * add up exactly to its duration. Bounds go by entry: {@link #OWN_BOUND}, {@link #STALLED}, and
 * {@link #FIRST_DEMAND} plus the index of a demand.
 */
final class BoundRecord {
  static final int OWN_BOUND = 0;
  static final int STALLED = 1;
  static final int FIRST_DEMAND = 2;

  private long[] times = new long[FIRST_DEMAND];

  /** The entry of the interval under way, and when that began. */
  private int current = STALLED;

  private long since;

  /** Starts afresh, stalled until told otherwise. */
  void start(long now) {
    Arrays.fill(times, 0);
    current = STALLED;
    since = now;
  }

  /** Makes room for the entries of so many demands. */
  void ensureDemands(int count) {
    if (times.length < FIRST_DEMAND + count) {
      times = Arrays.copyOf(times, FIRST_DEMAND + count);
    }
  }

  int current() {
    return current;
  }

  void setCurrent(int entry) {
    current = entry;
  }

  /** Enters the interval under way, begins the next, and returns the length of the one entered. */
  long closeInterval(long now) {
    long length = now - since;
    times[current] += length;
    since = now;
    return length;
  }

  /** The time of an entry, including the interval under way. */
  long time(int entry, long now) {
    return times[entry] + (entry == current ? now - since : 0);
  }
}
