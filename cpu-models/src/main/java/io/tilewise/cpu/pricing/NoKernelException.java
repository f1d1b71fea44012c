package io.tilewise.cpu.pricing;

import io.tilewise.workload.plan.KernelCall;

/** A call that no kernel of a runtime executes. */
public final class NoKernelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoKernelException(KernelCall call, String version) {
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
            + "; add one to its kernel file");
  }
}
