package io.tilewise.experiment.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sweeps over the shipped files, for tests. */
final class Sweeps {
  static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  private Sweeps() {}

  /** The shipped configuration in a folder of its own. */
  static void copyConfigs(Path folder) {
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(CONFIGS.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sweep of a small network, with keys of a sweep file. */
  static Sweep of(Path folder, String keys) {
    Path experiment = folder.resolve("experiments/small.yaml");
    Path sweep = folder.resolve("experiments/small-sweep.yaml");
    try {
      if (!Files.exists(experiment)) {
        copyConfigs(folder);
        Files.writeString(
            experiment,
            """
            title: small
            workload: ../workloads/small-unet.yaml
            device: ../devices/vivo-x300.yaml
            runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
            scenarios:
              - {name: neon, set: {runtime.instruction_sets: [neon]}}
              - {name: sme2}
            """);
      }
      Files.writeString(sweep, "title: small\nexperiment: small.yaml\n" + keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SweepReader.read(sweep, List.of(), List.of());
  }

  /** The outcome of every point, in order, as text. */
  static List<String> lines(SweepResult result) {
    List<String> lines = new ArrayList<>();
    for (int point = 0; point < result.points(); point++) {
      lines.add(result.rows().outcome(point).line());
    }
    return lines;
  }
}
