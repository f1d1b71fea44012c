package io.tilewise.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResultFileTest {

  private static final UncertaintyResult UNCERTAINTY =
      new UncertaintyResult(
          10,
          1,
          new Interval(1.5, 2.5),
          new Interval(1, 1),
          Map.of("gemm", new Interval(1, 2)),
          List.of(new ParameterEffect("memory.size", "GiB", 0.1, 0.2, 1.9, 2.2)));

  private static RunResult result(ParameterResult... parameters) {
    return result(Optional.empty(), parameters);
  }

  private static RunResult result(
      Optional<UncertaintyResult> uncertainty, ParameterResult... parameters) {
    Map<String, Double> boundBy = new LinkedHashMap<>();
    boundBy.put("z", 1.5);
    boundBy.put("a", 0.5);
    ScenarioResult scenario =
        new ScenarioResult(
            "neon",
            "",
            "gemm",
            "fp16",
            "phone",
            "runtime",
            "normal",
            List.of("ultra"),
            1,
            2,
            1,
            Map.of("gemm", new CategoryResult(2, 1)),
            boundBy,
            Map.of(),
            List.of(),
            List.of(
                new CeilingResult("compute", "sme2", "f16", 1e12),
                new CeilingResult("bandwidth", "dram", "", 5e10)),
            List.of(parameters),
            uncertainty);
    return new RunResult(
        RunResult.SCHEMA,
        "1.0",
        List.of(new InputFile("a.yaml", "00ff")),
        "a",
        "Ümlaut \"quoted\"\n",
        "neon",
        List.of(scenario));
  }

  private static ParameterResult parameter(Optional<Double> end) {
    return new ParameterResult("memory.size", 0.1, "GiB", "a book", "published", end, end);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    RunResult result =
        result(Optional.of(UNCERTAINTY), parameter(Optional.empty()), parameter(Optional.of(1e-9)));
    assertThat(ResultFile.read(ResultFile.write(result))).isEqualTo(result);
  }

  @Test
  void mapsKeepTheirOrder() {
    RunResult read = ResultFile.read(ResultFile.write(result()));
    assertThat(read.scenario("neon").orElseThrow().boundBy().keySet()).containsExactly("z", "a");
  }

  @Test
  void aRangeThatIsNotThereIsLeftOut() {
    assertThat(ResultFile.write(result(parameter(Optional.empty()))))
        .doesNotContain("low", "null")
        .endsWith("}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                            | this is no result",
        "[]                                            | this is no result",
        "{\"title\": \"x\"}                         | this is no result",
        "{                                             | line 1, column 2: ",
        "not JSON                                      | line 1, column 1: ",
        "{\"schema\": \"tilewise.result/1\", \"inputs\": [{\"path\": \"a\", \"sha256\": \"0\","
            + " \"new\": 1}]} | inputs[0].new: this key is not part of",
        "{\"schema\": \"tilewise.result/1\", \"inputs\": [{\"path\": \"a\", \"sha256\": \"0\","
            + " \"sha256\": \"1\"}]} | inputs[0].sha256: the key is there twice",
        "{\"schema\": \"tilewise.result/1\"}            | tool_version: the key is missing",
        "{\"schema\": \"tilewise.result/1\", \"scenarios\": 3} | scenarios: the key is missing, or",
        "{\"schema\": \"tilewise.result/1\", \"inputs\": [{\"path\": []}]} | inputs[0].path: the"
            + " key",
      })
  void aBrokenResultIsRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> ResultFile.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aResultOfAnotherVersionIsRefusedByName() {
    String other = ResultFile.write(result()).replace("result/1", "result/2");
    assertThatThrownBy(() -> ResultFile.read(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("its schema is tilewise.result/2, this version reads tilewise.result/1");
  }

  @Test
  void aResultOfANewerVersionWithOtherKeysIsRefusedByItsVersion() {
    assertThatThrownBy(() -> ResultFile.read("{\"schema\": \"tilewise.result/2\", \"runs\": []}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tilewise.result/2");
  }
}
