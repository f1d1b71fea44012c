package io.tilewise.cpu.power;

import io.tilewise.cpu.file.PowerFile.OperatingPointsBlock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The clocks that a governor can choose from: in every clock domain evenly spaced shares of its
 * highest clock, as far as the highest allowed, which is always one of them.
 */
public final class OperatingPoints {
  /** A point this near to the highest allowed, relative to it, is the same but for rounding. */
  private static final double ROUNDING = 1e-9;

  private final Clocks highest;
  private final Map<String, double[]> shares = new LinkedHashMap<>();
  private final double transition;

  /**
   * Operating points.
   *
   * @param highest the highest clocks allowed
   * @param lowest lowest share of a domain's highest clock
   * @param count points of a domain that is allowed all of its clock
   * @param transition seconds from asking for a higher clock to having it
   */
  public OperatingPoints(Clocks highest, double lowest, int count, double transition) {
    this.highest = highest;
    this.transition = transition;
    highest.shares().forEach((domain, cap) -> shares.put(domain, upTo(cap, lowest, count)));
  }

  static OperatingPoints of(OperatingPointsBlock block, Clocks highest) {
    return new OperatingPoints(
        highest,
        block.lowest().inBaseUnit(),
        (int) block.count().inBaseUnit(),
        block.transition().inBaseUnit());
  }

  private static double[] upTo(double cap, double lowest, int count) {
    double[] points = new double[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      double share = lowest + (1 - lowest) * i / (count - 1);
      if (share < cap * (1 - ROUNDING)) {
        points[found++] = share;
      }
    }
    // The last one is the cap; a domain that is allowed less than the lowest has that alone.
    double[] all = Arrays.copyOf(points, found + 1);
    all[found] = cap;
    return all;
  }

  /** The highest clocks allowed. */
  public Clocks highest() {
    return highest;
  }

  /** The lowest clocks there are. */
  public Clocks lowest() {
    Map<String, Double> lowest = new LinkedHashMap<>();
    shares.forEach((domain, points) -> lowest.put(domain, points[0]));
    return new Clocks(lowest);
  }

  /** Seconds from asking for a higher clock to having it. */
  public double transition() {
    return transition;
  }

  /** Number of points of a domain. */
  public int count(String domain) {
    return shares.get(domain).length;
  }

  /** A point of a domain, from the lowest, 0, up. */
  public double share(String domain, int index) {
    double[] points = shares.get(domain);
    return points[Math.max(0, Math.min(points.length - 1, index))];
  }

  /** The lowest point of a domain that is not below a share, or the highest there is. */
  public double atLeast(String domain, double share) {
    double[] points = shares.get(domain);
    for (double point : points) {
      if (point >= share) {
        return point;
      }
    }
    return points[points.length - 1];
  }

  /** The highest point of a domain that is not above a share, or the lowest there is. */
  public double atMost(String domain, double share) {
    double[] points = shares.get(domain);
    double found = points[0];
    for (double point : points) {
      if (point <= share) {
        found = point;
      }
    }
    return found;
  }
}
