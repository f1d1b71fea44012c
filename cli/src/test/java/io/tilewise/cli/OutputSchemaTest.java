package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tilewise.experiment.schema.OutputSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of what Tilewise writes, and what it does write. */
class OutputSchemaTest {
  private static final Path SCHEMAS = Configs.FOLDER.resolveSibling("docs").resolve("schemas");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  static List<OutputSchema> kinds() {
    return OutputSchema.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theShippedSchemaIsWhatTheCommandPrints(OutputSchema kind) throws IOException {
    Ran ran = Ran.with(FileKinds.all(), "schema", kind.name());
    assertThat(ran.err()).isEmpty();
    assertThat(SCHEMAS.resolve(kind.name() + ".schema.json")).hasContent(ran.out());
  }

  static JsonSchema schema(String kind) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(Files.readString(SCHEMAS.resolve(kind + ".schema.json")));
  }

  private JsonNode valid(String kind, String file) throws IOException {
    JsonNode content = MAPPER.readTree(folder.resolve(file).toFile());
    assertThat(schema(kind).validate(content)).isEmpty();
    return content;
  }

  private void run(String... command) {
    Ran ran = Ran.with(FileKinds.all(), command);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void whatCommandsWriteIsValid() throws IOException {
    String threads = Configs.FOLDER.resolve("experiments/12-threads.yaml").toString();
    String run = folder.resolve("run").toString();
    run("run", threads, "--set", "workload.image_size=256", "--out", run);
    JsonNode result = valid("result", "run/result.json");

    String csv = folder.resolve("m_exec_all_runs_timeline.csv").toString();
    run("trace", run, "--format", "etdump-csv", "--repeat", "3", "--out", csv);
    run("residuals", run, "--measured", csv, "--out", folder.resolve("residuals").toString());
    JsonNode residuals = valid("residuals", "residuals/residuals.json");
    // A round trip: what was exported differs in nothing from what it was exported from.
    assertThat(residuals.at("/total/error_ms").doubleValue()).isZero();
    assertThat(residuals.get("only_measured")).isEmpty();
    assertThat(residuals.get("only_simulated")).isEmpty();
    assertThat(residuals.get("kernels")).hasSize(result.at("/scenarios/4/calls").size());
    for (JsonNode kernel : residuals.get("kernels")) {
      assertThat(kernel.at("/error/error_ms").doubleValue()).isZero();
    }

    String compared = folder.resolve("compared").toString();
    run("compare", run, run, "--scenarios", "neon-1=sme2-4", "--out", compared);
    valid("comparison", "compared/comparison.json");
    valid("result", "compared/result.json");
  }

  @Test
  void figuresAreValid() throws IOException {
    String validation = Configs.FOLDER.resolve("validation/squeezesam-vivo-x300.yaml").toString();
    Ran ran =
        Ran.with(
            FileKinds.all(), "validate", validation, "--draws", "10", "--out", folder.toString());
    assertThat(ran.exitCode()).as(ran.err()).isLessThan(ExitCode.WRONG_INPUT);
    valid("validation-result", "validation.json");
  }

  @Test
  void aDeviceCheckIsValid() throws IOException {
    String device = Configs.FOLDER.resolve("devices/apple-m4.yaml").toString();
    Ran ran = Ran.with(FileKinds.all(), "device", "check", device, "--out", folder.toString());
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.CHECK_FAILED);
    JsonNode checked = valid("device-check", "device-check.json");
    assertThat(checked.at("/devices/0/stated")).hasSize(18);
  }

  private static final String SWEEP =
      """
      title: A sweep with all that a result can hold
      experiment: 13-hybrid-gemm-vivo-x300.yaml
      scenarios: [neon-1, sme2-1]
      axes:
        - {name: threads, path: run.threads, values: [1, 2, 1000]}
        - {name: clock, path: matrix_units.sme2.clock, from: 0.01 GHz, to: 3 GHz, steps: 4, scale: log}
        - name: transposes
          cases:
            - {name: as is, set: {lowering.merge_transposes: false}}
            - {name: merged, set: {lowering.merge_transposes: true}}
      constraints: ["clock < 2.9 GHz"]
      metrics: [latency_ms, speedup]
      best: [{metric: latency_ms}]
      pareto: [{objectives: [{metric: latency_ms}, {metric: threads}]}]
      crossings:
        - {metric: latency_ms, scenarios: [neon-1, sme2-1], along: clock}
        - {metric: latency_ms, scenario: neon-1, value: 1e9}
      """;

