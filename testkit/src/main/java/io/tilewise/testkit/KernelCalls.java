package io.tilewise.testkit;

import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Kernel calls for tests of cost models. */
public final class KernelCalls {
  private KernelCalls() {}

  /**
   * A call of an operator, outside of a network.
   *
   * @throws RuntimeException if the operands do not fit the operator
   */
  public static KernelCall of(Operator operator, Backend backend, TensorType... operands) {
    List<TensorType> types = List.of(operands);
    return new KernelCall(
        0,
        "tested",
        operator.kind().label(),
        operator,
        backend,
        OptionalInt.empty(),
        types,
        operator.infer(types),
        Optional.empty(),
        Optional.empty(),
        operator.kind().category(),
        Origin.model("tested"),
        List.of());
  }

  /** The same call with weights that are stored in this way. */
  public static KernelCall withWeights(KernelCall call, WeightScales scales) {
    return new KernelCall(
        call.index(),
        call.name(),
        call.runtimeOperator(),
        call.operator(),
        call.backend(),
        call.delegate(),
        call.operands(),
        call.result(),
        call.layout(),
        Optional.of(scales),
        call.category(),
        call.origin(),
        call.inputs());
  }

  /** The same call under another name, at another place of another network. */
  static KernelCall renamed(KernelCall call) {
    return new KernelCall(
        call.index() + 17,
        "another." + call.name(),
        call.runtimeOperator() + " (another)",
        call.operator(),
        call.backend(),
        call.delegate(),
        call.operands(),
        call.result(),
        call.layout(),
        call.weightScales(),
        call.category(),
        Origin.model("another"),
        call.inputs());
  }
}
