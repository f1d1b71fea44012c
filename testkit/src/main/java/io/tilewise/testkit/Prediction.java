package io.tilewise.testkit;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.nio.file.Path;

/**
 * What an experiment predicts of one scenario.
 *
 * @param scenario what it predicts
 * @param run the result it is part of, for what it is compared with
 * @param experiment the experiment's file
 * @param baseline the file of the experiment's baseline, which need not be there
 */
public record Prediction(ScenarioResult scenario, RunResult run, Path experiment, Path baseline) {

  /** For messages: {@code sme2 of 01-squeezesam-sme2}. */
  @Override
  public String toString() {
    return scenario.name() + " of " + run.experiment();
  }
}
