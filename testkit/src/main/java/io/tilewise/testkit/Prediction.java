package io.tilewise.testkit;

import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.nio.file.Path;
import java.util.List;

/**
 * What an experiment predicts of one scenario.
 *
 * @param scenario what it predicts
 * @param run the result it is part of, for what it is compared with
 * @param experiment the experiment's file
 * @param baseline the file of the experiment's baseline, which need not be there
 */
public record Prediction(ScenarioResult scenario, RunResult run, Path experiment, Path baseline) {

  /**
   * Of a result with one scenario, which the running test got as a parameter.
   *
   * @throws IllegalArgumentException if it has several, or the running test is not of its
   *     experiment
   */
  static Prediction of(RunResult run) {
    if (run.scenarios().size() != 1) {
      throw new IllegalArgumentException(
          "this result has "
              + run.scenarios().size()
              + " scenarios; name the parameter as one of "
              + run.scenarios().stream().map(ScenarioResult::name).toList()
              + ", or annotate it with @Scenario");
    }
    Path experiment =
        RunningTest.experimentOf(run)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the running test is not of the experiment "
                            + run.experiment()
                            + "; take a Prediction as a parameter instead of a RunResult"));
    return new Prediction(run.scenarios().get(0), run, experiment, Baseline.usualFile(experiment));
  }

  /** The result with this scenario alone. */
  RunResult alone() {
    return new RunResult(
        run.schema(),
        run.toolVersion(),
        run.inputs(),
        run.experiment(),
        run.title(),
        scenario.name(),
        List.of(scenario));
  }

  /** For messages: {@code sme2 of 01-squeezesam-sme2}. */
  @Override
  public String toString() {
    return scenario.name() + " of " + run.experiment();
  }
}
