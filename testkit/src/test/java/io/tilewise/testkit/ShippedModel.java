package io.tilewise.testkit;

import io.tilewise.experiment.run.Scenario;
import java.nio.file.Path;

/** A shipped model with the parameters of a shipped kernel, on the shipped phone. */
interface ShippedModel<P extends Record> extends CostModelContract<P> {
  Path CONFIGS = Path.of("..", "configs");

  /** Read once, as it never changes. */
  Scenario PHONE = Shipped.scenario(CONFIGS.resolve("experiments/01-squeezesam-sme2.yaml"), "sme2");

  /** The kernel whose parameters are used. */
  String kernel();

  @Override
  default P parameters() {
    return Shipped.parameters(CONFIGS.resolve("kernels/xnnpack-2025.yaml"), kernel(), model());
  }

  @Override
  default Scenario scenario() {
    return PHONE;
  }
}
