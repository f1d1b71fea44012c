package io.tilewise.experiment.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Experiments on the shipped files, written by tests. */
final class TestExperiment {
  static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  private final Path file;

  /** One that is written into a folder of its own. */
  TestExperiment(Path folder, String scenarios) throws IOException {
    file = Files.createDirectories(folder.resolve("experiments")).resolve("test.yaml");
    Files.writeString(
        file,
        """
        title: A test
        workload: %1$s/workloads/gemm.yaml
        device: %1$s/devices/vivo-x300.yaml
        runtime: %1$s/runtimes/executorch-1.1.0-pf16-igemm.yaml
        """
                .replace("%1$s", CONFIGS.toString())
            + scenarios);
  }

  Experiment read(String... assignments) {
    return Experiment.read(file, List.of(assignments), List.of(CONFIGS));
  }
}
