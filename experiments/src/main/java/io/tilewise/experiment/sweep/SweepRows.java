package io.tilewise.experiment.sweep;

import java.util.List;
import java.util.function.IntFunction;

/** The points of a sweep with their outcomes, in order, read one by one: there may be millions. */
public final class SweepRows {
  private final Sweep sweep;
  private final IntFunction<PointOutcome> outcomes;

  SweepRows(Sweep sweep, IntFunction<PointOutcome> outcomes) {
    this.sweep = sweep;
    this.outcomes = outcomes;
  }

  /** How many points there are. */
  public int size() {
    return sweep.size();
  }

  /**
   * A value on an axis: a number in the axis' unit, or text.
   *
   * @param point the point
   */
  public List<Object> axisValues(int point) {
    return sweep.axisCells(point);
  }

  /** The outcome of a point. */
  public PointOutcome outcome(int point) {
    return outcomes.apply(point);
  }
}
