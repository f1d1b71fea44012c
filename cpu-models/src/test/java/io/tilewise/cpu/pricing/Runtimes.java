package io.tilewise.cpu.pricing;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Loaded;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.cpu.file.RuntimeFile;
import java.util.List;

/** Runtimes with kernels of which each executes so many instructions per element. */
final class Runtimes {
  private Runtimes() {}

  /** A kernel of a kernel file, in a row each. */
  static String kernel(String name, String isa, String executes) {
    return kernel(name, isa, executes, 1);
  }

  static String kernel(String name, String isa, String executes, int instructions) {
    return """
      %s:
        executes: {%s}
        isa: %s
        model: streaming
        parameters: {loop: vector, instructions: %d}
        source: test
    """
        .formatted(name, executes, isa, instructions)
        .indent(0);
  }

  static Loaded<RuntimeFile> runtime(
      List<String> instructionSets, List<String> sme2Kernels, String portable) {
    String text =
        """
        description: A runtime
        version: v9
        kernels: kernels.yaml
        sme2_kernels: %s
        instruction_sets: %s
        portable_kernels: %s
        overheads: {delegate: 5 us, operator: 2 us, portable: 3 us}
        thread_pool: {fork_and_join: 4 us}
        """
            .formatted(sme2Kernels, instructionSets, portable);
    return new ConfigReader()
        .parse("runtime.yaml", text)
        .bind(RuntimeFile.KIND.format(), ParameterForm.FULL_OR_SHORT);
  }

  static KernelsFile kernels(String... kernels) {
    String text = "description: Kernels\nkernels:\n" + String.join("", kernels);
    return new ConfigReader()
        .parse("kernels.yaml", text)
        .bind(KernelsFile.KIND.format(), ParameterForm.FULL)
        .value();
  }
}
