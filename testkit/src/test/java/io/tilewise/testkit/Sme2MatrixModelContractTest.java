package io.tilewise.testkit;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.Sme2MatrixModel;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;

/** Products of more and more rows on the matrix unit. */
class Sme2MatrixModelContractTest implements ShippedModel<Sme2MatrixModel.Parameters> {
  @Override
  public CostModel<Sme2MatrixModel.Parameters> model() {
    return new Sme2MatrixModel();
  }

  @Override
  public String kernel() {
    return "pf16_gemm";
  }

  /** Rows whose image and result exceed the caches many times: a result of 512 MiB. */
  @Override
  public int largeSize() {
    return 1 << 20;
  }

  @Override
  public KernelCall call(int size) {
    return KernelCalls.of(
        new Linear(256, 192, false), Backend.XNNPACK, TensorType.of(ElementType.F16, size, 192));
  }
}
