package io.tilewise.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.config.ConfigException;
import io.tilewise.cpu.device.Core;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioBuilderTest {
  private static final String ONE = "scenarios: [{name: only}]\n";

  @TempDir private Path folder;

  private List<Scenario> scenarios(String yaml, String... assignments) throws IOException {
    return new TestExperiment(folder, yaml).read(assignments).scenarios();
  }

  private List<String> cores(String run) throws IOException {
    return scenarios("run: " + run + "\n" + ONE).get(0).cores().stream().map(Core::name).toList();
  }

  @Test
  void withoutRunItIsOneThreadOnTheFirstCoreInTheFirstMode() throws IOException {
    Scenario scenario = scenarios(ONE).get(0);
    assertThat(scenario.cores()).extracting(Core::name).containsExactly("ultra");
    assertThat(scenario.mode()).isEqualTo("normal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{threads: 2}                             | ultra premium1",
        "{cores: premium2}                        | premium2",
        "{cores: [pro1, ultra]}                   | pro1 ultra",
        "{cores: [pro1, ultra], threads: 1}       | pro1",
        "{threads: 8} | ultra premium1 premium2 premium3 pro1 pro2 pro3 pro4",
      })
  void threadsRunOnTheCoresNamedInTheirOrder(String run, String expected) throws IOException {
    assertThat(cores(run)).containsExactly(expected.split(" "));
  }

  @Test
  void aScenarioMayHaveFilesOfItsOwn() throws IOException {
    List<Scenario> scenarios =
        scenarios(
            """
            scenarios:
              - name: base
              - name: other
                workload: %1$s/workloads/transpose.yaml
                runtime: %1$s/runtimes/executorch-1.2.0.yaml
            """
                .replace("%1$s", TestExperiment.CONFIGS.toString()));
    assertThat(scenarios).extracting(s -> s.workload().name()).containsExactly("gemm", "transpose");
    assertThat(scenarios)
        .extracting(Scenario::runtime)
        .containsExactly("executorch-1.1.0-pf16-igemm", "executorch-1.2.0");
  }

  @Test
  void aScenariosChangesAreItsOwnAndAssignmentsHoldForAll() throws IOException {
    List<Scenario> scenarios =
        scenarios(
            """
            scenarios:
              - name: base
              - name: larger
                set: {workload.rows: 4096, run.threads: 2}
            """,
            "workload.columns=16");
    assertThat(scenarios)
        .extracting(s -> s.plan().multiplyAccumulates())
        .containsExactly(16384L * 16 * 128, 4096L * 16 * 128);
    assertThat(scenarios).extracting(s -> s.cores().size()).containsExactly(1, 2);
  }

  @Test
  void anAssignmentWinsOverTheScenario() throws IOException {
    assertThat(
            scenarios("scenarios: [{name: only, set: {workload.rows: 64}}]\n", "workload.rows=32")
                .get(0)
                .plan()
                .multiplyAccumulates())
        .isEqualTo(32L * 256 * 128);
  }

  @Test
  void scenariosThatAgreeShareThePlan() throws IOException {
    List<Scenario> scenarios =
        scenarios(
            """
            scenarios:
              - name: base
              - {name: memory, set: {memory.dram.bandwidth: 40 GB/s}}
              - {name: lowering, set: {lowering.fuse_activation: false}}
            """);
    assertThat(scenarios.get(1).plan()).isSameAs(scenarios.get(0).plan());
    assertThat(scenarios.get(2).plan()).isNotSameAs(scenarios.get(0).plan());
  }

  @Test
  void clocksOfTheRunOverrideThoseOfTheMode() throws IOException {
    Scenario scenario = scenarios("run: {clocks: {ultra: 2 GHz}}\n" + ONE).get(0);
    assertThat(scenario.cores().get(0).type().clock()).isEqualTo(2e9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory.dram.bandwith=60 GB/s  | memory.dram.bandwith: unknown key",
        "runtime.versoin=1             | versoin: unknown key",
        "lowering.fuse=false           | lowering.fuse: unknown key",
        "kernels.none.isa=neon         | kernels.none: an overlay cannot add a name here",
        "workload.row=3                | row: unknown key",
        "run.thread=3                  | run.thread: unknown key",
        "run=3                         | run: a path goes on after \"run\"",
        "runs.threads=3                | runs: unknown key; did you mean \"run\"?",
        "run.threads                   | write path=value",
      })
  void aChangeThatFitsNowhereIsReportedExactlyOnce(String assignment, String message) {
    assertThatThrownBy(() -> scenarios(ONE, assignment))
        .isInstanceOfSatisfying(
            ConfigException.class,
            refusal ->
                assertThat(refusal.problems())
                    .singleElement()
                    .asString()
                    .startsWith("--set " + assignment + ": ")
                    .contains(message));
  }

  @Test
  void aScenarioIsFoundByName() throws IOException {
    Experiment experiment = new TestExperiment(folder, ONE).read();
    assertThat(experiment.scenario("only")).hasValue(experiment.scenarios().get(0));
    assertThat(experiment.scenario("other")).isEmpty();
    assertThat(experiment.name()).isEqualTo("test");
  }

  @Test
  void anExperimentWithManyThreadsTakesLessTime() throws IOException {
    List<Scenario> scenarios =
        scenarios(
            """
            scenarios:
              - {name: one, set: {run.cores: premium1}}
              - {name: three, set: {run.cores: [premium1, premium2, premium3]}}
            """,
            "runtime.instruction_sets=[neon]");
    assertThat(scenarios.get(1).replay().duration())
        .isLessThan(scenarios.get(0).replay().duration());
  }
}
