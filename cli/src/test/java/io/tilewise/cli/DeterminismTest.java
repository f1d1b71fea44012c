package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same command gives the same bytes, wherever and however Java runs. */
final class DeterminismTest {
  private static final String WHAT_IF =
      """
      title: What if?
      workload: ../workloads/small-unet.yaml
      device: ../devices/vivo-x300.yaml
      runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios:
        - name: base
        - name: changed
          set:
            memory.dram.bandwidth: 40 GB/s
            run: {threads: 4, cores: [ultra, premium1, premium2, premium3], clocks: {pro: 1 GHz}}
      """;

  private static final String FIGURES =
      """
      title: Made up
      workload: ../workloads/gemm.yaml
      device: ../devices/vivo-x300.yaml
      runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios: [{name: sme2}]
      cases:
        predicted: {scenario: sme2, metric: gemm, value: 3, unit: ms, source: a test,
          role: held_out, tolerance: 900 %}
      """;

  private static final List<String> COMMAND =
      List.of("run", "configs/experiments/what-if.yaml", "--out", "out");

  /** One for all, since every process takes seconds. */
  @TempDir private static Path folder;

  private static SortedMap<String, String> reference;

  @BeforeAll
  static void runOnce() throws Exception {
    reference = run("first");
    assertThat(reference)
        .containsKeys("stdout", "result.json", "report.md", "calls.csv", "charts/latency.svg")
        .containsKeys("charts/latency.png", "charts/categories.svg", "charts/categories.png");
  }

  @Test
  void languageTimeZoneAndEncodingDoNotMatter() throws Exception {
    assertThat(
            run(
                "in another place",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Apia",
                "-Dfile.encoding=ISO-8859-1"))
        .isEqualTo(reference);
  }

  @Test
  void theNumberOfProcessorsTheCollectorAndOtherDigitsDoNotMatter() throws Exception {
    assertThat(
            run(
                "on another machine",
                "-XX:ActiveProcessorCount=1",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=7",
                "-XX:+UseSerialGC",
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=Asia/Kathmandu"))
        .isEqualTo(reference);
  }

  /** Draws are replayed on several threads. */
  @Test
  void theNumberOfThreadsDoesNotMatterToValidations() throws Exception {
    List<String> command =
        List.of("validate", "configs/validation/made-up.yaml", "--draws", "16", "--out", "out");
    Path one = prepared("one thread");
    Path several = prepared("several threads");
    String printed = run(one, command, "-XX:ActiveProcessorCount=1");
    assertThat(
            run(
                several,
                command,
                "-XX:ActiveProcessorCount=4",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=5"))
        .isEqualTo(printed);
    assertThat(contents(several.resolve("out"))).isEqualTo(contents(one.resolve("out")));
  }

  @Test
  void aSecondRunOverTheFirstGivesTheSameBytes() throws Exception {
    assertThat(run("first")).isEqualTo(reference);
  }

  @Test
  void theWorkingDirectoryDoesNotMatter() throws Exception {
    Path home = prepared("elsewhere");
    Path below = Files.createDirectories(home.resolve("some/where"));
    run(below, List.of("run", "../../configs/experiments/what-if.yaml", "--out", "../../out"));
    assertSameFiles(home.resolve("out"));
  }

  @Test
  void anAbsolutePathLeavesNoTraceOfTheMachine() throws Exception {
    Path home = prepared("absolute");
    Path experiment = home.resolve("configs/experiments/what-if.yaml");
    run(home, List.of("run", experiment.toString(), "--out", home.resolve("out").toString()));
    assertSameFiles(home.resolve("out"));
  }

  /** What is printed names the folder, as the user wrote it. */
  private static void assertSameFiles(Path out) throws IOException {
    SortedMap<String, String> expected = new TreeMap<>(reference);
    expected.remove("stdout");
    assertThat(contents(out)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"result.json", "report.md", "calls.csv", "charts/latency.svg", "stdout"})
  void nothingTellsOfMachineUserOrDay(String file) throws Exception {
    assertThat(reference.get(file))
        .doesNotContain(folder.toString(), System.getProperty("user.home") + "/")
        .doesNotContain(LocalDate.now(ZoneId.systemDefault()).toString())
        .doesNotContainPattern("\\b\\Q" + InetAddress.getLocalHost().getHostName() + "\\E\\b");
  }

  private static Path prepared(String name) throws IOException {
    Path home = folder.resolve(name);
    if (!Files.exists(home)) {
      Configs.copyTo(home.resolve("configs"));
      Files.writeString(home.resolve("configs/experiments/what-if.yaml"), WHAT_IF);
      Files.writeString(home.resolve("configs/validation/made-up.yaml"), FIGURES);
    }
    return home;
  }

  /** All files that a run in a process of its own writes, and what it prints. */
  private static SortedMap<String, String> run(String name, String... javaOptions)
      throws Exception {
    Path home = prepared(name);
    String printed = run(home, COMMAND, javaOptions);
    SortedMap<String, String> contents = contents(home.resolve("out"));
    contents.put("stdout", printed);
    return contents;
  }

  private static String run(Path directory, List<String> arguments, String... javaOptions)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(Arrays.asList(javaOptions));
    command.add(Tilewise.class.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return out;
  }

  /** Bytes as characters, one for one. */
  private static SortedMap<String, String> contents(Path out) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    for (Path file : Configs.files(out)) {
      contents.put(
          out.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return contents;
  }
}
