package io.tilewise.cpu.replay;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import io.tilewise.workload.ElementType;
import java.util.List;
import java.util.Map;

/** Prices made up for tests of the replay. */
final class Costs {
  /** On the shared levels of the {@link SmallDevice}. */
  static final Demands NONE = Demands.none(2);

  private Costs() {}

  static Phase phase(String name, Demand demand, double amount) {
    return new Phase(name, NONE.plus(demand, amount));
  }

  static KernelCost cost(long tiles, Phase... phases) {
    return new KernelCost(List.of(phases), tiles);
  }

  /** A call that costs the same on all cores of a device, without overhead. */
  static PricedCall call(SmallDevice device, KernelCost cost) {
    return call(device, cost, 0);
  }

  static PricedCall call(SmallDevice device, KernelCost cost, double overhead) {
    return call(device.onAllCores(cost), overhead);
  }

  static PricedCall call(Map<Core, KernelCost> costs, double overhead) {
    return call(costs, false, overhead);
  }

  /** A call that threads execute with different kernels. */
  static PricedCall mixed(Map<Core, KernelCost> costs) {
    return call(costs, true, 0);
  }

  private static PricedCall call(Map<Core, KernelCost> costs, boolean mixed, double overhead) {
    return new PricedCall(
        Calls.linear(ElementType.F16, 8, 8, 8), "kernel", "neon", "", mixed, overhead, costs);
  }

  static Timeline runWithSlices(SmallDevice device, double forkAndJoin, PricedCall... calls) {
    return new Replay(device.device(), device.cores(), forkAndJoin).runWithSlices(List.of(calls));
  }

  static Timeline run(SmallDevice device, double forkAndJoin, PricedCall... calls) {
    return new Replay(device.device(), device.cores(), forkAndJoin).run(List.of(calls));
  }
}
