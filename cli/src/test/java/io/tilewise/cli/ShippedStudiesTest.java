package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped sweeps, sensitivity analyses and searches run as users would run them. */
final class ShippedStudiesTest {
  /** Has the figures in the texts rewritten instead of compared. */
  static final String REWRITE = "tilewise.rewrite.studies";

  private static final Path EXPERIMENTS = Configs.FOLDER.resolve("experiments");

  static List<Path> studies() {
    return Configs.files(EXPERIMENTS).stream()
        .filter(file -> !ShippedConfigsTest.inExperiments(file).equals("experiment"))
        .toList();
  }

  /**
   * Each runs as a user runs it, its result is of its schema, and the text above it says what came
   * out.
   */
  @ParameterizedTest
  @MethodSource("studies")
  void itRunsAndItsTextSaysWhatComesOut(Path study, @TempDir Path folder) throws IOException {
    String kind = ShippedConfigsTest.inExperiments(study);
    String file = Files.readString(study);
    Path out = folder.resolve("out");
    Ran ran = Ran.with(FileKinds.all(), kind, study.toString(), "--out", out.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    String title =
        file.lines().filter(line -> line.startsWith("title: ")).findFirst().orElseThrow();
    assertThat(ran.out()).startsWith(title.substring("title: ".length()) + "\n");

    JsonNode result = new ObjectMapper().readTree(out.resolve(kind + ".json").toFile());
    assertThat(OutputSchemaTest.schema(kind + "-result").validate(result)).isEmpty();

    StudyText text = compared(study, file, result);
    if (Boolean.getBoolean(REWRITE)) {
      Files.writeString(study, text.rewritten());
      // What figures alone do not put right is said all the same.
      text = compared(study, text.rewritten(), result);
    }
    if (!text.problems().isEmpty()) {
      fail(
          "the text of %s does not say what came out:%n  %s%nFigures are put right by -D%s=true",
          study.getFileName(), String.join("\n  ", text.problems()), REWRITE);
    }
  }

  private static StudyText compared(Path study, String file, JsonNode result) throws IOException {
    StudyText text = StudyText.of(file);
    StudyClaims.check(study.getFileName().toString(), text, new StudyOutput(result));
    return text;
  }
}
