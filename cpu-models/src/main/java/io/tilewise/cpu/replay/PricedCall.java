package io.tilewise.cpu.replay;

import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.workload.plan.KernelCall;
import java.util.Map;

/**
 * A call of a plan with its price.
 *
 * @param call the call
 * @param kernel name of the kernel chosen for it
 * @param isa instruction set of that kernel
 * @param fallback why the kernel is not one for the matrix unit, as a report shows it; may be empty
 * @param overhead the runtime's own time before it, in seconds
 * @param costs what it costs on each type of core that may execute it
 */
public record PricedCall(
    KernelCall call,
    String kernel,
    String isa,
    String fallback,
    double overhead,
    Map<CoreType, KernelCost> costs) {

  public PricedCall {
    costs = Map.copyOf(costs);
  }
}
