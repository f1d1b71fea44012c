package io.tilewise.testkit;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.Sme2QuantizedModel;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;

/** Linear layers with 4-bit weights of more and more rows. */
class Sme2QuantizedModelContractTest implements ShippedModel<Sme2QuantizedModel.Parameters> {
  @Override
  public CostModel<Sme2QuantizedModel.Parameters> model() {
    return new Sme2QuantizedModel();
  }

  @Override
  public String kernel() {
    return "qp8_qb4w_gemm";
  }

  /** So that not even the smaller part finds much of its 460 MB in caches. */
  @Override
  public int largeSize() {
    return 1 << 20;
  }

  @Override
  public KernelCall call(int size) {
    return KernelCalls.withWeights(
        KernelCalls.of(
            new Linear(256, 192, false),
            Backend.XNNPACK,
            TensorType.of(ElementType.F32, size, 192)),
        WeightScales.INT4_BLOCK32);
  }
}
