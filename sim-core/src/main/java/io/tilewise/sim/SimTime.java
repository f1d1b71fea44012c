package io.tilewise.sim;

/**
 * Simulated time: a {@code long} number of picoseconds since the start of the simulation.
 *
 * <p>The range is 0 to 2<sup>63</sup>-2 ps, about 9.2 million seconds (106 days). {@link #NEVER} is
 * later than every time that can be scheduled. A {@code double} holds whole picoseconds exactly up
 * to 2<sup>53</sup> ps, about 9007 s; beyond that a conversion is exact to one part in
 * 2<sup>53</sup>.
 */
public final class SimTime {
  /** Picoseconds in a second. */
  public static final long PER_SECOND = 1_000_000_000_000L;

  /** Later than every time that can be scheduled. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Units in the last place by which a computed number of picoseconds may exceed a whole one and
   * still count as that one. Two or three roundings lead to a quotient of work and rate; without
   * this, 2.1 / 3 s would last one picosecond more than 0.7 s.
   */
  private static final double ROUNDING_NOISE_ULPS = 4;

  private SimTime() {}

  /**
   * The time nearest to a number of seconds.
   *
   * @throws IllegalArgumentException if {@code seconds} is negative, not a number, or too large
   */
  public static long fromSeconds(double seconds) {
    return inRange(seconds, Math.rint(seconds * PER_SECOND));
  }

  /**
   * The first picosecond that is not before a number of seconds. Rounding noise of a few units in
   * the last place above a whole picosecond does not count.
   *
   * @throws IllegalArgumentException if {@code seconds} is negative, not a number, or too large
   */
  public static long fromSecondsRoundedUp(double seconds) {
    return inRange(seconds, roundUp(seconds * PER_SECOND));
  }

  /** The number of seconds nearest to a time. */
  public static double toSeconds(long time) {
    return (double) time / PER_SECOND;
  }

  /**
   * The sum of a time and a delay.
   *
   * @throws IllegalArgumentException if the delay is negative or the sum is out of range
   */
  public static long add(long time, long delay) {
    if (delay < 0) {
      throw new IllegalArgumentException("delay of " + delay + " ps is negative");
    }
    long sum = time + delay;
    if (sum < time || sum == NEVER) {
      throw new IllegalArgumentException(
          "time "
              + time
              + " ps plus delay "
              + delay
              + " ps is beyond the simulated range of "
              + (NEVER - 1)
              + " ps");
    }
    return sum;
  }

  /**
   * The picoseconds, rounded up, that {@code work} takes at {@code rate} per second; {@link #NEVER}
   * if the rate is zero or the result is out of range.
   */
  static long toServe(double work, double rate) {
    // Multiplied first: work given as a round decimal number then stays exact.
    double picoseconds = roundUp(work * PER_SECOND / rate);
    // Not a number if the rate is zero or the work infinite; then the comparison is false.
    return picoseconds < NEVER ? (long) picoseconds : NEVER;
  }

  private static double roundUp(double picoseconds) {
    return Math.ceil(picoseconds - ROUNDING_NOISE_ULPS * Math.ulp(picoseconds));
  }

  private static long inRange(double seconds, double picoseconds) {
    if (!(seconds >= 0 && picoseconds < NEVER)) {
      throw new IllegalArgumentException(
          seconds + " s is outside the simulated range of 0 s to " + toSeconds(NEVER) + " s");
    }
    return (long) picoseconds;
  }
}
