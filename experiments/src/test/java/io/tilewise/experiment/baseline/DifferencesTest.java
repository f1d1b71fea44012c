package io.tilewise.experiment.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.ParameterForm;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Comparisons of small baselines, by hand. */
class DifferencesTest {
  /** Two calls of 60 us and 40 us: 0.1 ms, all of it convolution. */
  private static final String RECORDED =
      """
      experiment: e
      tool: 1.0.0
      history: [{reason: first, tool: 1.0.0}]
      inputs:
        - {file: device.yaml, sha256: %1$s}
      settings:
        - {path: memory.dram.bandwidth, value: 60 GB/s}
        - {path: kernels.fast.parameters.n, value: 4}
      scenarios:
        - {name: base, latency: 0.1 ms, categories: {convolution: 0.1 ms, gemm: 0 ms}}
      plans:
        - scenarios: [base]
          calls:
            - {us: [60], name: a, operator: Conv, shape: 1 -> 2, kernel: fast, category: convolution}
            - {us: [40], name: b, operator: Conv, shape: 2 -> 2, kernel: fast, category: convolution}
      """
          .formatted("0".repeat(64));

  private static BaselineFile read(String yaml) {
    return new ConfigReader()
        .parse("test", yaml)
        .bind(BaselineFile.KIND.format(), ParameterForm.FULL_OR_SHORT)
        .value();
  }

  private static Differences with(String... replacements) {
    String now = RECORDED;
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(now).contains(replacements[i]);
      now = now.replace(replacements[i], replacements[i + 1]);
    }
    return new Differences(read(RECORDED), read(now));
  }

  @Test
  void theSameIsTheSame() {
    Differences none = with();
    assertThat(none.movements()).isEmpty();
    assertThat(none.changes()).isEmpty();
    // Latency, two categories, two calls.
    assertThat(none.figures()).isEqualTo(5);
  }

  @Test
  void aLatencyMayMoveByItsToleranceAndNoFurther() {
    // A thousandth of 0.1 ms is 0.0001 ms.
    assertThat(with("latency: 0.1 ms", "latency: 0.10009 ms").movements()).isEmpty();
    assertThat(with("latency: 0.1 ms", "latency: 0.09991 ms").movements()).isEmpty();
    assertThat(with("latency: 0.1 ms", "latency: 0.10011 ms").movements()).hasSize(1);
    assertThat(with("latency: 0.1 ms", "latency: 0.09989 ms").movements())
        .singleElement()
        .satisfies(
            moved -> {
              assertThat(moved.kind()).isEqualTo(Movement.Kind.LATENCY);
              assertThat(moved.percent().orElseThrow()).isCloseTo(-0.11, within(1e-6));
            });
  }

  @Test
  void aCallMayMoveByOnePercent() {
    assertThat(with("us: [40]", "us: [40.4]").movements()).isEmpty();
    assertThat(with("us: [40]", "us: [40.5]").movements())
        .extracting(Movement::subject, Movement::tolerancePercent)
        .containsExactly(tuple("b, Conv", 1.0));
  }

  @Test
  void aCategoryThatWasNothingMoves() {
    assertThat(with("gemm: 0 ms", "gemm: 0.001 ms").movements())
        .singleElement()
        .satisfies(
            moved -> {
              assertThat(moved.subject()).isEqualTo("gemm");
              assertThat(moved.percent()).isEmpty();
            });
  }

  @Test
  void aCallThatIsInsertedMovesNoOther() {
    String inserted =
        "      - {us: [5], name: t, operator: Transpose, shape: 2 -> 2, kernel: slow,"
            + " category: data_movement}\n      - {us: [40]";
    Differences differences = with("      - {us: [40]", inserted);
    assertThat(differences.movements())
        .extracting(Movement::subject, Movement::recorded, Movement::now, Movement::note)
        .containsExactly(
            tuple("t, Transpose", Optional.empty(), Optional.of(5.0), "new call, slow"));
  }

  @Test
  void aCallOfAnotherShapeIsAnotherCall() {
    assertThat(with("shape: 2 -> 2", "shape: 3 -> 3").movements())
        .extracting(Movement::note)
        .containsExactlyInAnyOrder("call gone, fast", "new call, fast");
  }

  @Test
  void ofEqualCallsTheFirstIsTheFirst() {
    String twice =
        RECORDED.replace("name: b,", "name: a,").replace("shape: 2 -> 2", "shape: 1 -> 2");
    String changed = twice.replace("us: [40]", "us: [80]");
    assertThat(new Differences(read(twice), read(changed)).movements())
        .extracting(Movement::recorded, Movement::now)
        .containsExactly(tuple(Optional.of(40.0), Optional.of(80.0)));
  }

  @Test
  void theLargestEffectComesFirstWithinAKind() {
    assertThat(with("us: [60]", "us: [62]", "us: [40]", "us: [30]").movements())
        .extracting(Movement::subject)
        .containsExactly("b, Conv", "a, Conv");
  }

  @Test
  void anotherKernelIsNoted() {
    assertThat(
            with(
                    "us: [60], name: a, operator: Conv, shape: 1 -> 2, kernel: fast",
                    "us: [90], name: a, operator: Conv, shape: 1 -> 2, kernel: other")
                .movements())
        .extracting(Movement::note)
        .containsExactly("kernel fast -> other");
  }

  @Test
  void scenariosThatOnlyOneSideHasAreMovements() {
    assertThat(
            with("name: base", "name: other", "scenarios: [base]", "scenarios: [other]")
                .movements())
        .extracting(Movement::kind, Movement::scenario)
        .containsExactly(
            tuple(Movement.Kind.SCENARIO, "base"), tuple(Movement.Kind.SCENARIO, "other"));
  }

  @Test
  void changedValuesFilesAndVersionsAreFound() {
    Differences differences =
        with(
            "60 GB/s",
            "40 GB/s",
            "sha256: 0",
            "sha256: 1",
            "tool: 1.0.0\nhistory",
            "tool: 1.1.0\nhistory");
    assertThat(differences.changes())
        .extracting(Change::kind, Change::subject, c -> c.recorded().orElse("").length())
        .containsExactly(
            tuple(Change.Kind.SETTING, "memory.dram.bandwidth", 7),
            tuple(Change.Kind.FILE, "device.yaml", 64),
            tuple(Change.Kind.TOOL, "Tilewise", 5));
    assertThat(differences.movements()).isEmpty();
  }

  @Test
  void valuesOfAKernelThatIsNoLongerUsedAreNoChange() {
    assertThat(with("kernels.fast.", "kernels.other.").changes()).isEmpty();
    assertThat(with("value: 4", "value: 5").changes()).hasSize(1);
  }
}
