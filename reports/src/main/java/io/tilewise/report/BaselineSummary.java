package io.tilewise.report;

import io.tilewise.experiment.baseline.BaselineComparison;
import io.tilewise.experiment.baseline.BaselineResult;
import java.util.stream.Collectors;

/** Sentences that the reports of a check against baselines have in common. */
final class BaselineSummary {

  private BaselineSummary() {}

  /** Of one experiment. */
  static String of(BaselineComparison comparison) {
    int moved = comparison.movements().size();
    return comparison.experiment()
        + ": "
        + (comparison.holds()
            ? "all " + comparison.figures() + " figures are within tolerance"
            : moved + " of " + comparison.figures() + " figures moved");
  }

  /** Of all. */
  static String of(BaselineResult result) {
    String moved =
        result.comparisons().stream()
            .filter(comparison -> !comparison.holds())
            .map(BaselineComparison::experiment)
            .collect(Collectors.joining(", "));
    return result.holds()
        ? "All baselines hold."
        : "Baselines that do not hold: "
            + moved
            + ". If the new figures are right, tilewise baseline accept FILE... --reason TEXT records"
            + " them.";
  }
}
