package io.tilewise.cpu.replay;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.device.SharedLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a phase would keep each resource busy if a core had the device to itself: amount over
 * rate. The largest of these times is the phase's, and its resource what bounds it.
 */
public final class PhaseTimes {
  private PhaseTimes() {}

  /**
   * One resource's part in a phase.
   *
   * @param bottleneck the resource
   * @param amount what the phase demands of it
   * @param unit unit of the amount
   * @param rate what the resource serves per second, in that unit
   */
  public record Share(Bottleneck bottleneck, double amount, String unit, double rate) {
    /** Time that it takes alone, in seconds. */
    public double seconds() {
      return amount / rate;
    }
  }

  /** The shares of all resources that a phase demands something of, on a core of some type. */
  public static List<Share> of(Phase phase, Device device, CoreType core) {
    List<Share> shares = new ArrayList<>();
    Demands demands = phase.demands();
    for (Demand demand : Demand.ALL) {
      if (demands.of(demand) > 0) {
        shares.add(share(demand, demands.of(demand), device, core));
      }
    }
    List<SharedLevel> levels = device.memory().levels();
    for (int i = 0; i < levels.size(); i++) {
      if (demands.bytes(i) > 0) {
        SharedLevel level = levels.get(i);
        shares.add(new Share(Bottleneck.ofLevel(level), demands.bytes(i), "B", level.bandwidth()));
      }
    }
    return shares;
  }

  private static Share share(Demand demand, double amount, Device device, CoreType core) {
    if (demand.isOfMatrixUnit()) {
      MatrixUnit unit = device.matrixUnitOf(core).orElseThrow();
      return new Share(Bottleneck.ofUnit(unit, demand), amount, demand.unit(), unit.clock());
    }
    Bottleneck bottleneck = Bottleneck.ofCore(core, demand);
    return new Share(bottleneck, amount, demand.unit(), demand.ratePerSecond(core));
  }
}
