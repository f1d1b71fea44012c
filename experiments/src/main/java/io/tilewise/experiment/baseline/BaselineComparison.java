package io.tilewise.experiment.baseline;

import java.util.List;

/**
 * What a check of an experiment against its baseline found.
 *
 * @param experiment name of the experiment
 * @param figures number of figures compared
 * @param movements what moved further than its tolerance, the largest effect first within a kind
 * @param changes what is different from when the baseline was recorded
 * @param contributions how much of the movements single changed values explain
 * @param remark why contributions were not determined, or are not complete; may be empty
 */
public record BaselineComparison(
    String experiment,
    int figures,
    List<Movement> movements,
    List<Change> changes,
    List<Contribution> contributions,
    String remark) {

  /** Copies the lists. */
  public BaselineComparison {
    movements = List.copyOf(movements);
    changes = List.copyOf(changes);
    contributions = List.copyOf(contributions);
  }

  /** Whether nothing moved further than its tolerance. */
  public boolean holds() {
    return movements.isEmpty();
  }
}
