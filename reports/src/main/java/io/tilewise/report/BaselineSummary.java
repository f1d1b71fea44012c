package io.tilewise.report;

import io.tilewise.experiment.baseline.BaselineComparison;
import io.tilewise.experiment.baseline.BaselineResult;
import io.tilewise.experiment.baseline.Change;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Of a baseline that holds, although it was recorded from other values or files; empty if it was
   * not. Another version of Tilewise alone is not worth a line.
   */
  static String stale(BaselineComparison comparison) {
    List<Change> changes =
        comparison.changes().stream().filter(change -> change.kind() != Change.Kind.TOOL).toList();
    if (!comparison.holds() || changes.isEmpty()) {
      return "";
    }
    int others = changes.size() - 1;
    return "recorded when "
        + changes.get(0).subject()
        + (others == 0
            ? " was"
            : others == 1 ? " and 1 other were" : " and " + others + " others were")
        + " different; tilewise baseline accept renews the record";
  }

  /** Of an experiment that has no baseline. */
  static String missing(String experiment) {
    return experiment
        + ": there is no baseline, so nothing was compared; tilewise baseline record makes it";
  }

  /** Of all. */
  static String of(BaselineResult result) {
    if (result.holds()) {
      return "All baselines hold.";
    }
    List<String> sentences = new ArrayList<>();

    String moved =
        result.comparisons().stream()
            .filter(comparison -> !comparison.holds())
            .map(BaselineComparison::experiment)
            .collect(Collectors.joining(", "));
    if (!moved.isEmpty()) {
      sentences.add(
          "Baselines that do not hold: "
              + moved
              + ". If the new figures are right, tilewise baseline accept FILE... --reason TEXT"
              + " records them.");
    } else if (!result.comparisons().isEmpty()) {
      sentences.add("All baselines that there are hold.");
    }
    if (!result.missing().isEmpty()) {
      sentences.add("Experiments without a baseline: " + String.join(", ", result.missing()) + ".");
    }
    return String.join(" ", sentences);
  }
}
