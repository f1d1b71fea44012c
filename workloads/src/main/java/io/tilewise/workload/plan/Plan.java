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

  /** Number of delegate calls. */
  public int delegates() {
    return calls.stream().mapToInt(call -> call.delegate().orElse(-1)).max().orElse(-1) + 1;
  }
}
