package io.tilewise.testkit;

import io.tilewise.experiment.result.RunResult;

/** Where assertions about predictions begin; meant to be imported statically. */
public final class TilewiseAssertions {
  private TilewiseAssertions() {}

  /** Assertions about what is predicted of a scenario. */
  public static PredictionAssert assertThat(Prediction prediction) {
    return new PredictionAssert(prediction);
  }

  /**
   * Assertions about what is predicted of a scenario, for the result that a test got as a parameter
   * with the scenario's name.
   *
   * @throws IllegalArgumentException if it has several scenarios, or the running test is not of its
   *     experiment
   */
  public static PredictionAssert assertThat(RunResult run) {
    return new PredictionAssert(Prediction.of(run));
  }

  /** Assertions about what an experiment predicts. */
  public static PredictionsAssert assertThat(Predictions predictions) {
    return new PredictionsAssert(predictions);
  }
}
