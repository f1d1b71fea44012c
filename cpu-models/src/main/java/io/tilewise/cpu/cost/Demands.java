package io.tilewise.cpu.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much of each resource something takes. Immutable.
 *
 * @param amounts amount per kind of demand; what is not in it is not demanded
 * @param levelBytes bytes that pass through each shared level of the memory system, nearest first
 */
public record Demands(Map<Demand, Double> amounts, List<Double> levelBytes) {

  /**
   * Checks that nothing is negative.
   *
   * @throws IllegalArgumentException if an amount is negative or not finite
   */
  public Demands {
    amounts = Collections.unmodifiableMap(copy(amounts));
    levelBytes = List.copyOf(levelBytes);
    amounts.values().forEach(Demands::check);
    levelBytes.forEach(Demands::check);
  }

  private static void check(double amount) {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("a demand of " + amount);
    }
  }

  private static Map<Demand, Double> copy(Map<Demand, Double> amounts) {
    Map<Demand, Double> copy = new EnumMap<>(Demand.class);
    copy.putAll(amounts);
    return copy;
  }

  /** Nothing of anything, on a memory system with this many shared levels. */
  public static Demands none(int sharedLevels) {
    return new Demands(Map.of(), Collections.nCopies(sharedLevels, 0.0));
  }

  /** This and an amount of one resource more. */
  public Demands plus(Demand demand, double amount) {
    Map<Demand, Double> sum = copy(amounts);
    sum.merge(demand, amount, Double::sum);
    return new Demands(sum, levelBytes);
  }

  /** This and bytes that pass through a shared level more. */
  public Demands plusBytes(int level, double bytes) {
    List<Double> sum = new ArrayList<>(levelBytes);
    sum.set(level, sum.get(level) + bytes);
    return new Demands(amounts, sum);
  }

  /** The sum of both. */
  public Demands plus(Demands other) {
    Demands sum = this;
    for (Map.Entry<Demand, Double> entry : other.amounts.entrySet()) {
      sum = sum.plus(entry.getKey(), entry.getValue());
    }
    for (int level = 0; level < levelBytes.size(); level++) {
      sum = sum.plusBytes(level, other.bytes(level));
    }
    return sum;
  }

  /** The amount of one resource. */
  public double of(Demand demand) {
    return amounts.getOrDefault(demand, 0.0);
  }

  /** Whether it takes anything of a matrix unit. */
  public boolean needsMatrixUnit() {
    return amounts.keySet().stream().anyMatch(Demand::isOfMatrixUnit);
  }

  /** The bytes that pass through a shared level, 0 being the nearest. */
  public double bytes(int level) {
    return levelBytes.get(level);
  }

  /** Number of shared levels. */
  public int sharedLevels() {
    return levelBytes.size();
  }
}
