package io.tilewise.testkit;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.StreamingModel;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;

/** Sums of longer and longer tensors. */
class StreamingModelContractTest implements ShippedModel<StreamingModel.Parameters> {
  @Override
  public CostModel<StreamingModel.Parameters> model() {
    return new StreamingModel();
  }

  @Override
  public String kernel() {
    return "f16_elementwise";
  }

  @Override
  public KernelCall call(int size) {
    return KernelCalls.of(
        new Binary(BinaryFunction.ADD),
        Backend.XNNPACK,
        TensorType.of(ElementType.F16, size, 256),
        TensorType.of(ElementType.F16, size, 256));
  }

  /** 1.5 GiB; at the usual size a tenth of the operands is still in the caches. */
  @Override
  public int largeSize() {
    return 1 << 20;
  }
}
