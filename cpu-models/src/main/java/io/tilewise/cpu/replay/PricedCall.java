package io.tilewise.cpu.replay;

import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.device.Core;
import io.tilewise.workload.plan.KernelCall;
import java.util.Map;

/**
 * A call of a plan with its price.
 *
 * @param call the call
 * @param kernel name of the kernel chosen for it; where only some threads use the matrix unit,
 *     theirs
 * @param isa instruction set of that kernel
 * @param fallback why the kernel is not one for the matrix unit, as a report shows it; may be empty
 * @param mixed whether threads execute it with different kernels
 * @param overhead the runtime's own time before it, in seconds
 * @param costs what the whole call costs on each core that may execute it
 */
public record PricedCall(
    KernelCall call,
    String kernel,
    String isa,
    String fallback,
    boolean mixed,
    double overhead,
    Map<Core, KernelCost> costs) {

  public PricedCall {
    costs = Map.copyOf(costs);
  }
}
