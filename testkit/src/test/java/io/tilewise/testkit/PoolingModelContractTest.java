package io.tilewise.testkit;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.PoolingModel;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;

/** Images of more and more rows. */
class PoolingModelContractTest implements ShippedModel<PoolingModel.Parameters> {
  @Override
  public CostModel<PoolingModel.Parameters> model() {
    return new PoolingModel();
  }

  @Override
  public String kernel() {
    return "f16_maxpool";
  }

  @Override
  public KernelCall call(int size) {
    return KernelCalls.of(
        new MaxPool(2, 2, true),
        Backend.XNNPACK,
        TensorType.of(ElementType.F16, 1, 2 * size, 56, 96));
  }
}
