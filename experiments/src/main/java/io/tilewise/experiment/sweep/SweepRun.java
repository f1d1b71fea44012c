package io.tilewise.experiment.sweep;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.run.Sha256;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a sweep with a journal in the folder of its results, going on from the one that an
 * interrupted run left there. The journal is there until {@link #finish()}.
 */
public final class SweepRun implements Closeable {
  private final Sweep sweep;
  private final String toolVersion;
  private final Journal journal;

  private SweepRun(Sweep sweep, String toolVersion, Journal journal) {
    this.sweep = sweep;
    this.toolVersion = toolVersion;
    this.journal = journal;
  }

  /** Hears how far a sweep is. */
  public interface Progress {
    /** So many points of all are finished. */
    void show(int finished, int all);
  }

  /**
   * Opens the journal of a sweep, or begins one.
   *
   * @param folder takes the journal
   * @throws JournalException if there is a journal of another sweep
   * @throws java.io.UncheckedIOException if the folder cannot be written
   */
  public static SweepRun open(Sweep sweep, String toolVersion, Path folder) {
    String identity = identity(sweep, toolVersion);
    return new SweepRun(sweep, toolVersion, Journal.open(folder, identity, sweep.size()));
  }

  /** Throws the journal in a folder away, if there is one. */
  public static void restart(Path folder) {
    Journal.discard(folder);
  }

  /** Checksum of what the outcomes follow from: version, files and changes. */
  private static String identity(Sweep sweep, String toolVersion) {
    StringBuilder text = new StringBuilder(toolVersion).append('\n');
    for (InputFile input : sweep.inputs()) {
      text.append(input.path()).append(' ').append(input.sha256()).append('\n');
    }
    sweep.assignments().forEach(assignment -> text.append(assignment).append('\n'));
    return Sha256.of(text.toString());
  }

  /** How many points an earlier run has left. */
  public int resumed() {
    return journal.done().cardinality();
  }

  /**
   * Computes the points that are not yet in the journal.
   *
   * @throws JournalException if points in the journal come out otherwise than they are there
   * @throws java.io.UncheckedIOException if the journal cannot be written, as on a full disk
   */
  public SweepResult run(SweepEngine engine, Progress progress) {
    BitSet wanted = journal.done();
    checkFinished(wanted);
    wanted.flip(0, sweep.size());
    AtomicInteger finished = new AtomicInteger(sweep.size() - wanted.cardinality());
    progress.show(finished.get(), sweep.size());
    engine.run(
        sweep,
        wanted,
        outcomes -> {
          journal.append(outcomes);
          progress.show(finished.addAndGet(outcomes.size()), sweep.size());
        });
    journal.force();
    int missing = sweep.size() - journal.done().cardinality();
    if (missing > 0) {
      throw new IllegalStateException("the engine left out " + missing + " points");
    }
    return SweepAnalysis.of(sweep, toolVersion, new SweepRows(sweep, journal::outcome));
  }

  /** The same inputs give the same outcome, unless the program or a plugin is another. */
  private void checkFinished(BitSet finished) {
    int count = finished.cardinality();
    if (count == 0) {
      return;
    }
    int[] points = finished.stream().toArray();
    Sweep.Evaluator evaluator = sweep.evaluator();
    for (int point : List.of(points[0], points[count / 2], points[count - 1])) {
      if (!evaluator.at(point).line().equals(journal.outcome(point).line())) {
        throw new JournalException(
            "point "
                + point
                + " comes out otherwise than the journal has it: another program or plugin wrote"
                + " it; throw its points away with --restart");
      }
    }
  }

  /** The results are written: the journal is removed. */
  public void finish() {
    journal.delete();
  }

  @Override
  public void close() {
    journal.close();
  }
}
