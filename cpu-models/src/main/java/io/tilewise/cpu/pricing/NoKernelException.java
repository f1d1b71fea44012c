package io.tilewise.cpu.pricing;

import io.tilewise.workload.plan.KernelCall;
import java.util.List;

/** A call that no kernel of a runtime executes. */
public final class NoKernelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * With a message for users.
   *
   * @param weights how its weights are stored, in words; empty if they are as what it reads
   * @param others in what else the runtime has kernels for such an operator; may be empty
   */
  NoKernelException(KernelCall call, String version, String weights, List<String> others) {
    super(
        "runtime "
            + version
            + " has no "
            + call.backend().key()
            + " kernel for "
            + Kernel.kindOf(call).label()
            + " ("
            + call.name()
            + ") of "
            + call.operands()
            + " -> "
            + call.result()
            + weights
            + (others.isEmpty() ? "" : "; it has some for " + String.join(", ", others))
            + "; add one to its kernel file");
  }
}
