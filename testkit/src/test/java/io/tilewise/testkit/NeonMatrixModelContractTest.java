package io.tilewise.testkit;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.NeonMatrixModel;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;

/** Products of more and more rows with NEON. */
class NeonMatrixModelContractTest implements ShippedModel<NeonMatrixModel.Parameters> {
  @Override
  public CostModel<NeonMatrixModel.Parameters> model() {
    return new NeonMatrixModel();
  }

  @Override
  public String kernel() {
    return "f16_gemm_6x16";
  }

  @Override
  public KernelCall call(int size) {
    return KernelCalls.of(
        new Linear(256, 192, false), Backend.XNNPACK, TensorType.of(ElementType.F16, size, 192));
  }
}
