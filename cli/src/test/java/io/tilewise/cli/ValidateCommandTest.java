package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} and {@code calibrate} on a matrix product with made-up figures. */
final class ValidateCommandTest {
  private static final String FIGURES =
      """
      title: Made up
      workload: ../workloads/gemm.yaml
      device: ../devices/vivo-x300.yaml
      runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios:
        - name: sme2
      cases:
        fitted: {scenario: sme2, metric: latency, value: 3, unit: ms, source: a test,
          role: calibration, tolerance: 900 %}
        predicted: {scenario: sme2, metric: gemm, value: 1000, unit: ms, source: a test,
          role: held_out, tolerance: 1 %}
      """;

  private static final String FIT =
      """
      title: A clock
      validation: made-up.yaml
      starts: 1
      parameters:
        - {path: matrix_units.sme2.clock, lower: 0.1 GHz, upper: 20 GHz, prior: 2 GHz, reason: test}
      """;

  @TempDir private Path folder;

  private Ran run(String command, String figures, String... options) throws IOException {
    Configs.copyTo(folder);
    Files.writeString(folder.resolve("validation/made-up.yaml"), figures);
    Files.writeString(folder.resolve("validation/fit.yaml"), FIT);
    String file = command.equals("validate") ? "made-up.yaml" : "fit.yaml";
    String[] args = new String[options.length + 2];
    args[0] = command;
    args[1] = folder.resolve("validation").resolve(file).toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return Ran.with(FileKinds.all(), args);
  }

  @Test
  void aMissWithoutGateIsReportedAndFine() throws IOException {
    Ran ran = run("validate", FIGURES, "--draws", "5");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ran.out())
        .contains("Made up\n", "Held out\n", "miss")
        .contains(
            "Held out (these are only predicted): 0 of 1 figure is predicted within tolerance");
  }

  @Test
  void aGatedMissIsExitCodeOneAndTheFilesAreWrittenAllTheSame() throws IOException {
    Path out = folder.resolve("out");
    String gated = FIGURES.replace("tolerance: 1 %", "tolerance: 1 %, gate: true");
    Ran ran = run("validate", gated, "--draws", "2", "--seed", "4", "--out", out.toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(ran.out())
        .contains("validation fails: predicted.")
        .endsWith("Written to " + out + ": validation.json, tables, a chart and junit.xml\n");
    assertThat(out.resolve("validation.json")).content().contains("\"seed\" : 4");
    assertThat(out.resolve("junit.xml")).content().contains("<failure", "failures=\"1\"");
    assertThat(out.resolve("charts/validation.png")).isNotEmptyFile();
  }

  @Test
  void changesHoldForAllScenarios() throws IOException {
    assertThat(run("validate", FIGURES, "--draws", "2", "--set", "matrix_units.sme2.clok=3 GHz"))
        .satisfies(ran -> assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_INPUT))
        .satisfies(ran -> assertThat(ran.err()).contains("clok", "did you mean"));
  }

  @Test
  void calibrationFilesAreNotTakenForValidationFilesAndOthersAre() throws IOException {
    assertThat(ShippedValidations.in(Configs.FOLDER.resolve("validation")))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("squeezesam-vivo-x300.yaml");
    Files.writeString(folder.resolve("fit.yaml"), FIT);
    Files.writeString(folder.resolve("neither.yaml"), "title: x");
    Files.writeString(folder.resolve("made-up.yaml"), FIGURES);
    assertThat(ShippedValidations.in(folder))
        .containsExactly(folder.resolve("made-up.yaml"), folder.resolve("neither.yaml"));
  }

  @Test
  void oneDrawIsNoInterval() throws IOException {
    assertThat(run("validate", FIGURES, "--draws", "1"))
        .isEqualTo(
            new Ran(
                2,
                "",
                "tilewise: the number of draws is 1; an interval needs at least 2, and at most"
                    + " 100000 are made\n"));
  }

  @Test
  void filesOfOneNameAreRefused() throws IOException {
    String again = folder.resolve("validation/../validation/made-up.yaml").toString();
    assertThat(run("validate", FIGURES, again).err())
        .startsWith("tilewise: two validation files are named made-up; ");
  }

  @Test
  void calibrateShowsAndWritesTheFitAndIsSilentOtherwise() throws IOException {
    Path out = folder.resolve("out");
    Ran ran = run("calibrate", FIGURES, "--out", out.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ran.out())
        .contains(
            "Fitted parameters\n", "matrix_units.sme2.clock", "1 parameter fitted to 1 figure,")
        .endsWith("Written to " + out + ": calibration.json, calibration.md, fitted.yaml\n");
    assertThat(out.resolve("fitted.yaml")).content().contains("status: calibrated");
    assertThat(OutputSchemaTest.schema("calibration-result").validate(json(out))).isEmpty();
  }

  private static JsonNode json(Path out) throws IOException {
    return new ObjectMapper().readTree(out.resolve("calibration.json").toFile());
  }

  @Test
  void heldOutValuesChangeNoByteThatCalibratePrints() throws IOException {
    Ran before = run("calibrate", FIGURES);
    String changed = FIGURES.replace("value: 1000,", "value: 1,");
    Files.writeString(folder.resolve("validation/made-up.yaml"), changed);
    Ran after =
        Ran.with(FileKinds.all(), "calibrate", folder.resolve("validation/fit.yaml").toString());
    assertThat(after).isEqualTo(before);
  }
}
