package io.tilewise.experiment.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.run.Outcome;
import io.tilewise.workload.Category;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {
  private static final Outcome BASELINE = outcome(300, 0, 0);

  private static Outcome outcome(double latency, double dataMovement, double transposes) {
    return new Outcome(
        latency,
        Map.of(
            Category.CONVOLUTION, 60.0,
            Category.GEMM, 20.0,
            Category.ELEMENTWISE, 5.0,
            Category.DATA_MOVEMENT, dataMovement,
            Category.OTHER, 15.0),
        transposes);
  }

  /** 120 ms, of which 40 ms data movement, of which 30 ms transposes; the baseline takes 300 ms. */
  @ParameterizedTest
  @CsvSource({
    "LATENCY, 120",
    "CONVOLUTION, 60",
    "GEMM, 20",
    "ELEMENTWISE, 5",
    "DATA_MOVEMENT, 40",
    "OTHER, 15",
    "SPEEDUP, 2.5",
    "SAVING, 180",
    "TRANSPOSE_SHARE, 75"
  })
  void figuresByHand(Metric metric, double expected) {
    assertThat(metric.of(outcome(120, 40, 30), BASELINE)).isEqualTo(expected);
  }

  @Test
  void dataMovementsShareIsOfTheLatency() {
    assertThat(Metric.DATA_MOVEMENT_SHARE.of(outcome(160, 40, 30), BASELINE)).isEqualTo(25);
  }

  @Test
  void aShareOfNothingIsNothing() {
    assertThat(Metric.TRANSPOSE_SHARE.of(outcome(120, 0, 0), BASELINE)).isZero();
  }
}
