package org.example.lookup;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.testkit.CostModelContract;
import io.tilewise.testkit.KernelCalls;
import io.tilewise.testkit.Shipped;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.nio.file.Path;
import java.util.List;

/** The model keeps what every cost model must, with the parameters in the kernel file. */
class LookupModelTest implements CostModelContract<LookupModel.Parameters> {
  private static final Scenario SCENARIO =
      Experiment.read(
              Path.of("configs/experiments/lookup.yaml"),
              List.of(),
              List.of(Path.of("../../configs")))
          .scenarios()
          .get(0);

  @Override
  public CostModel<LookupModel.Parameters> model() {
    return new LookupModel();
  }

  @Override
  public LookupModel.Parameters parameters() {
    return Shipped.parameters(Path.of("configs/kernels/lookup.yaml"), "sigmoid_lookup", model());
  }

  @Override
  public Scenario scenario() {
    return SCENARIO;
  }

  @Override
  public KernelCall call(int size) {
    return KernelCalls.of(
        new Unary(UnaryFunction.SIGMOID),
        Backend.XNNPACK,
        TensorType.of(ElementType.F16, size, 256));
  }
}
