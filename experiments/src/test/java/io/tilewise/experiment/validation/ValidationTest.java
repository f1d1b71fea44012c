package io.tilewise.experiment.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigException;
import io.tilewise.experiment.result.ResultJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {

  @TempDir private Path folder;

  private ValidationResult run(String text) throws IOException {
    return ValidationRun.run(List.of(TestValidation.read(folder, text)), "test", 10, 1);
  }

  @Test
  void everyFigureIsPredictedAndJudged() throws IOException {
    ValidationResult result = run(TestValidation.TEXT);
    assertThat(result.cases()).extracting(CaseResult::id).containsExactly("slow", "fast", "ratio");
    CaseResult slow = result.cases().get(0);
    CaseResult fast = result.cases().get(1);
    CaseResult ratio = result.cases().get(2);
    assertThat(ratio.predicted()).isCloseTo(slow.predicted() / fast.predicted(), within(1e-9));
    for (CaseResult figure : result.cases()) {
      double error = 100 * (figure.predicted() - figure.published()) / figure.published();
      assertThat(figure.errorPercent()).isCloseTo(error, within(1e-9));
      assertThat(figure.passed()).isEqualTo(Math.abs(error) <= 5);
      assertThat(figure.predicted()).isBetween(figure.low(), figure.high());
      assertThat(figure.tolerancePercent()).isEqualTo(5);
      assertThat(figure.withinInterval())
          .isEqualTo(figure.low() <= figure.published() && figure.published() <= figure.high());
    }
    assertThat(slow.low()).isLessThan(slow.high());
    assertThat(slow.dominant()).isNotEmpty();
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOthers() throws IOException {
    Validation validation = TestValidation.read(folder, TestValidation.TEXT);
    String first = ResultJson.text(ValidationRun.run(List.of(validation), "test", 10, 1));
    assertThat(ResultJson.text(ValidationRun.run(List.of(validation), "test", 10, 1)))
        .isEqualTo(first)
        .contains("\"schema\" : \"tilewise.validation/1\"", "\"error_percent\" : ");
    assertThat(ResultJson.text(ValidationRun.run(List.of(validation), "test", 10, 2)))
        .isNotEqualTo(first);
  }

  @Test
  void onlyAGatedMissMakesItFail() throws IOException {
    String missed = TestValidation.TEXT.replace("value: 20", "value: 2000");
    assertThat(run(missed).failed()).isFalse();
    assertThat(run(missed.replaceFirst("tolerance: 5 %", "tolerance: 5 %, gate: true")).failed())
        .isTrue();
    assertThat(run(missed.replaceFirst("tolerance: 5 %", "tolerance: 200 %, gate: true")).failed())
        .isFalse();
  }

  @Test
  void changesHoldForAllScenarios() throws IOException {
    Path file = TestValidation.write(folder, "a.yaml", TestValidation.TEXT);
    List<String> half = List.of("workload.rows=8192");
    Validation changed = Validation.read(file, half, List.of(TestValidation.CONFIGS));
    CaseResult smaller = changed.predict(2, 1).get(0);
    assertThat(smaller.predicted())
        .isLessThan(0.7 * run(TestValidation.TEXT).cases().get(0).predicted());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value: 20, unit: ms|value: 20, unit: x|cases.slow.unit|this metric is in ms, not x",
        "value: 20|value: 0|cases.slow.value|must be above 0",
        "baseline: neon, ||cases.ratio.baseline|this metric compares with a scenario",
        "slow: {scenario: neon|slow: {scenario: neon, baseline: sme2|cases.slow.baseline|leave",
        "slow: {scenario: neon|slow: {scenario: noen|cases.slow.scenario|did you mean \"neon\"",
        "baseline: neon|baseline: noen|cases.ratio.baseline|there is no \"noen\"",
        "name: sme2|name: neon|scenarios[1].name|two scenarios are named",
        "metric: latency|metric: letency|cases.slow.metric|latency",
        "role: held_out|role: heldout|cases.fast.role|held_out",
        "tolerance: 5 %|tolerance: 5 ms|cases.slow.tolerance|5 ms",
      })
  void whatIsWrongIsSaidAtItsPlace(String old, String changed, String path, String message) {
    String text = TestValidation.TEXT.replace(old, changed == null ? "" : changed);
    assertThatThrownBy(() -> TestValidation.read(folder, text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("made-up.yaml:")
        .hasMessageContaining(path + ": ")
        .hasMessageContaining(message);
  }
}
