package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tilewise.config.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped configuration files and the schemas that editors check them by. */
final class ShippedConfigsTest {
  private static final Path SCHEMAS = Configs.FOLDER.resolve("schemas");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** The folder of the files of a kind. */
  private static final Map<String, String> FOLDERS =
      Map.ofEntries(
          Map.entry("experiment", "experiments"),
          Map.entry("sweep", "experiments"),
          Map.entry("sensitivity", "experiments"),
          Map.entry("solve", "experiments"),
          Map.entry("workload", "workloads"),
          Map.entry("device", "devices"),
          Map.entry("runtime", "runtimes"),
          Map.entry("kernels", "kernels"),
          Map.entry("validation", "validation"),
          Map.entry("calibration", "validation"),
          Map.entry("baseline", "baselines"));

  private static final String WHAT_IF =
      """
      title: What if?
      workload: ../workloads/gemm.yaml
      device: ../devices/vivo-x300.yaml
      runtime: ../runtimes/executorch-1.1.0.yaml
      run: {threads: 2, cores: [premium1, premium2], clocks: {premium: 3 GHz}}
      scenarios:
        - name: base
        - name: changed
          description: dotted paths, nested keys and short values
          workload: ../workloads/gemm.yaml
          set:
            memory.dram.bandwidth: 60 GB/s
            matrix_units: {sme2: {mopa_interval: 1 cycle}}
            run.threads: 1
            lowering.decompose_batch_norm: true
            runtime.instruction_sets: [neon]
      """;

  static List<FileKind<?>> kinds() {
    return FileKinds.all();
  }

  static List<Path> files() {
    return Configs.files(Configs.FOLDER).stream()
        .filter(file -> !file.startsWith(SCHEMAS))
        .filter(file -> file.toString().endsWith(".yaml"))
        .toList();
  }

  private static Set<ValidationMessage> validate(String kind, String yaml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Files.readString(SCHEMAS.resolve(kind + ".schema.json")));
    JsonNode content = YAML.readTree(yaml);
    return schema.validate(content);
  }

  private static String kindOf(Path file) {
    String folder = Configs.FOLDER.relativize(file).getName(0).toString();
    return FOLDERS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(folder))
        .map(Map.Entry::getKey)
        .filter(kind -> !folder.equals("validation") || kind.equals(inValidation(file)))
        .filter(kind -> !folder.equals("experiments") || kind.equals(inExperiments(file)))
        .findFirst()
        .orElseThrow();
  }

  /** Calibrations lie beside the validation file whose figures they fit to. */
  private static String inValidation(Path file) {
    return file.getFileName().toString().startsWith("calibrate-") ? "calibration" : "validation";
  }

  /** Studies of experiments lie beside them: 30-sweep-bandwidth.yaml. */
  static String inExperiments(Path file) {
    String name = String.valueOf(file.getFileName());
    return Stream.of("sweep", "sensitivity", "solve")
        .filter(kind -> name.contains("-" + kind + "-"))
        .findFirst()
        .orElse("experiment");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSchemaOfAKindIsWhatTheCommandPrints(FileKind<?> kind) throws IOException {
    Ran ran = Ran.with(FileKinds.all(), "schema", kind.name());
    assertThat(ran.err()).isEmpty();
    assertThat(SCHEMAS.resolve(kind.name() + ".schema.json")).hasContent(ran.out());
  }

  @Test
  void everySchemaHasAKindAndEveryKindHasFiles() {
    assertThat(Configs.files(SCHEMAS)).hasSameSizeAs(FileKinds.all());
    assertThat(files().stream().map(ShippedConfigsTest::kindOf))
        .containsOnly(FOLDERS.keySet().toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("files")
  void theFirstLineNamesTheSchemaThatTheFileIsValidAgainst(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(FileKind.schemaReference(text))
        .hasValue("../schemas/" + kindOf(file) + ".schema.json");
    assertThat(validate(kindOf(file), text)).isEmpty();
  }

  @Test
  void shortValuesAndDottedPathsInOverlaysAreValid() throws IOException {
    assertThat(validate("experiment", WHAT_IF)).isEmpty();
  }

  @Test
  void whatTheSchemaAcceptsTheReaderAccepts(@TempDir Path folder) throws IOException {
    Configs.copyTo(folder);
    Path experiment = folder.resolve("experiments/what-if.yaml");
    Files.writeString(experiment, WHAT_IF);
    Ran ran = Ran.with(FileKinds.all(), "plan", experiment.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: What if?",
        "scenarios:",
        "- name: base",
        "device: ../devices/vivo-x300.yaml"
      })
  void theSchemaFindsAMisspeltKey(String line) throws IOException {
    String misspelt = WHAT_IF.replaceFirst(line.replace("?", "\\?"), line.replace(":", "x:"));
    assertThat(misspelt).isNotEqualTo(WHAT_IF);
    assertThat(validate("experiment", misspelt)).isNotEmpty();
  }
}
