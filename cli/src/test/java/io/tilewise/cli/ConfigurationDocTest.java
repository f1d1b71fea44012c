package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.config.FileKind;
import io.tilewise.config.Format;
import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.CostModels;
import io.tilewise.experiment.file.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/configuration.md has every key as the code describes it. */
class ConfigurationDocTest {

  /** Which variant it is says the heading of its table. */
  private static final Pattern CHOICE =
      Pattern.compile("\\| `[^`]*` \\| one of .* \\| required \\| Which kind\\. \\|");

  private static List<String> documented() throws IOException {
    return Files.readAllLines(Configs.ROOT.resolve("docs/configuration.md"));
  }

  /**
   * The documentation has a table for each variant, with the keys as they stand in a file.
   * Operators of networks share most keys, so it lists them in a way of its own.
   */
  private static List<String> rows(String table) {
    return table
        .lines()
        .filter(line -> line.startsWith("| `") && !line.contains("operators[]"))
        .map(line -> line.replaceFirst("^\\| `[^`]*\\([a-z_0-9]+\\) ?\\.?", "| `"))
        .filter(line -> !CHOICE.matcher(line).matches())
        .toList();
  }

  static Stream<String> kinds() {
    return FileKinds.all().stream().map(FileKind::name);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKeyOfAKindOfFileIsDocumented(String name) throws IOException {
    FileKind<?> kind =
        FileKinds.all().stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow();
    assertThat(documented()).containsAll(rows(kind.format().markdown()));
  }

  @Test
  void everyKeyOfRunIsDocumented() throws IOException {
    assertThat(documented()).containsAll(rows(ExperimentFile.RUN.markdown()));
  }

  @Test
  void everyParameterOfACostModelIsDocumented() throws IOException {
    for (CostModel<?> model : CostModels.load().byName().values()) {
      assertThat(documented()).containsAll(rows(Format.of(model.parameterType()).markdown()));
    }
  }
}
