package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import java.util.List;
import java.util.TreeSet;

/** Which scenarios are drawn where there is no room for all. */
final class ScenarioSelection {

  private ScenarioSelection() {}

  /**
   * Indices of at most so many scenarios in their order: the baseline, the one that the answer is
   * about, and the first of the others.
   */
  static List<Integer> of(RunResult result, int most) {
    TreeSet<Integer> chosen = new TreeSet<>();
    if (!result.scenarios().isEmpty()) {
      chosen.add(Breakdown.byCategory(result).baseline());
      chosen.add(Answer.told(result));
    }
    for (int i = 0; i < result.scenarios().size() && chosen.size() < most; i++) {
      chosen.add(i);
    }
    return List.copyOf(chosen);
  }
}
