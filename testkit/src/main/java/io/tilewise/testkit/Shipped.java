package io.tilewise.testkit;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Format;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.cpu.file.KernelsFile.KernelBlock;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a {@link CostModelContract} needs, taken from the files that are shipped with a model. */
public final class Shipped {
  private Shipped() {}

  /**
   * A scenario of an experiment.
   *
   * @throws io.tilewise.config.ConfigException with everything that is wrong with the files
   * @throws IllegalArgumentException if there is no such scenario
   */
  public static Scenario scenario(Path experiment, String name) {
    return Experiment.read(experiment, List.of(), List.of())
        .scenario(name)
        .orElseThrow(
            () -> new IllegalArgumentException(experiment + " has no scenario \"" + name + '"'));
  }

  /**
   * The parameters of a kernel in a kernel file.
   *
   * @throws io.tilewise.config.ConfigException with everything that is wrong with the file
   * @throws IllegalArgumentException if it has no such kernel, or that is of another model
   */
  public static <P extends Record> P parameters(Path kernels, String kernel, CostModel<P> model) {
    Map<String, KernelBlock> blocks =
        new ConfigReader()
            .read(kernels)
            .bind(KernelsFile.KIND, ParameterForm.FULL_OR_SHORT)
            .value()
            .kernels();
    KernelBlock block = blocks.get(kernel);
    if (block == null || !block.model().equals(model.name())) {
      throw new IllegalArgumentException(
          kernels
              + (block == null ? " has no kernel " + kernel : ": kernel " + kernel)
              + (block == null
                  ? ""
                  : " is of model " + block.model() + ", not of " + model.name()));
    }
    return Format.of(model.parameterType()).bind(block.parameters(), ParameterForm.FULL).value();
  }
}
