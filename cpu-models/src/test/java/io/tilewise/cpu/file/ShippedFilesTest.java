package io.tilewise.cpu.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.FileKind;
import io.tilewise.config.Loaded;
import io.tilewise.config.Parameter;
import io.tilewise.config.ParameterForm;
import io.tilewise.config.Status;
import io.tilewise.cpu.pricing.KernelTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code configs} that this module reads. */
class ShippedFilesTest {
  private static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  static List<Path> devices() throws IOException {
    return files("devices");
  }

  static List<Path> runtimes() throws IOException {
    return files("runtimes");
  }

  /** Short parameters would be read too: that there are none is for the tests to find. */
  private static <T> Loaded<T> read(Path file, FileKind<T> kind) {
    return new ConfigReader().read(file).bind(kind.format(), ParameterForm.FULL_OR_SHORT);
  }

  private static void assertDocumented(Loaded<?> file) {
    assertThat(file.parameters()).isNotEmpty();
    for (Parameter parameter : file.parameters()) {
      assertThat(parameter.provenance().status())
          .as("status of %s", parameter.path())
          .isNotEqualTo(Status.WHAT_IF);
      assertThat(parameter.provenance().source()).as("source of %s", parameter.path()).isNotBlank();
      assertRange(parameter);
    }
  }

  private static void assertRange(Parameter parameter) {
    Status status = parameter.provenance().status();
    if (status == Status.ESTIMATED || status == Status.CALIBRATED) {
      assertThat(parameter.range()).as("range of %s", parameter.path()).isPresent();
    }
    parameter
        .range()
        .ifPresent(
            range ->
                assertThat(range.contains(parameter.quantity()))
                    .as("%s %s within %s", parameter.path(), parameter.quantity(), range)
                    .isTrue());
  }

  @ParameterizedTest
  @MethodSource("devices")
  void everyParameterOfADeviceHasSourceStatusAndRange(Path file) {
    assertDocumented(read(file, DeviceFile.KIND));
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void everyParameterOfARuntimeHasSourceStatusAndRange(Path file) {
    assertDocumented(read(file, RuntimeFile.KIND));
  }

  @ParameterizedTest
  @MethodSource("devices")
  void everyModeOfADeviceIsAnOperatingPoint(Path file) {
    DeviceFile device = read(file, DeviceFile.KIND).value();
    for (String mode : device.powerModes().keySet()) {
      assertThat(new OperatingPoint(mode, Map.of()).of("device", device).cores())
          .as(mode)
          .isNotEmpty()
          .allSatisfy(core -> assertThat(core.type().clock()).isPositive());
    }
  }

  /** No figure of the template is one of a device. */
  @Test
  void theTemplateIsOfPlaceholders() {
    Path template = CONFIGS.resolve("devices/template.yaml");
    for (Parameter parameter : read(template, DeviceFile.KIND).parameters()) {
      assertThat(parameter.provenance().status())
          .as("status of %s", parameter.path())
          .isEqualTo(Status.ESTIMATED);
      assertThat(parameter.provenance().source()).startsWith("placeholder");
    }
  }

  /** Every key that a device file can have stands in the template, in its block or a comment. */
  @Test
  void theTemplateHasEveryKey() throws IOException {
    String template = Files.readString(CONFIGS.resolve("devices/template.yaml"));
    JsonNode schema = DeviceFile.KIND.format().jsonSchema();
    Set<String> keys = new TreeSet<>();
    schema
        .findValues("properties")
        .forEach(block -> block.fieldNames().forEachRemaining(keys::add));
    assertThat(keys).contains("matrix_units", "integer_matrix_pipes", "power", "stated", "budget");
    for (String key : keys) {
      // Of the keys of a calibration block, which calibrate writes, the block's own must do.
      if (!Set.of("parameters", "given").contains(key)) {
        assertThat(template).as(key).containsPattern("(?m)(^|[ {(-])" + key + "\\b");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void theKernelsOfARuntimeAreThoseOfItsKernelFile(Path file) {
    Loaded<RuntimeFile> runtime = read(file, RuntimeFile.KIND);
    KernelsFile kernels =
        read(file.resolveSibling(runtime.value().kernels()), KernelsFile.KIND).value();
    // Binds the parameters of every kernel and looks up the names of those for the matrix unit.
    KernelTable.of(runtime, kernels);
    assertThat(kernels.kernels().values())
        .allSatisfy(kernel -> assertThat(kernel.source()).isNotBlank());
  }

  @Test
  void everyFileNamesTheSchemaOfItsKind() throws IOException {
    Map<String, FileKind<?>> kinds =
        Map.of(
            "devices", DeviceFile.KIND, "runtimes", RuntimeFile.KIND, "kernels", KernelsFile.KIND);
    for (Map.Entry<String, FileKind<?>> kind : kinds.entrySet()) {
      assertThat(files(kind.getKey())).isNotEmpty();
      for (Path file : files(kind.getKey())) {
        assertThat(FileKind.schemaReference(Files.readString(file)))
            .as(file.toString())
            .hasValue("../schemas/" + kind.getValue().name() + ".schema.json");
      }
    }
  }
}
