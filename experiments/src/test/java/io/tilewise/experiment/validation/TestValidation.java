package io.tilewise.experiment.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Validations and calibrations on the shipped device, written by tests: matrix products only. */
public final class TestValidation {
  /** The shipped files. */
  public static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  /** Two scenarios and three figures of made-up values, one of each role. */
  public static final String TEXT =
      """
      title: Made up
      workload: %1$s/workloads/gemm.yaml
      device: %1$s/devices/vivo-x300.yaml
      runtime: %1$s/runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios:
        - name: neon
          set: {runtime.instruction_sets: [neon]}
        - name: sme2
      cases:
        slow: {scenario: neon, metric: latency, value: 20, unit: ms, source: a test,
          role: calibration, tolerance: 5 %}
        fast: {scenario: sme2, metric: latency, value: 3, unit: ms, source: a test,
          role: held_out, tolerance: 5 %}
        ratio: {scenario: sme2, baseline: neon, metric: speedup, value: 6, unit: x, source: a test,
          role: derived, tolerance: 5 %}
      """
          .replace("%1$s", CONFIGS.toString());

  private TestValidation() {}

  /** Writes a file beside which others may lie. */
  public static Path write(Path folder, String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("validation")).resolve(name);
    return Files.writeString(file, text);
  }

  /** Reads a validation file of this text. */
  public static Validation read(Path folder, String text) throws IOException {
    return Validation.read(write(folder, "made-up.yaml", text), List.of(), List.of(CONFIGS));
  }
}
