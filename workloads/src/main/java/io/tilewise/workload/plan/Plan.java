package io.tilewise.workload.plan;

import java.util.List;

/**
 * What a runtime executes for one inference: kernel calls in order.
 *
 * @param workload name of the network
 * @param calls the calls, in order of execution
 */
public record Plan(String workload, List<KernelCall> calls) {
  public Plan {
    calls = List.copyOf(calls);
  }

  /** Multiply-accumulates of all calls. */
  public long multiplyAccumulates() {
    return calls.stream().mapToLong(KernelCall::multiplyAccumulates).sum();
  }

  /** Bytes read and written by all calls. */
  public long bytes() {
    return calls.stream().mapToLong(KernelCall::bytes).sum();
  }

  /**
   * The least that an inference touches, in bytes: the weights of all calls, each counted as its
   * own, and the tensors of the call with the largest ones. What all calls' tensors take together
   * is left to the runtime's memory plan, which is not modelled.
   */
  public long footprintBytes() {
    long weights = 0;
    long tensors = 0;
    for (KernelCall call : calls) {
      weights += call.weightBytes();
      tensors = Math.max(tensors, call.bytes() - call.weightBytes());
    }
    return weights + tensors;
  }

  /** Number of delegate calls. */
  public int delegates() {
    return calls.stream().mapToInt(call -> call.delegate().orElse(-1)).max().orElse(-1) + 1;
  }
}
