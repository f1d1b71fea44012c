package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose process is killed goes on when it is started again, to the same bytes. */
final class SweepKillTest {
  private static final String SWEEP =
      """
      title: A sweep to be killed
      experiment: 01-squeezesam-sme2.yaml
      scenarios: [sme2]
      axes:
        - {path: memory.l3.latency, from: 10 ns, to: 40 ns, steps: 30}
        - {path: matrix_units.sme2.clock, from: 1 GHz, to: 3 GHz, steps: 30}
        - {path: run.threads, values: [1, 2]}
      metrics: [latency_ms, speedup]
      best: [{metric: latency_ms}]
      """;

  @TempDir private Path folder;

  private Process start(Path out) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.tilewise.cli.Tilewise",
                "sweep",
                folder.resolve("experiments/killed.yaml").toString(),
                "--threads",
                "2",
                "--out",
                out.toString()))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log.txt").toFile())
        .start();
  }

  /** Kills the process once the journal has grown by so much; whether it was still running. */
  private static boolean killed(Process process, Path journal, long grownBy)
      throws IOException, InterruptedException {
    long before = Files.exists(journal) ? Files.size(journal) : 0;
    while (process.isAlive()) {
      if (Files.exists(journal) && Files.size(journal) > before + grownBy) {
        process.destroyForcibly().waitFor();
        return true;
      }
      Thread.sleep(2);
    }
    return false;
  }

  @Test
  void killedThreeTimesItEndsTheSame() throws IOException, InterruptedException {
    Configs.copyTo(folder);
    Files.writeString(folder.resolve("experiments/killed.yaml"), SWEEP);
    Path out = folder.resolve("killed");
    Path journal = out.resolve("sweep.journal");
    int kills = 0;
    for (int i = 0; i < 3; i++) {
      kills += killed(start(out), journal, 3000L + 5000L * i) ? 1 : 0;
    }
    // 1800 points make a journal of some 80 kB, so all three were in the middle of the work.
    assertThat(kills).isEqualTo(3);
    assertThat(out.resolve("sweep.csv")).doesNotExist();
    Process last = start(out);
    assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(folder.resolve("log.txt"))).contains("going on: ");
    assertThat(last.exitValue()).isZero();
    assertThat(journal).doesNotExist();

    Path whole = folder.resolve("whole");
    Ran ran =
        Ran.with(
            FileKinds.all(),
            "sweep",
            folder.resolve("experiments/killed.yaml").toString(),
            "--out",
            whole.toString());
    assertThat(ran.exitCode()).isZero();
    for (String name : List.of("sweep.csv", "sweep.json", "sweep.md")) {
      assertThat(out.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
  }
}
