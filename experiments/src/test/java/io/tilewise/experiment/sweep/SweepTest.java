package io.tilewise.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.config.ConfigException;
import io.tilewise.config.Overlay;
import io.tilewise.config.Parameter;
import io.tilewise.config.Quantity;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.ExperimentRun;
import io.tilewise.experiment.run.ScenarioReader;
import io.tilewise.experiment.run.ScenarioSet;
import io.tilewise.experiment.study.PointEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points of sweeps come out as single runs do, whatever computes them. */
class SweepTest {
  private static final String AXES =
      """
      axes:
        - {path: memory.l3.size, values: [4 MiB, 16 MiB, 32 MiB]}
        - {path: run.threads, values: [1, 3, 9]}
        - {path: workload.dtype, values: [fp16, int8]}
        - {name: lowering, cases: [{name: as is, set: {lowering.merge_transposes: false}},
            {name: merged, set: {lowering.merge_transposes: true, runtime.overheads.operator: 2 us}}]}
      metrics: [latency_ms, speedup, convolution_ms, data_movement_share, bound_by.dram]
      """;

  @TempDir private Path folder;

  /** The whole result of a run with these settings, read anew. */
  private RunResult run(Map<String, String> settings) {
    List<String> assignments = new ArrayList<>();
    settings.forEach((path, value) -> assignments.add(path + "=" + value));
    return ExperimentRun.run(
        Experiment.read(folder.resolve("experiments/small.yaml"), assignments, List.of()), "test");
  }

  /**
   * A hundred thousand points, none of which the result keeps: it asks for each once, in order, as
   * the journal reads them in large pieces. So a million take the memory of their columns.
   */
  @Test
  void resultsAreStreamed() {
    Sweep sweep =
        Sweeps.of(
            folder,
            """
            design: sobol
            points: 100000
            axes: [{path: memory.l3.latency, from: 10 ns, to: 40 ns}]
            metrics: [latency_ms]
            best: [{metric: latency_ms, scenario: sme2}]
            pareto: [{objectives: [{metric: latency_ms}, {metric: memory.l3.latency}]}]
            """);
    List<Integer> asked = new ArrayList<>();
    SweepRows rows =
        new SweepRows(
            sweep,
            point -> {
              asked.add(point);
              // The smallest latency is at point 70000.
              return PointOutcome.of(
                  point, new double[][] {{1}, {1 + Math.abs(point - 70_000) / 1e6}});
            });
    SweepResult result = SweepAnalysis.of(sweep, "test", rows);
    assertThat(asked).hasSize(100_000).isSorted().doesNotHaveDuplicates();
    assertThat(result.best().get(0).point().orElseThrow().point()).isEqualTo(70_000);
  }

  @Test
  void everyPointIsWhatARunWithTheSameSettingsGives() {
    Sweep sweep = Sweeps.of(folder, AXES);
    Sweep.Evaluator evaluator = sweep.evaluator();
    int failed = 0;
    for (int point = 0; point < sweep.size(); point++) {
      PointOutcome outcome = evaluator.at(point);
      if (outcome.isFailed()) {
        // The phone has eight cores.
        assertThat(sweep.settings(point)).containsEntry("run.threads", "9");
        assertThat(outcome.failure()).contains("9 threads have only 8 cores");
        failed++;
        continue;
      }
      List<ScenarioResult> scenarios = run(sweep.settings(point)).scenarios();
      for (int s = 0; s < scenarios.size(); s++) {
        ScenarioResult scenario = scenarios.get(s);
        assertThat(outcome.values(s))
            .as("point %d, %s", point, scenario.name())
            .containsExactly(
                scenario.latencyMs(),
                scenario.speedup(),
                scenario.categories().get("convolution").latencyMs(),
                scenario.categories().get("data_movement").share(),
                scenario.boundBy().getOrDefault("dram", 0.0));
      }
    }
    assertThat(failed).isEqualTo(3 * 2 * 2);
  }

