package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each command that writes leaves where it cannot write, or not all. */
final class OutputFaultsTest {
  private static final Map<String, String> INPUTS =
      Map.of(
          "experiments/one.yaml",
          """
          title: one
          workload: ../workloads/small-unet.yaml
          device: ../devices/vivo-x300.yaml
          runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
          scenarios: [{name: one}, {name: two, set: {run.threads: 2}}]
          """,
          "experiments/sweep.yaml",
          """
          title: A sweep
          experiment: one.yaml
          axes: [{path: memory.dram.bandwidth, values: [10 GB/s, 20 GB/s]}]
          """,
          "experiments/sensitivity.yaml",
          """
          title: A sensitivity
          experiment: one.yaml
          scenarios: [one]
          metric: latency_ms
          samples: 16
          """,
          "experiments/solve.yaml",
          """
          title: An inverse question
          experiment: one.yaml
          parameters: [{path: run.clocks.ultra, from: 1 GHz, to: 4 GHz}]
          target: {metric: latency_ms, scenario: one, value: 40}
          """,
          "validation/small.yaml",
          """
          title: A validation
          workload: ../workloads/small-unet.yaml
          device: ../devices/vivo-x300.yaml
          runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
          scenarios: [{name: one}]
          cases:
            latency: {scenario: one, metric: latency, value: 30, unit: ms, source: a test,
              role: held_out, tolerance: 50 %}
          """);

  private static final String RUN = "run @/experiments/one.yaml --out OUT";
  private static final String SWEEP = "sweep @/experiments/sweep.yaml --out OUT";
  private static final String SENSITIVITY = "sensitivity @/experiments/sensitivity.yaml --out OUT";
  private static final String SOLVE = "solve @/experiments/solve.yaml --out OUT";
  private static final String VALIDATE = "validate @/validation/small.yaml --out OUT";
  private static final String RECORD = "baseline record @/experiments/one.yaml --baselines OUT";
  private static final String ACCEPT =
      "baseline accept @/experiments/one.yaml --reason new --baselines OUT";
  private static final String CHECK =
      "baseline check @/experiments/one.yaml --baselines @/recorded --out OUT";
  private static final String REPORT = "report @/a --out OUT";
  private static final String COMPARE = "compare @/a @/b --out OUT";
  private static final String RESIDUALS =
      "residuals @/a --scenario one --measured @/t.csv --out OUT";
  private static final String CHART = "chart @/a --kind latency --out OUT";
  private static final String PERFETTO = "trace @/a --format perfetto --out OUT/trace.json";
  private static final String TIMELINE =
      "trace @/a --format etdump-csv --scenario one --out OUT/t.csv";
  private static final String IMPORT =
      "import @/t.csv --experiment @/experiments/one.yaml --scenario one --out OUT/m.yaml";

  @TempDir private static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    Configs.copyTo(folder);
    for (Map.Entry<String, String> input : INPUTS.entrySet()) {
      Files.writeString(folder.resolve(input.getKey()), input.getValue());
    }
    assertThat(ran(RUN, folder.resolve("a")).exitCode()).isZero();
    assertThat(ran(RUN + " --set run.threads=4", folder.resolve("b")).exitCode()).isZero();
    assertThat(ran(TIMELINE, folder).exitCode()).isZero();
    assertThat(ran(RECORD, folder.resolve("recorded")).exitCode()).isZero();
  }

  private static String[] arguments(String command, Path out) {
    return command.replace("@/", folder + "/").replace("OUT", out.toString()).split(" ", -1);
  }

  private static Ran ran(String command, Path out) {
    return Ran.with(FileKinds.all(), arguments(command, out));
  }

  /** The bytes of the files of a folder; not the journal, which is there to be gone on with. */
  private static Map<Path, String> contents(Path out) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : Configs.files(out)) {
      if (!file.endsWith("sweep.journal")) {
        contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  static Stream<String> commands() {
    return Stream.of(
        RUN,
        SWEEP,
        SENSITIVITY,
        SOLVE,
        VALIDATE,
        RECORD,
        ACCEPT,
        CHECK,
        REPORT,
        COMPARE,
        RESIDUALS,
        CHART,
        PERFETTO,
        TIMELINE,
        IMPORT);
  }

  /**
   * A limit on the size of files stands for the full disk. Commands that draw hear of it when they
   * unpack fonts, the others when they write.
   */
  @ParameterizedTest
  @MethodSource("commands")
  void aFullDiskLeavesWhatWasThere(String command, @TempDir Path out) throws Exception {
    if (!command.equals(RECORD) && !command.equals(ACCEPT)) {
      assertThat(ran(command, out).exitCode()).isZero();
      assertThat(contents(out)).isNotEmpty();
    }
    Map<Path, String> before = contents(out);
    TilewiseProcess full = TilewiseProcess.run(folder, "ulimit -f 0;", arguments(command, out));
    assertThat(full.exitCode()).as(full.err()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(full.err()).startsWith("tilewise: ").hasLineCount(1);
    assertThat(contents(out)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aFolderThatCannotBeWrittenIsRefused(String command) {
    Ran refused = ran(command, Path.of("/proc/tilewise"));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(refused.err())
        .startsWith("tilewise: cannot write into /proc/tilewise: ")
        .endsWith(command.contains("--baselines OUT") ? " --baselines\n" : " --out\n")
        .hasLineCount(1);
  }
}
