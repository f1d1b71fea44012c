package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped sweeps, sensitivity analyses and searches run as users would run them. */
final class ShippedStudiesTest {
  private static final Path EXPERIMENTS = Configs.FOLDER.resolve("experiments");

  static List<Path> studies() {
    return Configs.files(EXPERIMENTS).stream()
        .filter(file -> !ShippedConfigsTest.inExperiments(file).equals("experiment"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("studies")
  void itRunsAndSaysWhatItAsks(Path study, @TempDir Path folder) throws IOException {
    String kind = ShippedConfigsTest.inExperiments(study);
    String text = Files.readString(study);
    Path copy = folder.resolve("experiments").resolve(study.getFileName().toString());
    Configs.copyTo(folder);
    // A sample large enough for an answer is too large for a test.
    Files.writeString(copy, text.replaceAll("samples: \\d+", "samples: 16"));
    List<String> command =
        new ArrayList<>(List.of(kind, copy.toString(), "--out", folder.resolve("out").toString()));
    Ran ran = Ran.with(FileKinds.all(), command.toArray(String[]::new));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    String title = text.lines().filter(line -> line.startsWith("title: ")).findFirst().orElse("");
    assertThat(ran.out()).contains(title.substring("title: ".length()).split(" ", 3)[1]);
    assertThat(folder.resolve("out").resolve(kind + ".json")).isNotEmptyFile();
    // What it asks and what the answer is stands above it.
    assertThat(text.lines().filter(line -> line.startsWith("# ")).count()).isGreaterThan(2);
  }
}
