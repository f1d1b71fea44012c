package io.tilewise.experiment.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigException;
import io.tilewise.config.Loaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines of a matrix product on the shipped phone. */
class BaselineTest {
  private static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  private static final String EXPERIMENT =
      """
      title: A test
      workload: %1$s/workloads/gemm.yaml
      device: %1$s/devices/vivo-x300.yaml
      runtime: %1$s/runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios:
        - {name: neon, set: {runtime.instruction_sets: [neon]}}
        - {name: "sme2, fast", set: {run.mode: unconstrained}}
      """
          .replace("%1$s", CONFIGS.toString());

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.createDirectories(folder.resolve("experiments")).resolve("test.yaml");
    Files.writeString(file, EXPERIMENT);
  }

  private Baseline run(String... assignments) {
    return Baseline.of(file, List.of(assignments), List.of(CONFIGS), "1.0.0");
  }

  private Loaded<BaselineFile> written(BaselineFile baseline) {
    Path written = folder.resolve("baseline.yaml");
    try {
      Files.writeString(written, BaselineText.of(baseline));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Baseline.read(written);
  }

  @Test
  void aBaselineReadBackIsTheSameAndHolds() {
    Baseline now = run();
    BaselineFile first = now.first("it is \"the\" first: yes");
    Loaded<BaselineFile> read = written(first);
    assertThat(read.value()).isEqualTo(first);
    assertThat(now.isRecordedIn(read.value())).isTrue();
    BaselineComparison comparison = now.compare(read);
    assertThat(comparison.holds()).isTrue();
    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.figures()).isGreaterThan(10);
  }

  @Test
  void everyCallIsALine() {
    BaselineFile first = run().first("first");
    long calls = first.plans().stream().mapToLong(plan -> plan.calls().size()).sum();
    assertThat(calls).isPositive();
    assertThat(BaselineText.of(first).lines().filter(line -> line.contains("- {us: [")))
        .hasSize((int) calls);
  }

  @Test
  void aMovementIsTracedToTheValueAndWhatItExplains() {
    Loaded<BaselineFile> recorded = written(run().first("first"));
    // Half the clock; NEON does not use the unit.
    BaselineComparison comparison = run("run.clocks.sme2=1 GHz").compare(recorded);
    assertThat(comparison.holds()).isFalse();
    assertThat(comparison.movements().get(0))
        .returns("sme2, fast", Movement::scenario)
        .returns(Movement.Kind.LATENCY, Movement::kind);
    assertThat(comparison.changes())
        .extracting(Change::kind, Change::subject, Change::now)
        .containsExactly(tuple(Change.Kind.SETTING, "run.clocks.sme2", Optional.of("1 GHz")));
    // There was none to be set back.
    assertThat(comparison.contributions()).isEmpty();
    assertThat(comparison.remark()).contains("run.clocks.sme2 was not there before");
  }

  @Test
  void aValueThatIsSetBackExplainsAllIfNothingElseMoved() {
    Loaded<BaselineFile> recorded = written(run().first("first"));
    BaselineComparison comparison =
        run("matrix_units.sme2.mopa_interval=8 cycles").compare(recorded);
    Contribution contribution =
        comparison.contributions().stream()
            .filter(c -> c.scenario().equals("sme2, fast"))
            .findFirst()
            .orElseThrow();
    assertThat(contribution.recorded()).isEqualTo("2 cycles");
    assertThat(contribution.movedMs()).isPositive();
    // The recorded latency has seven digits.
    assertThat(contribution.explainedMs() / contribution.movedMs()).isCloseTo(1, within(1e-5));
  }

  /** The unit's value does nothing to NEON, whose latency has more than the seven digits kept. */
  @Test
  void aScenarioThatDidNotMoveIsNotExplained() {
    Baseline first = run();
    double neon = first.result().scenario("neon").orElseThrow().latencyMs();
    assertThat(neon).isNotEqualTo(Recording.rounded(neon));
    BaselineComparison comparison =
        run("matrix_units.sme2.mopa_interval=8 cycles").compare(written(first.first("first")));
    assertThat(comparison.contributions())
        .extracting(Contribution::scenario)
        .containsExactly("sme2, fast");
  }

  @Test
  void ofTwoValuesEachExplainsItsPart() {
    Loaded<BaselineFile> recorded = written(run().first("first"));
    BaselineComparison comparison =
        run("matrix_units.sme2.mopa_interval=8 cycles", "runtime.overheads.operator=1.7 us")
            .compare(recorded);
    assertThat(comparison.contributions())
        .filteredOn(c -> c.scenario().equals("neon"))
        .extracting(Contribution::path, c -> Math.round(100 * c.explainedMs() / c.movedMs()))
        .containsExactly(
            tuple("matrix_units.sme2.mopa_interval", 0L),
            tuple("runtime.overheads.operator", 100L));
    assertThat(comparison.remark()).contains("need not add up");
  }

  @Test
  void kernelParametersAreTracedToo() {
    Loaded<BaselineFile> recorded = written(run().first("first"));
    assertThat(run("kernels.pf16_gemm.parameters.step_instructions=600").compare(recorded))
        .satisfies(comparison -> assertThat(comparison.holds()).isFalse())
        .satisfies(
            comparison ->
                assertThat(comparison.contributions())
                    .extracting(Contribution::path, Contribution::recorded)
                    .containsExactly(tuple("kernels.pf16_gemm.parameters.step_instructions", "6")));
  }

  @Test
  void acceptingKeepsTolerancesAndHistoryAndAddsTheReason() {
    BaselineFile first = written(run().first("first")).value();
    Baseline slower = run("matrix_units.sme2.mopa_interval=8 cycles");
    assertThat(slower.isRecordedIn(first)).isFalse();
    BaselineFile accepted = written(slower.accepted(first, "slower on purpose")).value();
    assertThat(accepted.tolerances()).isEqualTo(first.tolerances());
    assertThat(accepted.history())
        .extracting(BaselineFile.HistoryBlock::reason)
        .containsExactly("first", "slower on purpose");
    assertThat(accepted.history().get(1).moved().orElseThrow()).startsWith("sme2, fast ");
    assertThat(slower.compare(written(accepted)).holds()).isTrue();
  }

  @Test
  void theBaselineOfAnotherExperimentIsRefused() throws IOException {
    Loaded<BaselineFile> recorded = written(run().first("first"));
    file = Files.move(file, file.resolveSibling("other.yaml"));
    Baseline other = run();
    assertThatThrownBy(() -> other.compare(recorded))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("this is the baseline of test, but it was compared with other");
  }

  @Test
  void scenariosWithTheSameCallsShareAList() {
    assertThat(run().first("first").plans()).hasSize(2);
    assertThat(run("runtime.instruction_sets=[neon]").first("first").plans())
        .singleElement()
        .satisfies(plan -> assertThat(plan.scenarios()).containsExactly("neon", "sme2, fast"));
  }

  @Test
  void itsUsualPlaceIsBesideTheExperiments() {
    assertThat(Baseline.usualFile(Path.of("configs/experiments/a.yaml")))
        .isEqualTo(Path.of("configs/baselines/a.yaml"));
  }
}
