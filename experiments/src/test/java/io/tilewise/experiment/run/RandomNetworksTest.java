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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of random networks on the shipped phone with random changes, and on random devices; the same in
 * every build.
 */
class RandomNetworksTest {
  private static final int ON_THE_PHONE = 12;
  private static final int ON_DEVICES = 60;
  private static final List<String> ON_THE_PHONE_BETTER =
      List.of(
          "memory.dram.bandwidth=200 GB/s",
          "run.clocks.ultra=4.5 GHz",
          "run.clocks.sme2=4 GHz",
          "memory.dram.latency=20 ns");
  private static final double ROUNDING = 1e-9;

  @TempDir private Path folder;

  /**
   * What is run.
   *
   * @param shipped whether on the shipped phone, else on a random device
   */
  record Case(boolean shipped, long seed) {
    @Override
    public String toString() {
      return (shipped ? "phone " : "device ") + seed;
    }
  }

  static Stream<Case> cases() {
    return Stream.concat(
        LongStream.rangeClosed(1, ON_THE_PHONE).mapToObj(seed -> new Case(true, seed)),
        LongStream.rangeClosed(1, ON_DEVICES).mapToObj(seed -> new Case(false, seed)));
  }

  private static String onThePhone(SplittableRandom random) {
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
        + " GB/s, "
        + runtime(random, true)
        + "}}\n";
  }

  private static String on(RandomInputs.Device device, SplittableRandom random) {
    return "run: {threads: "
        + (1 + random.nextInt(device.cores()))
        + "}\nscenarios:\n  - {name: base, set: {"
        + runtime(random, device.hasUnit())
        + "}}\n";
  }

  private static String runtime(SplittableRandom random, boolean hasUnit) {
    return "runtime.instruction_sets: "
        + (hasUnit && random.nextInt(3) > 0 ? "[neon, sme2]" : "[neon]")
        + ", lowering.merge_transposes: "
        + random.nextBoolean();
  }

  private Experiment experiment(Case what, String... assignments) throws IOException {
    SplittableRandom random = new SplittableRandom(what.seed);
    Path workload = folder.resolve("network.yaml");
    Files.writeString(workload, RandomInputs.network(random));
    String device = TestExperiment.CONFIGS + "/devices/vivo-x300.yaml";
    String changes;
    if (what.shipped) {
      changes = onThePhone(random);
    } else {
      RandomInputs.Device made = RandomInputs.device(random);
      device = "../device.yaml";
      Files.writeString(folder.resolve("device.yaml"), made.yaml());
      changes = on(made, random);
    }
    Path file = Files.createDirectories(folder.resolve("experiments")).resolve("test.yaml");
    Files.writeString(
        file,
        "title: A random network\nworkload: ../network.yaml\ndevice: "
            + device
            + "\nruntime: "
            + TestExperiment.CONFIGS
            + "/runtimes/executorch-1.1.0-pf16-igemm.yaml\n"
            + changes);
    return Experiment.read(file, List.of(assignments), List.of(TestExperiment.CONFIGS));
  }

  private static ScenarioResult run(Experiment experiment) {
    return ExperimentRun.run(experiment, "1.0.0").scenarios().get(0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void timeIsConserved(Case what) throws IOException {
    ScenarioResult result = run(experiment(what));
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
  @MethodSource("cases")
  void theSameInputGivesTheSameResult(Case what) throws IOException {
    RunResult once = ExperimentRun.run(experiment(what), "1.0.0");
    assertThat(ExperimentRun.run(experiment(what), "1.0.0")).isEqualTo(once);
  }

  /** The busiest of some resources, in seconds, if a core did all of a call alone. */
  private static double busiest(
      Scenario scenario, CallRecord record, Core core, Predicate<String> which) {
    Map<String, Double> busy = new HashMap<>();
    for (Phase phase : record.call().costs().get(core).phases()) {
      for (PhaseTimes.Share share : PhaseTimes.of(phase, scenario.device(), core.type())) {
        busy.merge(share.bottleneck().key(), share.seconds(), Double::sum);
      }
    }
    return busy.entrySet().stream()
        .filter(resource -> which.test(resource.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .max()
        .orElse(0);
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
   * Of what all threads share there is one, of units as many as there are and threads can use, of
   * what a core has as many as there are threads; each could be the fastest core's.
   */
  private static double roofline(Scenario scenario, CallRecord record, List<Core> cores) {
    Set<String> shared = new HashSet<>();
    scenario.device().memory().levels().forEach(level -> shared.add(level.name()));
    int units = units(scenario);
    Predicate<String> ofAll = shared::contains;
    Predicate<String> ofUnit = key -> key.startsWith("sme2.");
    double bound = 0;
    bound = Math.max(bound, least(scenario, record, cores, ofAll));
    bound = Math.max(bound, least(scenario, record, cores, ofUnit) / Math.min(units, cores.size()));
    return Math.max(
        bound, least(scenario, record, cores, ofAll.or(ofUnit).negate()) / cores.size());
  }

  private static int units(Scenario scenario) {
    return scenario.device().matrixUnits().stream()
        .mapToInt(units -> units.unit().count())
        .findFirst()
        .orElse(1);
  }

  private static double sharingLoss(Scenario scenario, int threads) {
    return scenario.device().matrixUnits().stream()
        .filter(units -> units.unit().count() < threads)
        .mapToDouble(units -> units.unit().sharingLoss())
        .findFirst()
        .orElse(0);
  }

  private static double least(
      Scenario scenario, CallRecord record, List<Core> cores, Predicate<String> which) {
    return cores.stream()
        .mapToDouble(core -> busiest(scenario, record, core, which))
        .min()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCallIsNoFasterThanTheRooflineAndNoSlowerThanTheSerialSum(Case what) throws IOException {
    Scenario scenario = experiment(what).scenarios().get(0);
    Timeline timeline = scenario.replay();
    for (CallRecord record : timeline.calls()) {
      List<Core> cores = scenario.cores().subList(0, record.threads());
      double overhead =
          record.call().overhead() + (record.threads() > 1 ? scenario.forkAndJoin() : 0);
      double took = SimTime.toSeconds(record.duration()) - overhead;
      assertThat(took + 1e-9)
          .as("the roofline of " + record.call().call())
          .isGreaterThanOrEqualTo(roofline(scenario, record, cores) * (1 - ROUNDING));
      // The slowest of the cores alone would be done in the sum of its phases; but threads that
      // share a unit lose some of its rate.
      double slowest =
          cores.stream().mapToDouble(core -> serial(scenario, record, core)).max().orElseThrow()
              / (1 - sharingLoss(scenario, record.threads()));
      assertThat(took - 1e-9)
          .as("the serial sum of " + record.call().call())
          .isLessThanOrEqualTo(slowest * (1 + ROUNDING));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void moreOfAResourceNeverTakesLonger(Case what) throws IOException {
    List<String> improvements = ON_THE_PHONE_BETTER;
    String cores = "run.cores=ultra";
    if (!what.shipped) {
      SplittableRandom random = new SplittableRandom(what.seed);
      RandomInputs.network(random);
      RandomInputs.Device device = RandomInputs.device(random);
      improvements = device.improvements();
      cores = "run.cores=" + device.firstCore();
    }
    double base = run(experiment(what, "run.threads=1", cores)).latencyMs();
    for (String more : improvements) {
      assertThat(run(experiment(what, "run.threads=1", cores, more)).latencyMs())
          .as(more)
          .isLessThanOrEqualTo(base * (1 + ROUNDING));
    }
  }
}
