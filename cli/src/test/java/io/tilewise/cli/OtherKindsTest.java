package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.config.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command that takes a file of one kind is given one of every other kind, as shipped and
 * without its first line, and says in one line what the file is.
 */
final class OtherKindsTest {
  private static final Map<String, String> SHIPPED =
      Map.ofEntries(
          Map.entry("experiment", "experiments/01-squeezesam-sme2.yaml"),
          Map.entry("workload", "workloads/gemm.yaml"),
          Map.entry("device", "devices/vivo-x300.yaml"),
          Map.entry("runtime", "runtimes/executorch-1.1.0.yaml"),
          Map.entry("kernels", "kernels/xnnpack-2025.yaml"),
          Map.entry("sweep", "experiments/30-sweep-bandwidth.yaml"),
          Map.entry("sensitivity", "experiments/40-sensitivity-sme2.yaml"),
          Map.entry("solve", "experiments/50-solve-unit-clock.yaml"),
          Map.entry("validation", "validation/squeezesam-vivo-x300.yaml"),
          Map.entry("calibration", "validation/calibrate-vivo-x300.yaml"),
          Map.entry("baseline", "baselines/01-squeezesam-sme2.yaml"));

  /** There is none among the shipped files, since traces come from users' devices. */
  private static final String MEASUREMENT =
      """
      # yaml-language-server: $schema=../schemas/measurement.schema.json
      description: A trace
      trace: net.etdump
      experiment: 01-squeezesam-sme2.yaml
      scenario: neon
      """;

  @TempDir private Path folder;

  /** Text by kind. */
  private final Map<String, String> files = new LinkedHashMap<>();

  @BeforeEach
  void read() throws IOException {
    for (FileKind<?> kind : FileKinds.all()) {
      files.put(
          kind.name(),
          kind.name().equals("measurement")
              ? MEASUREMENT
              : Files.readString(Configs.FOLDER.resolve(SHIPPED.get(kind.name()))));
    }
  }

  private String refusal(String command, String text) throws IOException {
    Files.writeString(folder.resolve("x.yaml"), text);
    List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.add("@/x.yaml");
    if (command.equals("sweep")) {
      arguments.addAll(List.of("--out", "@/out"));
    }
    return Refusal.of(folder, arguments);
  }

  private static String withoutFirstLine(String text) {
    assertThat(text).startsWith("# yaml-language-server: ");
    return text.substring(text.indexOf('\n') + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "run, an experiment",
    "plan, an experiment",
    "explain, an experiment",
    "sweep, a sweep",
    "sensitivity, a sensitivity",
    "solve, a solve",
    "validate, a validation",
    "calibrate, a calibration",
    "replay, a measurement",
    "graph, a workload",
    "device check, a device",
  })
  void eachCommandSaysOfAFileOfAnotherKindWhatItIs(String command, String needed)
      throws IOException {
    for (FileKind<?> kind : FileKinds.all()) {
      if (needed.endsWith(" " + kind.name())) {
        continue;
      }
      String text = files.get(kind.name());
      String message = refusal(command, text);
      assertThat(message)
          .startsWith("@/x.yaml: this is a")
          .endsWith(kind.name() + " file " + kind.use() + "\n")
          .contains(" " + kind.name() + " file, but " + needed + " file is needed here; ")
          .hasLineCount(1);
      if (!isUnfinished(kind, needed)) {
        assertThat(refusal(command, withoutFirstLine(text))).isEqualTo(message);
      }
    }
  }

  /** An experiment may be a validation file whose figures are still to be written. */
  private static boolean isUnfinished(FileKind<?> kind, String needed) {
    return kind.name().equals("experiment") && needed.equals("a validation");
  }

  @Test
  void anExperimentWithoutItsFirstLineOnlyLacksWhatAValidationFileHasBesides() throws IOException {
    assertThat(refusal("validate", withoutFirstLine(files.get("experiment"))))
        .endsWith(": cases: the key is missing; a mapping of names to values is needed\n")
        .hasLineCount(1);
  }

  /** What kinds say of their use are commands that there are. */
  @Test
  void theCommandsNamedTakeFiles() {
    for (FileKind<?> kind : FileKinds.all()) {
      int named = kind.use().indexOf("tilewise ");
      if (named < 0) {
        assertThat(kind.use()).startsWith("is named under ");
        continue;
      }
      String[] words = kind.use().substring(named).split(" ", -1);
      List<String> help = new ArrayList<>(List.of(words).subList(1, words.length));
      help.remove("EXPERIMENT");
      help.add("--help");
      assertThat(Ran.with(FileKinds.all(), help.toArray(String[]::new)).exitCode())
          .as(kind.use())
          .isZero();
    }
  }
}
