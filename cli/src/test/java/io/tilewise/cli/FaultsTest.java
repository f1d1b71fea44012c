package io.tilewise.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a run that the machine does not let finish: processes, as users start them. */
final class FaultsTest {
  private static final String EXPERIMENT =
      """
      title: TITLE
      workload: ../workloads/small-unet.yaml
      device: ../devices/vivo-x300.yaml
      runtime: ../runtimes/executorch-1.1.0-pf16-igemm.yaml
      scenarios: [{name: TITLE}]
      """;

  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    Configs.copyTo(folder.resolve("configs"));
    for (String title : List.of("one", "two")) {
      Files.writeString(experiment(title), EXPERIMENT.replace("TITLE", title));
    }
    out = folder.resolve("out");
  }

  private Path experiment(String title) {
    return folder.resolve("configs/experiments").resolve(title + ".yaml");
  }

  private Process start(String... arguments) throws IOException {
    return TilewiseProcess.start(folder, "", arguments);
  }

  private TilewiseProcess run(String prefix, String... arguments) throws Exception {
    return TilewiseProcess.run(folder, prefix, arguments);
  }

  private TilewiseProcess runInto(String title, String prefix) throws Exception {
    return run(prefix, "run", experiment(title).toString(), "--out", out.toString());
  }

  /** The title of the whole result in the folder; nothing if there is none that is whole. */
  private String result() throws IOException {
    Path file = out.resolve("result.json");
    if (!Files.exists(file)) {
      return "nothing";
    }
    String title = ResultFile.read(Files.readString(file)).title();
    // All that belongs to it is there, and is its own.
    assertThat(out.resolve("report.md")).content().startsWith("# " + title + "\n");
    assertThat(out.resolve("scenarios.csv")).content().contains(title);
    assertThat(out.resolve("calls.csv")).content().endsWith("\n").contains(title + ",");
    assertThat(Files.readString(out.resolve("charts/latency.svg")).strip().endsWith("</svg\n>"))
        .isTrue();
    return title;
  }

  private List<String> temporaries() {
    return Configs.files(out).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.startsWith("."))
        .toList();
  }

  /**
   * A limit on the size of files fails a write halfway, as a full disk does. At a megabyte it lets
   * the fonts of the charts pass, and not the result of forty scenarios.
   */
  @Test
  void aDiskThatIsFullHalfwayLeavesTheEarlierResult() throws Exception {
    assertThat(runInto("one", "")).isEqualTo(new TilewiseProcess(0, ""));
    String scenarios =
        IntStream.range(0, 40).mapToObj(i -> "{name: s" + i + "}").collect(joining(", "));
    Files.writeString(
        experiment("two"), EXPERIMENT.replace("{name: TITLE}", scenarios).replace("TITLE", "two"));
    TilewiseProcess full = runInto("two", "ulimit -f 2048;");
    assertThat(full.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(full.err()).startsWith("tilewise: cannot write into " + out + ": ").hasLineCount(1);
    assertThat(result()).isEqualTo("one");
    assertThat(temporaries()).isEmpty();
  }

  @Test
  void aFullDiskKeepsTheBaseline() throws Exception {
    String file = experiment("one").toString();
    assertThat(run("", "baseline", "record", file).exitCode()).isZero();
    Path baseline = folder.resolve("configs/baselines/one.yaml");
    String before = Files.readString(baseline);
    Files.writeString(experiment("one"), EXPERIMENT.replace("TITLE", "other"));
    TilewiseProcess full = run("ulimit -f 8;", "baseline", "accept", file, "--reason", "a test");
    assertThat(full.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(full.err()).contains(baseline.getParent().toString()).hasLineCount(1);
    assertThat(baseline).content().isEqualTo(before);
  }

  /** The journal fits within the limit for some of the points only; later there is room again. */
  @Test
  void aSweepOnAFullDiskGoesOnWhereItStopped() throws Exception {
    Path sweep = experiment("sweep");
    Files.writeString(
        sweep,
        """
        title: Sweep
        experiment: 13-hybrid-gemm-vivo-x300.yaml
        scenarios: [sme2-1]
        axes: [{path: memory.l3.latency, from: 10 ns, to: 40 ns, steps: 1000}]
        metrics: [latency_ms]
        """);
    String[] command = {"sweep", sweep.toString(), "--threads", "2", "--out", out.toString()};
    // 1000 points make a journal of some 30 kB; the limit is 8 kB, or 16 kB where sh counts in kB.
    TilewiseProcess full = run("ulimit -f 16;", command);
    assertThat(full.exitCode()).as(full.err()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(full.err()).startsWith("tilewise: ").contains("sweep.journal").hasLineCount(1);
    assertThat(out.resolve("sweep.csv")).doesNotExist();

    TilewiseProcess later = run("", command);
    assertThat(later.exitCode()).as(later.err()).isZero();
    assertThat(later.err()).matches("going on: \\d+ of 1000 points are done\n");
    Path whole = folder.resolve("whole");
    command[5] = whole.toString();
    assertThat(run("", command).exitCode()).isZero();
    for (String name : List.of("sweep.csv", "sweep.json", "sweep.md")) {
      assertThat(out.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
  }

  @Test
  void standardOutputThatIsFullIsSaid() throws Exception {
    TilewiseProcess full = run("exec > /dev/full;", "run", experiment("one").toString());
    assertThat(full.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(full.err())
        .startsWith("tilewise: cannot write to standard output: ")
        .hasLineCount(1);
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() throws Exception {
    out = Path.of("/proc/tilewise");
    TilewiseProcess refused = runInto("one", "");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(refused.err()).startsWith("tilewise: cannot write into /proc/tilewise: ");
  }

  /** A device, a pipe that nobody writes to, and memory that cannot be read. */
  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "pipe.yaml", "/proc/self/mem"})
  void inputThatCannotBeReadIsRefused(String input) throws Exception {
    assertThat(
            new ProcessBuilder("mkfifo", folder.resolve("pipe.yaml").toString()).start().waitFor())
        .isZero();
    TilewiseProcess refused = run("", "run", input);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(refused.err()).startsWith(input + ": ").hasLineCount(1);
  }

  /** Nobody writes to the pipe, so that who opens it waits forever. */
  @ParameterizedTest
  @ValueSource(strings = {"pipe.onnx", "pipe.pte", "pipe.csv", "pipe.etdump"})
  void aPipeIsNotImported(String pipe) throws Exception {
    Path file = folder.resolve(pipe);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    TilewiseProcess refused = run("", "import", file.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(refused.err())
        .isEqualTo(
            file + ": this is a pipe or a device and not a file; save what it gives in a file\n");
  }

  @Test
  void aPipeIsNoMeasuredProfile() throws Exception {
    runInto("one", "");
    Path file = folder.resolve("pipe.csv");
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    TilewiseProcess refused = run("", "residuals", out.toString(), "--measured", file.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(refused.err())
        .isEqualTo(
            file + ": this is a pipe or a device and not a file; save what it gives in a file\n");
  }

  @Test
  void aRunThatIsKilledLeavesAWholeResultOrNone() throws Exception {
    runInto("one", "");
    long whole = System.nanoTime();
    runInto("one", "");
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - whole);
    for (int percent : new int[] {60, 80, 90, 95}) {
      Process process = start("run", experiment("two").toString(), "--out", out.toString());
      process.waitFor(milliseconds * percent / 100, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      assertThat(result()).isIn("one", "two", "nothing");
    }
    // Whatever the killed ones left does not keep the next from its work.
    assertThat(runInto("two", "").exitCode()).isZero();
    assertThat(result()).isEqualTo("two");
  }

  @Test
  void twoRunsIntoOneFolderLeaveTheResultOfOne() throws Exception {
    Process one = start("run", experiment("one").toString(), "--out", out.toString());
    Process two = start("run", experiment("two").toString(), "--out", out.toString());
    assertThat(one.waitFor(2, TimeUnit.MINUTES) && two.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(List.of(one.exitValue(), two.exitValue())).containsOnly(0);
    assertThat(result()).isIn("one", "two");
    assertThat(temporaries()).isEmpty();
  }
}
