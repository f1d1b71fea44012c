package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.config.FileKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/reliability.md names as holding a claim is there. */
class ReliabilityDocTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.([a-z]\\w*))?`");
  private static final Pattern COMMAND = Pattern.compile("`(\\.ci/\\w+|examples/\\w+)");

  private static String document() throws IOException {
    return Files.readString(Configs.ROOT.resolve("docs/reliability.md"));
  }

  /** All test classes of all modules. */
  private static List<Path> tests() throws IOException {
    try (Stream<Path> modules = Files.list(Configs.ROOT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(ReliabilityDocTest::filesBelow)
          .toList();
    }
  }

  private static Stream<Path> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyTestItNamesIsThere() throws IOException {
    List<Path> tests = tests();
    assertThat(TEST.matcher(document()).results())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            named -> {
              Optional<Path> test =
                  tests.stream().filter(t -> t.endsWith(named.group(1) + ".java")).findFirst();
              assertThat(test).as(named.group()).isPresent();
              if (named.group(2) != null) {
                assertThat(Files.readString(test.orElseThrow()))
                    .contains("void " + named.group(2) + "(");
              }
            });
  }

  @Test
  void everyCommandItNamesIsThere() throws IOException {
    assertThat(COMMAND.matcher(document()).results().map(command -> command.group(1)))
        .contains(".ci/fuzz", ".ci/mutate", ".ci/jdks", ".ci/reproducible", "examples/build")
        .allSatisfy(command -> assertThat(Configs.ROOT.resolve(command)).isExecutable());
  }

  static Stream<String> kinds() {
    return FileKinds.all().stream().map(FileKind::name);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindOfFileIsFuzzed(String name) throws IOException {
    String target = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "FuzzTest";
    assertThat(tests()).anyMatch(test -> test.endsWith(target + ".java"));
  }
}
