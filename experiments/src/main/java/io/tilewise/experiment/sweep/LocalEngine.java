package io.tilewise.experiment.sweep;

import io.tilewise.experiment.study.BlockPool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Computes points on threads of this process. */
public final class LocalEngine implements SweepEngine {
  private static final int BLOCK = 32;

  private final int threads;

  /**
   * An engine.
   *
   * @param threads how many threads, 1 or more
   */
  public LocalEngine(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public void run(Sweep sweep, BitSet wanted, Consumer<List<PointOutcome>> finished) {
    BlockPool.run(
        wanted.stream().toArray(),
        BLOCK,
        threads,
        () -> {
          Sweep.Evaluator evaluator = sweep.evaluator();
          return points -> finished.accept(outcomes(evaluator, points));
        });
  }

  private static List<PointOutcome> outcomes(Sweep.Evaluator evaluator, int[] points) {
    List<PointOutcome> outcomes = new ArrayList<>(points.length);
    for (int point : points) {
      outcomes.add(evaluator.at(point));
    }
    return outcomes;
  }
}
