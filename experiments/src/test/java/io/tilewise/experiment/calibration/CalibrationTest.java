package io.tilewise.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigException;
import io.tilewise.experiment.result.ResultJson;
import io.tilewise.experiment.validation.TestValidation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A calibration of one parameter on a matrix product. */
class CalibrationTest {
  private static final String FILE =
      """
      title: The core's clock
      validation: figures.yaml
      starts: 2
      parameters:
        - path: clusters.ultra.clock
          lower: 0.5 GHz
          upper: 20 GHz
          prior: 4 GHz
          reason: a test
      """;

  @TempDir private Path folder;

  private Calibration read(String file, String figures) throws IOException {
    TestValidation.write(folder, "figures.yaml", figures);
    Path path = TestValidation.write(folder, "fit.yaml", file);
    return Calibration.read(path, List.of(TestValidation.CONFIGS));
  }

  @Test
  void oneFigureIsMetExactlyByOneParameter() throws IOException {
    CalibrationResult result = read(FILE, TestValidation.TEXT).run("test");
    assertThat(result.residuals()).extracting(Residual::id).containsExactly("slow");
    assertThat(result.residuals().get(0).fitted()).isCloseTo(20, within(0.01));
    assertThat(result.residuals().get(0).leaveOneOutPercent()).isEmpty();
    assertThat(result.startCosts()).hasSize(2);
    FittedParameter clock = result.parameters().get(0);
    assertThat(clock.unit()).isEqualTo("GHz");
    assertThat(clock.atBound()).isFalse();
  }

  @Test
  void aFigureThatTheDeviceStatesIsFittedToAsWell() throws IOException {
    // The clock that gives 202.1 GFLOPS with 6 pipes of 4 lanes of multiply-accumulates: 4.21 GHz.
    String alone =
        FILE.replace("starts: 2", "starts: 2\ncases: [slow]\nstated: [FP32 of a C1-Ultra]");
    CalibrationResult result =
        read(alone, TestValidation.TEXT.replace("tolerance: 5 %", "tolerance: 900 %")).run("test");
    assertThat(result.residuals())
        .extracting(Residual::id)
        .containsExactly("slow", "FP32 of a C1-Ultra");
    Residual stated = result.residuals().get(1);
    assertThat(stated.published()).isEqualTo(202.1);
    assertThat(stated.fitted()).isCloseTo(202.1, within(0.1));
    assertThat(result.parameters().get(0).value()).isCloseTo(4.21, within(0.01));
  }

  @Test
  void deviationsFromAStatedFigureAreRatios() {
    // Half and twice as much are as far off: ln 2 / 0.25.
    Target stated = new Target("bandwidth", 40, 0.25, true);
    assertThat(stated.residual(80)).isCloseTo(Math.log(2) / 0.25, within(1e-12));
    assertThat(stated.residual(20)).isCloseTo(-Math.log(2) / 0.25, within(1e-12));
    assertThat(stated.error(stated.residual(20))).isCloseTo(-0.5, within(1e-12));
    Target published = new Target("time", 40, 0.25, false);
    assertThat(published.residual(20)).isEqualTo(-2);
    assertThat(published.error(-2)).isEqualTo(-0.5);
  }

  @Test
  void noHeldOutOrDerivedValueChangesAByteOfTheOutput() throws IOException {
    CalibrationResult before = read(FILE, TestValidation.TEXT).run("test");
    String changed =
        TestValidation.TEXT.replace("value: 3,", "value: 777,").replace("value: 6,", "value: 88,");
    assertThat(changed).contains("777", "88");
    CalibrationResult after = read(FILE, changed).run("test");
    assertThat(ResultJson.text(after)).isEqualTo(ResultJson.text(before));
    assertThat(FittedOverlay.of(after)).isEqualTo(FittedOverlay.of(before));
  }

  @Test
  void aCalibrationValueDoesChangeTheOutput() throws IOException {
    CalibrationResult before = read(FILE, TestValidation.TEXT).run("test");
    String changed = TestValidation.TEXT.replace("value: 20,", "value: 25,");
    assertThat(FittedOverlay.of(read(FILE, changed).run("test")))
        .isNotEqualTo(FittedOverlay.of(before));
  }

  @Test
  void aParameterWithoutEffectIsNotIdentified() throws IOException {
    String unused = FILE.replace("clusters.ultra.clock", "clusters.pro.clock");
    CalibrationResult result = read(unused, TestValidation.TEXT).run("test");
    assertThat(result.parameters().get(0).identified()).isFalse();
    assertThat(result.parameters().get(0).low()).isCloseTo(0.5, within(1e-9));
    assertThat(result.parameters().get(0).high()).isCloseTo(20, within(1e-9));
    assertThat(result.condition()).isEmpty();
    assertThat(ResultJson.text(result)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void progressIsHeardForEveryStart() throws IOException {
    AtomicInteger last = new AtomicInteger();
    read(FILE, TestValidation.TEXT)
        .run(
            "test",
            (start, starts) -> {
              assertThat(starts).isEqualTo(2);
              last.accumulateAndGet(start, Math::max);
            });
    assertThat(last).hasValue(2);
  }

  @Test
  void everyWrongUnitIsSaidAtItsKey() {
    String wrong =
        FILE.replace("0.5 GHz", "0.5 ns").replace("20 GHz", "20").replace("4 GHz", "4 GB");
    // Columns are those of the values; lines count from "title:".
    assertThatThrownBy(() -> read(wrong, TestValidation.TEXT))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.getMessage().lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("frequency"))
                    .satisfiesExactly(
                        line -> assertThat(line).contains("fit.yaml:6:12: parameters[0].lower: "),
                        line -> assertThat(line).contains("fit.yaml:7:12: parameters[0].upper: "),
                        line -> assertThat(line).contains("fit.yaml:8:12: parameters[0].prior: ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "starts: 2|cases: [slow, fast]|cases[1]: case \"fast\" is held out",
        "starts: 2|cases: [slwo]|cases[0]: there is no \"slwo\"; did you mean \"slow\"",
        "starts: 2|stated: [FP32 of a C2]|stated[0]: there is no \"FP32 of a C2\"",
        "starts: 2|stated: [FP32 of all cores, FP32 of all cores]|stated[1]: \"FP32 of all cores\" is",
        "ultra.clock|ultra.clok|parameters[0].path: there is no \"clusters.ultra.clok\"",
        "prior: 4 GHz|prior: 40 GHz|the prior (40 GHz) between them",
        "lower: 0.5 GHz|lower: 30 GHz|upper (20 GHz) above it",
        "lower: 0.5 GHz|lower: 0 GHz|lower (0 GHz) must be above 0",
        "figures.yaml|nothing.yaml|validation: there is no file \"nothing.yaml\"",
        "starts: 2|starts: 0|starts: ",
      })
  void whatIsWrongIsSaidAtItsPlace(String old, String changed, String message) {
    assertThatThrownBy(() -> read(FILE.replace(old, changed), TestValidation.TEXT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fit.yaml:")
        .hasMessageContaining(message);
  }
}
