package io.tilewise.cpu.cost;

import java.util.Arrays;
import java.util.List;

/**
 * How much of each resource something takes: an amount per kind of {@link Demand}, in its unit, and
 * for each shared level of the memory system, nearest first, the bytes that pass through it.
 * Immutable. Two are equal if all their amounts are.
 */
public final class Demands {
  /** By {@link #index} of the kind of demand. */
  private final double[] amounts;

  private final double[] levelBytes;

  private Demands(double[] amounts, double[] levelBytes) {
    this.amounts = amounts;
    this.levelBytes = levelBytes;
  }

  /** Nothing of anything, on a memory system with this many shared levels. */
  public static Demands none(int sharedLevels) {
    return new Demands(new double[Demand.ALL.size()], new double[sharedLevels]);
  }

  /**
   * This and an amount of one resource more.
   *
   * @throws IllegalArgumentException if the sum is negative or not finite
   */
  public Demands plus(Demand demand, double amount) {
    double[] sum = amounts.clone();
    int index = index(demand);
    sum[index] = checked(sum[index] + amount);
    return new Demands(sum, levelBytes);
  }

  /**
   * This and bytes that pass through a shared level more.
   *
   * @throws IllegalArgumentException if the sum is negative or not finite
   */
  public Demands plusBytes(int level, double bytes) {
    double[] sum = levelBytes.clone();
    sum[level] = checked(sum[level] + bytes);
    return new Demands(amounts, sum);
  }

  /**
   * This and bytes that pass through the shared levels more.
   *
   * @param bytes by level, the nearest first
   * @throws IllegalArgumentException if a sum is negative or not finite
   */
  public Demands plusBytes(double[] bytes) {
    return new Demands(amounts, sum(levelBytes, bytes));
  }

  /** The sum of both, which are on the same memory system. */
  public Demands plus(Demands other) {
    return new Demands(sum(amounts, other.amounts), sum(levelBytes, other.levelBytes));
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] = checked(sum[i] + b[i]);
    }
    return sum;
  }

  /**
   * Sums are made by the thousand, and an array is far cheaper than a map; it never leaves here.
   */
  @SuppressWarnings("EnumOrdinal")
  private static int index(Demand demand) {
    return demand.ordinal();
  }

  private static double checked(double amount) {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("a demand of " + amount);
    }
    return amount;
  }

  /** The amount of one resource. */
  public double of(Demand demand) {
    return amounts[index(demand)];
  }

  /** Whether it takes anything of a matrix unit. */
  public boolean needsMatrixUnit() {
    for (Demand demand : Demand.ALL) {
      if (demand.isOfMatrixUnit() && of(demand) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The bytes that pass through a shared level, 0 being the nearest. */
  public double bytes(int level) {
    return levelBytes[level];
  }

  /** The bytes that pass through each shared level, the nearest first. */
  public List<Double> levelBytes() {
    return Arrays.stream(levelBytes).boxed().toList();
  }

  /** Number of shared levels. */
  public int sharedLevels() {
    return levelBytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Demands demands
        && Arrays.equals(amounts, demands.amounts)
        && Arrays.equals(levelBytes, demands.levelBytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(amounts) + Arrays.hashCode(levelBytes);
  }

  /** For instance {@code [CORE 12.0, READS 1.0E-6] and [64.0, 64.0] bytes}. */
  @Override
  public String toString() {
    List<String> demanded =
        Demand.ALL.stream().filter(d -> of(d) > 0).map(d -> d + " " + of(d)).toList();
    return demanded + " and " + Arrays.toString(levelBytes) + " bytes";
  }
}
