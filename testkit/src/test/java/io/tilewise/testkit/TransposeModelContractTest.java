package io.tilewise.testkit;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.TransposeModel;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;

/** More and more images, so that what is read side by side stays as far apart. */
class TransposeModelContractTest implements ShippedModel<TransposeModel.Parameters> {
  @Override
  public CostModel<TransposeModel.Parameters> model() {
    return new TransposeModel();
  }

  @Override
  public String kernel() {
    return "x16_transpose";
  }

  @Override
  public KernelCall call(int size) {
    return KernelCalls.of(
        new Permute(List.of(0, 2, 3, 1)),
        Backend.XNNPACK,
        TensorType.of(ElementType.F16, size, 24, 20, 20));
  }
}
