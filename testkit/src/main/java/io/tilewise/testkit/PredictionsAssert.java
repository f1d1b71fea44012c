package io.tilewise.testkit;

import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.baseline.BaselineComparison;
import io.tilewise.experiment.baseline.BaselineResult;
import io.tilewise.report.BaselineTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what an experiment predicts. */
public final class PredictionsAssert extends AbstractAssert<PredictionsAssert, Predictions> {

  PredictionsAssert(Predictions actual) {
    super(actual, PredictionsAssert.class);
  }

  /**
   * That every figure is within its tolerance of the experiment's baseline. The message says what
   * moved, by how much, and what changed since it was recorded.
   */
  public PredictionsAssert matchTheirBaseline() {
    isNotNull();
    Path file = actual.all().get(0).baseline();
    if (!Files.exists(file)) {
      failWithMessage(
          "there is no baseline %s; tilewise baseline record %s makes it",
          file, actual.all().get(0).experiment());
    }
    BaselineComparison comparison = actual.comparable().compare(Baseline.read(file));
    if (!comparison.holds()) {
      failWithMessage(
          "%s",
          BaselineTerminal.of(
              new BaselineResult(
                  BaselineResult.SCHEMA,
                  actual.run().toolVersion(),
                  List.of(comparison),
                  List.of())));
    }
    return this;
  }
}
