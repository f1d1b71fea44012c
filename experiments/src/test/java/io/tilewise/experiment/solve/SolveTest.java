package io.tilewise.experiment.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions whose answer is a whole number. */
class SolveTest {
  private static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  @TempDir private Path folder;

  @BeforeEach
  void copyConfigs() throws IOException {
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(CONFIGS.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Files.writeString(
        folder.resolve("experiments/small.yaml"),
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

  private SolveResult solve(String parameter, String target) throws IOException {
    Path file = folder.resolve("experiments/question.yaml");
    Files.writeString(
        file,
        "title: question\nexperiment: small.yaml\nparameters: [{"
            + parameter
            + "}]\ntarget: {"
            + target
            + "}\n");
    return Solve.read(file, List.of(), List.of()).run("test");
  }

  private static double metric(SolveResult result, int answer) {
    return result.answers().get(answer).metrics().values().iterator().next();
  }

  @Test
  void threadsBetweenWhichATargetIsCrossed() throws IOException {
    String path = "path: run.threads, from: 1, to: 4";
    SolveResult result = solve(path, "metric: latency_ms, scenario: neon, value: " + neonMiddle());
    assertThat(result.answered()).isFalse();
    assertThat(result.answers()).hasSize(2);
    assertThat(result.answers().get(0).parameters()).isEqualTo(Map.of("run.threads", "1"));
    assertThat(result.answers().get(1).parameters()).isEqualTo(Map.of("run.threads", "2"));
    assertThat(result.sentences()).anyMatch(s -> s.contains("run.threads = 2 is the first below"));
  }

  /** Halfway between what NEON takes with one and with two threads. */
  private double neonMiddle() throws IOException {
    String target = "metric: latency_ms, scenario: neon, value: ";
    SolveResult all = solve("path: run.threads, from: 1, to: 2", target + "1");
    double two = metric(all, 0);
    SolveResult far = solve("path: run.threads, from: 1, to: 2", target + "1e9");
    double one = metric(far, 0);
    assertThat(one).isGreaterThan(two);
    return (one + two) / 2;
  }

  @Test
  void vectorLengthsThatDoNotFitAreGaps() throws IOException {
    SolveResult result =
        solve(
            "path: matrix_units.sme2.svl, from: 256 bit, to: 600 bit",
            "metric: latency_ms, value: 1e9");
    // Of 345 numbers of bits 256 and 512 are powers of two.
    assertThat(result.sentences())
        .anyMatch(s -> s.startsWith("343 of 345 whole numbers do not fit and are left out"));
    assertThat(result.answers()).hasSize(1);
    assertThat(result.answers().get(0).parameters())
        .isEqualTo(Map.of("matrix_units.sme2.svl", "256 bit"));
  }

  /** Neither end fits; 128 and 256 are powers of two that do. */
  @Test
  void endsThatDoNotFitAreGapsAsWell() throws IOException {
    SolveResult result =
        solve(
            "path: matrix_units.sme2.svl, from: 100 bit, to: 300 bit",
            "metric: latency_ms, value: 1");
    assertThat(result.answered()).isFalse();
    assertThat(result.sentences())
        .anyMatch(s -> s.startsWith("199 of 201 whole numbers do not fit and are left out"))
        .contains(
            "No whole number of the range reaches or crosses it; the closest is"
                + " matrix_units.sme2.svl = 256 bit.");
  }

  @Test
  void endsOfARangeOfNumbersThatDoNotFitAreAMistake() {
    assertThatThrownBy(
            () ->
                solve(
                    "path: matrix_units.sme2.clock, from: -1 GHz, to: 3 GHz",
                    "metric: latency_ms, value: 1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("parameters[0].from");
  }

  @Test
  void aRangeOfWhichNothingFitsIsAMistake() {
    assertThatThrownBy(
            () -> solve("path: run.threads, from: 20, to: 30", "metric: latency_ms, value: 1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no whole number of the range fits");
  }
}