  /** Quick settings go through parts of files that are at hand; the result must not show it. */
  @Test
  void everyParameterCanBeSetAndComesOutAsInARun() {
    Sweep sweep = Sweeps.of(folder, AXES);
    Map<String, Parameter> parameters = parameters();
    assertThat(parameters).hasSizeGreaterThan(80);
    PointEvaluator quick = sweep.study().evaluator();
    int changed = 0;
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      String value = other(entry.getKey(), entry.getValue());
      Map<String, String> settings = Map.of(entry.getKey(), value);
      List<ScenarioResult> expected = run(settings).scenarios();
      List<ScenarioResult> found = quick.at(settings);
      for (int s = 0; s < found.size(); s++) {
        assertThat(found.get(s).latencyMs())
            .as(entry.getKey() + "=" + value)
            .isEqualTo(expected.get(s).latencyMs());
        assertThat(found.get(s).boundBy()).isEqualTo(expected.get(s).boundBy());
        changed += found.get(s).latencyMs() == quick.at(Map.of()).get(s).latencyMs() ? 0 : 1;
      }
    }
    // If settings were lost, all of this would agree as well.
    assertThat(changed).isGreaterThan(20);
  }

  /** Those that a path leads to: no path leads into a list. */
  private Map<String, Parameter> parameters() {
    ScenarioReader reader = new ScenarioReader(folder.resolve("experiments/small.yaml"), List.of());
    Map<String, Parameter> all =
        reader
            .scenarios(
                ScenarioSet.of(reader.read(ExperimentFile.KIND)),
                Overlay.ofAssignments("--set", List.of()))
            .get(0)
            .parameters();
    return all.entrySet().stream()
        .filter(entry -> !entry.getKey().contains("["))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Half of a value, which is in bounds for nearly all; twice or the same number for the others.
   */
  private static String other(String path, Parameter parameter) {
    Quantity quantity = parameter.quantity();
    double value = quantity.magnitude().doubleValue();
    double half = quantity.dimension().isWhole() ? Math.max(1, Math.floor(value / 2)) : value / 2;
    if (path.equals("memory.line") || path.endsWith("svl") || path.endsWith("l1d.size")) {
      half = value * 2;
    }
    return Quantity.of(half, quantity.unit().symbol(), quantity.dimension()).toString();
  }

  @Test
  void theResultDoesNotDependOnThreads() throws IOException {
    Sweep sweep = Sweeps.of(folder, AXES);
    List<List<String>> all = new ArrayList<>();
    for (int threads : List.of(1, 2, 5)) {
      Path out = folder.resolve("out" + threads);
      Files.createDirectories(out);
      try (SweepRun run = SweepRun.open(sweep, "test", out)) {
        all.add(Sweeps.lines(run.run(new LocalEngine(threads), (done, of) -> {})));
      }
    }
    assertThat(all.get(0)).hasSize(36);
    assertThat(all.get(1)).isEqualTo(all.get(0));
    assertThat(all.get(2)).isEqualTo(all.get(0));
  }

  @Test
  void aPathThatDoesNotExistIsAMistakeAndNoFailingPoint() {
    assertThatThrownBy(() -> Sweeps.of(folder, "axes: [{path: memory.l3.sice, values: [4 MiB]}]\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("memory.l3.sice: unknown key");
    assertThatThrownBy(
            () ->
                Sweeps.of(
                    folder,
                    "axes: [{path: memory.l3.size, values: [4 MiB]}]\nmetrics: [latency]\n"))
        .hasMessageContaining("latency_ms");
  }

  @Test
  void constraintsChoosePoints() {
    Sweep sweep =
        Sweeps.of(
            folder,
            """
            axes:
              - {name: l3, path: memory.l3.size, values: [4 MiB, 8 MiB, 16 MiB]}
              - {path: memory.slc.size, values: [8 MiB, 16 MiB]}
              - {path: workload.dtype, values: [fp16, int8]}
            constraints: ["l3 <= memory.slc.size", "workload.dtype == int8", "l3 >= 8000 KiB"]
            """);
    // l3 8 with slc 8 and 16, l3 16 with slc 16; of 12 points 9 are left out.
    assertThat(sweep.size()).isEqualTo(3);
    assertThat(sweep.leftOut()).isEqualTo(9);
    assertThat(sweep.settings(2))
        .containsEntry("memory.l3.size", "16 MiB")
        .containsEntry("memory.slc.size", "16 MiB");
  }

  @Test
  void drawnPointsCoverTheirRanges() {
    for (String design : List.of("latin_hypercube", "sobol")) {
      Sweep sweep =
          Sweeps.of(
              folder,
              "design: "
                  + design
                  + "\npoints: 64\naxes: [{path: memory.l3.latency, from: 10 ns,"
                  + " to: 42 ns}]\n");
      // 64 points over 32 ns: two in each nanosecond, for a hypercube exactly one in each half.
      TreeSet<Integer> slices = new TreeSet<>();
      for (int point = 0; point < 64; point++) {
        slices.add((int) Math.floor((Double) sweep.axisCells(point).get(0)));
      }
      assertThat(slices).as(design).hasSize(32);
    }
  }

  @Test
  void countsAreDrawnAsWholeNumbers() {
    for (String design : List.of("latin_hypercube", "sobol")) {
      Sweep sweep =
          Sweeps.of(
              folder,
              "design: " + design + "\npoints: 64\naxes: [{path: run.threads, from: 1, to: 4}]\n");
      Map<String, Long> counts =
          IntStream.range(0, 64)
              .mapToObj(point -> sweep.settings(point).get("run.threads"))
              .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
      // Four whole numbers that are equally likely, and points that lie evenly.
      assertThat(counts).as(design).isEqualTo(Map.of("1", 16L, "2", 16L, "3", 16L, "4", 16L));
      assertThat(sweep.evaluator().at(0).isFailed()).isFalse();
    }
  }

  @Test
  void valuesThatFitOnlyTogetherAreNoMistake() {
    // The phone has eight cores, so nine threads fit only with more of them.
    Sweep sweep =
        Sweeps.of(
            folder,
            """
            axes:
              - {path: run.threads, values: [9, 12]}
              - {path: clusters.premium.cores, values: [9, 16]}
            """);
    assertThat(sweep.size()).isEqualTo(4);
    assertThat(sweep.evaluator().at(0).isFailed()).isFalse();
  }

  @Test
  void aWrongUnitIsAMistakeBesideAnAxisThatFits() {
    assertThatThrownBy(
            () ->
                Sweeps.of(
                    folder,
                    """
                    axes:
                      - {path: run.threads, values: [1, 2]}
                      - {path: memory.l3.size, values: [4 ns, 8 ns]}
                    """))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("memory.l3.size");
  }

  /** 1, 2.75, 4.5, 6.25 and 8 threads; 128, 203.2, 322.5 and 512 bits, on a logarithmic scale. */
  @Test
  void stepsOverCountsAreWholeNumbers() {
    assertThat(steps("path: run.threads, from: 1, to: 8, steps: 5"))
        .containsExactly(1.0, 3.0, 5.0, 6.0, 8.0);
    assertThat(steps("path: run.threads, from: 8, to: 1, steps: 5"))
        .containsExactly(8.0, 6.0, 5.0, 3.0, 1.0);
    assertThat(
            steps("path: matrix_units.sme2.svl, from: 128 bit, to: 512 bit, steps: 4, scale: log"))
        .containsExactly(128.0, 203.0, 323.0, 512.0);
    // Of other numbers the steps are exact.
    assertThat(steps("path: memory.l3.latency, from: 10 ns, to: 13 ns, steps: 3"))
        .containsExactly(10.0, 11.5, 13.0);
  }

  private List<Object> steps(String axis) {
    Sweep sweep = Sweeps.of(folder, "axes: [{" + axis + "}]\n");
    return IntStream.range(0, sweep.size()).mapToObj(i -> sweep.axisCells(i).get(0)).toList();
  }

  @Test
  void moreStepsThanWholeNumbersAreRefused() {
    assertThatThrownBy(() -> steps("path: run.threads, from: 1, to: 4, steps: 5"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "axes[0]: run.threads takes whole numbers only, and 5 steps from 1 to 4 give 3 twice;"
                + " take fewer steps, or list the values");
  }
}
