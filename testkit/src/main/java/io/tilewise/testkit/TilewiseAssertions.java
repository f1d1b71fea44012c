package io.tilewise.testkit;

/** Where assertions about predictions begin; meant to be imported statically. */
public final class TilewiseAssertions {
  private TilewiseAssertions() {}

  /** Assertions about what is predicted of a scenario. */
  public static PredictionAssert assertThat(Prediction prediction) {
    return new PredictionAssert(prediction);
  }

  /** Assertions about what an experiment predicts. */
  public static PredictionsAssert assertThat(Predictions predictions) {
    return new PredictionsAssert(predictions);
  }
}
