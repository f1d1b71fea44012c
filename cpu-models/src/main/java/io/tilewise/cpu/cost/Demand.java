package io.tilewise.cpu.cost;

import io.tilewise.cpu.device.CoreType;
import java.util.List;

/**
 * What a phase of a kernel takes of one core and of the matrix unit it uses. Demands on shared
 * levels of the memory system are counted beside these, in bytes.
 */
public enum Demand {
  /** Cycles of the core. */
  CORE("instructions", "cycles"),
  /** Time that the core's reads occupy its outstanding transfers, in seconds. */
  READS("reads", "s"),
  /** Time that the core's writes occupy its outstanding transfers, in seconds. */
  WRITES("writes", "s"),
  /** Time that sums take which wait for their previous term, in seconds. */
  CHAINS("chains", "s"),
  /** Cycles of the matrix unit's outer-product pipe. */
  OUTER_PRODUCTS("outer_products", "cycles"),
  /** Cycles of the matrix unit's load and store pipes. */
  TRANSFERS("transfers", "cycles"),
  /** Cycles of the matrix unit's vector and move pipes. */
  VECTORS("vectors", "cycles");

  /** All kinds, in their order; unlike {@code values()} it makes no copy. */
  public static final List<Demand> ALL = List.of(values());

  private final String key;
  private final String unit;

  Demand(String key, String unit) {
    this.key = key;
    this.unit = unit;
  }

  /** Name in paths of resources: {@code outer_products}. */
  public String key() {
    return key;
  }

  /** Unit of the amount. */
  public String unit() {
    return unit;
  }

  /** What a core serves of it per second, in its unit; not for what the matrix unit serves. */
  public double ratePerSecond(CoreType core) {
    // All but cycles are demanded in seconds, of which there is one per second.
    return this == CORE ? core.clock() : 1;
  }

  /** Whether the matrix unit serves it, for all cores that share it; else the core does. */
  public boolean isOfMatrixUnit() {
    return this == OUTER_PRODUCTS || this == TRANSFERS || this == VECTORS;
  }
}
