package io.tilewise.report;

import io.tilewise.experiment.sensitivity.SensitivityResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.IndexResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.ParameterSensitivity;
import java.util.List;
import java.util.Optional;

/** Results of sensitivity analyses to draw and print. */
final class Sensitivities {
  private Sensitivities() {}

  static SensitivityResult of(ParameterSensitivity... parameters) {
    return new SensitivityResult(
        SensitivityResult.SCHEMA,
        "0.1.0",
        List.of(),
        "sensitivity",
        "Which parameters matter?",
        List.of(),
        "latency_ms",
        "ms",
        "sme2",
        301.5,
        303,
        9,
        64,
        320,
        1,
        List.of(parameters));
  }

  /** Two parameters, and one that does next to nothing. */
  static SensitivityResult usual() {
    return of(
        parameter("matrix_units.sme2.clock", index(0.6, 0.1), index(0.72, 0.08)),
        parameter("memory.dram.latency", index(0.3, 0.1), index(0.42, 0.05)),
        parameter("issue_rates.matrix", index(0.0001, 0.001), index(0.0002, 0.001)));
  }

  static ParameterSensitivity parameter(String path, IndexResult first, IndexResult total) {
    return new ParameterSensitivity(
        path, "ns", 120, 110, 140, 291, 322, Optional.of(first), Optional.of(total));
  }

  /** Of a metric that does not vary. */
  static ParameterSensitivity withoutIndices(String path) {
    return new ParameterSensitivity(
        path, "ns", 120, 110, 140, 301.5, 301.5, Optional.empty(), Optional.empty());
  }

  /** An index in the middle of its interval. */
  static IndexResult index(double value, double around) {
    return new IndexResult(value, value - around, value + around);
  }
}
