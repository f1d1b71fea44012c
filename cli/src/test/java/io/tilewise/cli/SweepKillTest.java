package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep whose process is killed at random moments goes on each time when it is started again, to
 * the same bytes. How many moments: {@code -Dtilewise.kills=100} for a campaign, see
 * docs/reliability.md; a few in every build.
 */
final class SweepKillTest {
  private static final int KILLS = Integer.getInteger("tilewise.kills", 4);
  private static final int POINTS_PER_KILL = 500;

  /** Of a line of the journal: a number, a latency with all its digits, a checksum. */
  private static final int BYTES_PER_POINT = 30;

  private static final String SWEEP =
      """
      title: A sweep to be killed
      experiment: 13-hybrid-gemm-vivo-x300.yaml
      scenarios: [sme2-1]
      design: sobol
      points: %d
      axes:
        - {path: memory.l3.latency, from: 10 ns, to: 40 ns}
        - {path: matrix_units.sme2.clock, from: 1 GHz, to: 3 GHz}
        - {path: run.threads, values: [1, 2]}
      metrics: [latency_ms]
      best: [{metric: latency_ms}]
      """;

  @TempDir private Path folder;

  private Process start(Path out) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
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

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /**
   * Kills the process once the journal has grown by so many bytes, so that the moment lies in the
   * work however slow the machine is; with 0, as soon as it has started.
   *
   * @return whether it was still running
   */
  private static boolean killed(Process process, Path journal, long grownBy)
      throws IOException, InterruptedException {
    long before = size(journal);
    while (process.isAlive()) {
      if (grownBy == 0 || size(journal) >= before + grownBy) {
        process.destroyForcibly().waitFor();
        return true;
      }
      Thread.sleep(1);
    }
    return false;
  }

  @Test
  void killedAtRandomMomentsItEndsTheSame() throws IOException, InterruptedException {
    Configs.copyTo(folder);
    Files.writeString(
        folder.resolve("experiments/killed.yaml"), SWEEP.formatted(POINTS_PER_KILL * KILLS));
    Path out = folder.resolve("killed");
    Path journal = out.resolve("sweep.journal");
    SplittableRandom random = new SplittableRandom(6);
    int inTheWork = 0;
    for (int i = 0; i < KILLS; i++) {
      // On average half of what there is for each, so that there is work left at the end.
      long grownBy = random.nextLong((long) POINTS_PER_KILL * BYTES_PER_POINT);
      Process process = start(out);
      // Some moments are in the start instead, before or while the journal is opened.
      boolean atStart = i % 4 == 3;
      if (atStart) {
        process.waitFor(random.nextLong(2000), TimeUnit.MILLISECONDS);
      }
      assertThat(killed(process, journal, atStart ? 0 : grownBy))
          .as("kill %d: %s", i, Files.readString(folder.resolve("log.txt")))
          .isTrue();
      inTheWork += size(journal) > 0 ? 1 : 0;
      assertThat(out.resolve("sweep.csv")).doesNotExist();
    }
    assertThat(inTheWork).isGreaterThanOrEqualTo(KILLS / 2);
    Process last = start(out);
    assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();
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
