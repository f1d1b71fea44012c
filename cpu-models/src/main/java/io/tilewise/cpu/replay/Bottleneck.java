package io.tilewise.cpu.replay;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.device.SharedLevel;

/**
 * What kept a call from being faster.
 *
 * @param key name in results, for instance {@code ultra.instructions} or {@code dram}
 * @param label name in running text
 */
public record Bottleneck(String key, String label) {
  /** The runtime's own work around a kernel. */
  public static final Bottleneck OVERHEAD = new Bottleneck("overhead", "runtime overhead");

  /** Threads that wait for the last one of a call. */
  public static final Bottleneck BARRIER = new Bottleneck("barrier", "waiting for other threads");

  /** By key alone, which tells them apart. */
  @Override
  public int hashCode() {
    return key.hashCode();
  }

  static Bottleneck ofCore(CoreType type, Demand demand) {
    String what =
        switch (demand) {
          case CORE -> "instructions";
          case READS -> "outstanding reads";
          case WRITES -> "outstanding writes";
          case CHAINS -> "chains of accumulations";
          default -> throw new IllegalArgumentException(demand + " is not of a core");
        };
    return new Bottleneck(type.name() + "." + demand.key(), type.name() + " core: " + what);
  }

  static Bottleneck ofUnit(MatrixUnit unit, Demand demand) {
    String what =
        switch (demand) {
          case OUTER_PRODUCTS -> "outer products";
          case TRANSFERS -> "loads and stores";
          case VECTORS -> "vector instructions";
          default -> throw new IllegalArgumentException(demand + " is not of a matrix unit");
        };
    return new Bottleneck(unit.name() + "." + demand.key(), unit.name() + " unit: " + what);
  }

  static Bottleneck ofLevel(SharedLevel level) {
    return new Bottleneck(level.name(), level.name() + " bandwidth");
  }
}
