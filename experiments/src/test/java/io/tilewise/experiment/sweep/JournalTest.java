package io.tilewise.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that is interrupted goes on to the same end. */
class JournalTest {
  private static final String SWEEP =
      "axes: [{path: memory.l3.latency, from: 10 ns, to: 40 ns, steps: 40},"
          + " {path: run.threads, values: [1, 9]}]\n";

  @TempDir private Path folder;

  private List<String> run(Sweep sweep, int threads) {
    try (SweepRun run = SweepRun.open(sweep, "test", folder)) {
      return Sweeps.lines(run.run(new LocalEngine(threads), (done, all) -> {}));
    }
  }

  /** The journal as a crash might leave it: cut anywhere, with or without garbage behind. */
  private static byte[] crashed(byte[] journal, SplittableRandom random) {
    int kept = random.nextInt(journal.length + 1);
    int garbage = random.nextInt(3) == 0 ? random.nextInt(200) : 0;
    byte[] left = Arrays.copyOf(journal, kept + garbage);
    for (int i = kept; i < left.length; i++) {
      // A file system that lost power may show zeros or old blocks.
      left[i] = random.nextBoolean() ? 0 : (byte) random.nextInt(256);
    }
    return left;
  }

  @Test
  void interruptedAtAHundredRandomMomentsItEndsTheSame() throws IOException {
    Sweep sweep = Sweeps.of(folder, SWEEP);
    List<String> expected = run(sweep, 1);
    assertThat(expected).hasSize(80);
    Path file = folder.resolve(Journal.NAME);
    byte[] complete = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(1);
    for (int crash = 0; crash < 100; crash++) {
      Files.write(file, crashed(complete, random));
      assertThat(run(sweep, 1 + crash % 2)).as("crash %d", crash).isEqualTo(expected);
    }
  }

  @Test
  void aDamagedLineAndAllBehindItAreComputedAgain() throws IOException {
    Sweep sweep = Sweeps.of(folder, SWEEP);
    List<String> expected = run(sweep, 1);
    Path file = folder.resolve(Journal.NAME);
    byte[] journal = Files.readAllBytes(file);
    journal[journal.length / 2] ^= 1;
    Files.write(file, journal);
    try (SweepRun run = SweepRun.open(sweep, "test", folder)) {
      assertThat(run.resumed()).isBetween(20, 60);
    }
    assertThat(run(sweep, 1)).isEqualTo(expected);
  }

  @Test
  void theJournalOfAnotherSweepIsRefused() {
    run(Sweeps.of(folder, SWEEP), 1);
    Sweep other = Sweeps.of(folder, SWEEP.replace("40 ns", "41 ns"));
    assertThatThrownBy(() -> SweepRun.open(other, "test", folder))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("another sweep")
        .hasMessageContaining("--restart");
    SweepRun.restart(folder);
    SweepRun.open(other, "test", folder).close();
  }

  @Test
  void aJournalThatAnotherProgramWroteIsNotGoneOnWith() throws IOException {
    Sweep sweep = Sweeps.of(folder, SWEEP);
    run(sweep, 1);
    // The same lines, but of a program that computes other values.
    Path file = folder.resolve(Journal.NAME);
    List<PointOutcome> changed = new ArrayList<>();
    try (Journal journal = Journal.open(folder, identity(file), 80)) {
      for (int point = 0; point < 80; point++) {
        PointOutcome outcome = journal.outcome(point);
        changed.add(
            outcome.isFailed()
                ? outcome
                : PointOutcome.of(point, new double[][] {{1, 1}, {outcome.value(1, 0), 1}}));
      }
    }
    String identity = identity(file);
    Files.delete(file);
    try (Journal journal = Journal.open(folder, identity, 80)) {
      journal.append(changed);
    }
    assertThatThrownBy(() -> run(sweep, 1))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("comes out otherwise");
  }

  private static String identity(Path file) throws IOException {
    return Files.readAllLines(file).get(0).split("\t", -1)[1];
  }

  @Test
  void twoAtOnceAreRefused() {
    Sweep sweep = Sweeps.of(folder, SWEEP);
    try (SweepRun first = SweepRun.open(sweep, "test", folder)) {
      assertThat(first.resumed()).isZero();
      assertThatThrownBy(() -> SweepRun.open(sweep, "test", folder))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("at work");
    }
  }
}