  private JsonNode study(String kind, String text, int exitCode) throws IOException {
    Path file = folder.resolve("experiments/a-" + kind + ".yaml");
    Configs.copyTo(folder);
    Files.writeString(file, text);
    Path out = folder.resolve("out");
    Ran ran = Ran.with(FileKinds.all(), kind, file.toString(), "--out", out.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(exitCode);
    return valid(kind + "-result", "out/" + kind + ".json");
  }

  /** Axes of numbers and of names, points that fail or are left out, findings of each kind. */
  @Test
  void aSweepIsValid() throws IOException {
    JsonNode sweep = study("sweep", SWEEP, ExitCode.OK);
    assertThat(sweep.get("failed").intValue()).isEqualTo(6);
    assertThat(sweep.get("left_out").intValue()).isEqualTo(6);
    assertThat(sweep.at("/axes/2/numeric").booleanValue()).isFalse();
    assertThat(sweep.get("crossings")).isNotEmpty();
    assertThat(sweep.get("without_crossing")).isNotEmpty();
    assertThat(sweep.get("rows")).hasSize(18);
    for (JsonNode row : sweep.get("rows")) {
      assertThat(row.has("failure")).isNotEqualTo(row.has("values"));
    }
  }

  /** Of two scenarios one is a long run: the other has no such number. */
  @Test
  void aDrawnSweepIsValid() throws IOException {
    Files.createDirectories(folder.resolve("experiments"));
    Files.writeString(
        folder.resolve("experiments/repeated.yaml"),
        """
        title: One inference and three
        workload: ../workloads/gemm.yaml
        device: ../devices/vivo-x300.yaml
        runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
        scenarios: [{name: once}, {name: thrice, set: {run.repeat: 3}}]
        """);
    JsonNode sweep =
        study(
            "sweep",
            """
            title: Drawn points
            experiment: repeated.yaml
            design: sobol
            points: 4
            axes: [{path: memory.dram.bandwidth, from: 10 GB/s, to: 20 GB/s}]
            metrics: [latency_ms, long_run.sustained_ms]
            """,
            ExitCode.OK);
    assertThat(sweep.at("/axes/0/values")).isEmpty();
    assertThat(sweep.at("/rows/3/values/0/1").isNull()).isTrue();
    assertThat(sweep.at("/rows/3/values/1/1").isNumber()).isTrue();
  }

  /** There are no indices if nothing varies. */
  @ParameterizedTest
  @CsvSource({"matrix_units.sme2.mopa_interval, true", "clusters.pro.add_latency, false"})
  void aSensitivityIsValid(String parameter, boolean varies) throws IOException {
    JsonNode found =
        study(
            "sensitivity",
            """
            title: A parameter
            experiment: 13-hybrid-gemm-vivo-x300.yaml
            scenarios: [sme2-1]
            metric: latency_ms
            parameters: [%s]
            samples: 16
            """
                .formatted(parameter),
            ExitCode.OK);
    assertThat(found.at("/parameters/0").has("total")).isEqualTo(varies);
  }

  /** An answer, and the point that comes closest. */
  @ParameterizedTest
  @CsvSource({"9, true", "-1, false"})
  void anAnswerIsValid(double speedup, boolean answered) throws IOException {
    JsonNode answer =
        study(
            "solve",
            """
            title: A target
            experiment: 13-hybrid-gemm-vivo-x300.yaml
            scenarios: [neon-1, sme2-1]
            parameters: [{path: matrix_units.sme2.clock, from: 1 GHz, to: 3 GHz}]
            target: {metric: speedup, scenario: sme2-1, value: %s}
            """
                .formatted(speedup),
            answered ? ExitCode.OK : ExitCode.CHECK_FAILED);
    assertThat(answer.get("answered").booleanValue()).isEqualTo(answered);
    assertThat(answer.get("answers")).hasSize(1);
  }

  @Test
  void whatIsNotOfTheFormatIsNotValid() throws IOException {
    ObjectNode empty = MAPPER.createObjectNode();
    for (OutputSchema kind : OutputSchema.all()) {
      assertThat(schema(kind.name()).validate(empty)).isNotEmpty();
      empty.put("schema", kind.format());
      assertThat(schema(kind.name()).validate(empty)).isNotEmpty();
    }
  }
}
