package io.tilewise.testkit;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.DepthwiseModel;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;

/** Images of more and more rows. */
class DepthwiseModelContractTest implements ShippedModel<DepthwiseModel.Parameters> {
  @Override
  public CostModel<DepthwiseModel.Parameters> model() {
    return new DepthwiseModel();
  }

  @Override
  public String kernel() {
    return "f16_dwconv";
  }

  @Override
  public KernelCall call(int size) {
    return KernelCalls.of(
        new Convolution(96, 96, 3, 1, 1, 96, true, false),
        Backend.XNNPACK,
        TensorType.of(ElementType.F16, 1, size, 56, 96));
  }
}
