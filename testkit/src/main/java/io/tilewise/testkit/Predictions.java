package io.tilewise.testkit;

import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.result.RunResult;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an experiment predicts.
 *
 * @param run the result
 * @param all what it predicts of each scenario, in the order of the experiment
 * @param comparable the same, in a form that can be compared with a baseline
 */
public record Predictions(RunResult run, List<Prediction> all, Baseline comparable)
    implements Iterable<Prediction> {

  /** Copies the list. */
  public Predictions {
    all = List.copyOf(all);
  }

  /**
   * What it predicts of a scenario.
   *
   * @throws IllegalArgumentException if there is no such scenario; the message names those there
   *     are
   */
  public Prediction of(String scenario) {
    return all.stream()
        .filter(prediction -> prediction.scenario().name().equals(scenario))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "experiment "
                        + run.experiment()
                        + " has no scenario \""
                        + scenario
                        + "\"; it has "
                        + all.stream()
                            .map(prediction -> '"' + prediction.scenario().name() + '"')
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public Iterator<Prediction> iterator() {
    return all.iterator();
  }

  /** The experiment's name, for messages and the names of tests. */
  @Override
  public String toString() {
    return run.experiment();
  }
}
