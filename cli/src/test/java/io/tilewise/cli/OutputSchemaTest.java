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
  void whatIsNotOfTheFormatIsNotValid() throws IOException {
    ObjectNode empty = MAPPER.createObjectNode();
    for (OutputSchema kind : OutputSchema.all()) {
      assertThat(schema(kind.name()).validate(empty)).isNotEmpty();
      empty.put("schema", kind.format());
      assertThat(schema(kind.name()).validate(empty)).isNotEmpty();
    }
  }
}
