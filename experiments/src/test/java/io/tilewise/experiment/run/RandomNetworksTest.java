package io.tilewise.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.PhaseTimes;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.sim.SimTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of random networks on the shipped phone with random changes, the same in every build. */
class RandomNetworksTest {
  private static final int CASES = 12;
  private static final double ROUNDING = 1e-9;

  @TempDir private Path folder;

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(CASES);
  }

  /** A chain of operators with branches that are added again, at random sizes. */
  private static String network(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    text.append("model: graph\ndtype: ").append(random.nextBoolean() ? "fp16" : "fp32");
    int side = 8 << random.nextInt(4);
    text.append("\ninputs: {x: [1, ").append(1 + random.nextInt(24)).append(", ");
    text.append(side).append(", ").append(side).append("]}\noperators:\n");
    String last = "x";
    int length = 3 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      String name = "op" + i;
      String operator =
          switch (random.nextInt(5)) {
            case 0, 1 ->
                "convolution, channels: " + (1 + random.nextInt(64)) + ", kernel: 3, padding: 1";
            case 2 -> "relu";
            case 3 -> "batch_norm";
            default -> "sigmoid";
          };
      text.append("  - {name: ").append(name).append(", inputs: ").append(last);
      text.append(", operator: ").append(operator).append("}\n");
      last = name;
      if (random.nextInt(3) == 0) {
        text.append("  - {name: sum").append(i).append(", inputs: [").append(last).append(", ");
        text.append(last).append("], operator: add}\n");
        last = "sum" + i;
      }
    }
    return text.append("outputs: ").append(last).append('\n').toString();
  }

  private static String changes(SplittableRandom random) {
    String[] cores = {"ultra", "premium1", "premium2", "premium3"};
    int threads = 1 + random.nextInt(cores.length);
    return "run: {threads: "
        + threads
        + ", cores: ["
        + String.join(", ", List.of(cores).subList(0, threads))
        + "], clocks: {ultra: "
        + (1 + random.nextInt(4))
        + " GHz, sme2: "
        + (1 + random.nextInt(3))
        + " GHz}}\nscenarios:\n  - {name: base, set: {memory.dram.bandwidth: "
        + (5 + random.nextInt(80))
        + " GB/s, runtime.instruction_sets: "
        + (random.nextBoolean() ? "[neon]" : "[neon, sme2]")
        + ", lowering.merge_transposes: "
        + random.nextBoolean()
        + "}}\n";
  }

  private Experiment experiment(long seed, String... assignments) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Path workload = folder.resolve("network.yaml");
    Files.writeString(workload, network(random));
    Path file = Files.createDirectories(folder.resolve("experiments")).resolve("test.yaml");
    Files.writeString(
        file,
        "title: A random network\nworkload: ../network.yaml\ndevice: "
            + TestExperiment.CONFIGS
            + "/devices/vivo-x300.yaml\nruntime: "
            + TestExperiment.CONFIGS
            + "/runtimes/executorch-1.1.0-pf16-igemm.yaml\n"
            + changes(random));
    return Experiment.read(file, List.of(assignments), List.of(TestExperiment.CONFIGS));
  }

  private static ScenarioResult run(Experiment experiment) {
    return ExperimentRun.run(experiment, "1.0.0").scenarios().get(0);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void timeIsConserved(long seed) throws IOException {
    ScenarioResult result = run(experiment(seed));
    double calls = 0;
    for (CallResult call : result.calls()) {
      // Calls follow each other without a gap.
      assertThat(call.startUs()).isCloseTo(calls, within(1e-6));
      calls += call.durationUs();
      double bounds = call.boundBy().values().stream().mapToDouble(Double::doubleValue).sum();
      double phases = call.phases().values().stream().mapToDouble(Double::doubleValue).sum();
      // To a picosecond for each part.
      assertThat(bounds).isCloseTo(call.durationUs(), within(1e-5));
      assertThat(phases).isCloseTo(call.durationUs(), within(1e-5));
    }
    double categories =
        result.categories().values().stream().mapToDouble(CategoryResult::latencyMs).sum();
    assertThat(calls).isPositive();
    assertThat(calls / 1e3).isCloseTo(result.latencyMs(), within(1e-8));
    assertThat(categories).isCloseTo(result.latencyMs(), within(1e-8));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameInputGivesTheSameResult(long seed) throws IOException {
    RunResult once = ExperimentRun.run(experiment(seed), "1.0.0");
    assertThat(ExperimentRun.run(experiment(seed), "1.0.0")).isEqualTo(once);
  }

  /** Seconds that each resource is busy, by its name, if a core did all of a call alone. */
  private static Map<String, Double> busy(Scenario scenario, CallRecord record, Core core) {
    Map<String, Double> busy = new HashMap<>();
    for (Phase phase : record.call().costs().get(core).phases()) {
      for (PhaseTimes.Share share : PhaseTimes.of(phase, scenario.device(), core.type())) {
        busy.merge(share.bottleneck().key(), share.seconds(), Double::sum);
      }
    }
    return busy;
  }

  private static double serial(Scenario scenario, CallRecord record, Core core) {
    return record.call().costs().get(core).phases().stream()
        .mapToDouble(
            phase ->
                PhaseTimes.of(phase, scenario.device(), core.type()).stream()
                    .mapToDouble(PhaseTimes.Share::seconds)
                    .max()
                    .orElse(0))
        .sum();
  }

  /**
   * No resource serves more than all threads' shares of it, whichever core is the fastest; and the
   * slowest of the cores alone would be done in the sum of its phases.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void aCallIsNoFasterThanTheRooflineAndNoSlowerThanTheSerialSum(long seed) throws IOException {
    Scenario scenario = experiment(seed).scenarios().get(0);
    Timeline timeline = scenario.replay();
    for (CallRecord record : timeline.calls()) {
      List<Core> cores = scenario.cores().subList(0, record.threads());
      double roofline =
          cores.stream()
              .mapToDouble(
                  core ->
                      busy(scenario, record, core).values().stream()
                          .mapToDouble(Double::doubleValue)
                          .max()
                          .orElse(0))
              .min()
              .orElseThrow();
      double units = Math.max(cores.size(), scenario.device().matrixUnits().get(0).unit().count());
      double overhead =
          record.call().overhead() + (record.threads() > 1 ? scenario.forkAndJoin() : 0);
      double took = SimTime.toSeconds(record.duration()) - overhead;
      assertThat(took + 1e-9).isGreaterThanOrEqualTo(roofline / units * (1 - ROUNDING));
      double slowest =
          cores.stream().mapToDouble(core -> serial(scenario, record, core)).max().orElseThrow();
      assertThat(took - 1e-9).isLessThanOrEqualTo(slowest * (1 + ROUNDING));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void moreOfAResourceNeverTakesLonger(long seed) throws IOException {
    double base = run(experiment(seed, "run.threads=1", "run.cores=ultra")).latencyMs();
    for (String more :
        List.of(
            "memory.dram.bandwidth=200 GB/s",
            "run.clocks.ultra=4.5 GHz",
            "run.clocks.sme2=4 GHz",
            "memory.dram.latency=20 ns")) {
      assertThat(run(experiment(seed, "run.threads=1", "run.cores=ultra", more)).latencyMs())
          .as(more)
          .isLessThanOrEqualTo(base * (1 + ROUNDING));
    }
  }
}
