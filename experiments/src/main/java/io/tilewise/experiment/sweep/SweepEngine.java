package io.tilewise.experiment.sweep;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * What computes the points of a sweep. In whatever order and on however many threads or machines it
 * does so, the outcomes are the same.
 */
public interface SweepEngine {

  /** The name by which users choose it. */
  String name();

  /**
   * Computes points.
   *
   * @param sweep the sweep
   * @param wanted the points
   * @param finished takes outcomes as they are finished; several threads may call it
   */
  void run(Sweep sweep, BitSet wanted, Consumer<List<PointOutcome>> finished);
}
