package io.tilewise.report;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.uncertainty.Spread.Influence;
import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.RoleSummary;
import io.tilewise.experiment.validation.ValidationResult;
import java.util.List;
import java.util.stream.IntStream;

/** Validation results for tests, from a few numbers; tolerances are 10 %. */
final class ValidationResults {

  private ValidationResults() {}

  /** Two figures that were fitted to, one of them missed, a gated one held out, and a ratio. */
  static ValidationResult mixed() {
    return of(
        figure("neon", "calibration", 1163, 1150, false),
        figure("sme2", "calibration", 298.2, 350, false),
        figure("four-cores", "held_out", 193, 150, true),
        figure("ratio", "derived", 3.9, 3.8, false));
  }

  static ValidationResult of(CaseResult... cases) {
    return new ValidationResult(
        ValidationResult.SCHEMA,
        "0.1.0",
        List.of(new InputFile("squeezesam.yaml", "ab".repeat(32))),
        List.of(new ValidationResult.Source("squeezesam", "SqueezeSAM on a phone")),
        100,
        1,
        List.of(
            // By hand: the reports print summaries and do not compute them.
            new RoleSummary("calibration", count("calibration", cases), 1, 2, 9.2, 17.4),
            new RoleSummary("held_out", count("held_out", cases), 0, 1, 22.3, 22.3),
            new RoleSummary("derived", count("derived", cases), 1, 1, 2.6, 2.6)),
        List.of(cases));
  }

  private static int count(String role, CaseResult... cases) {
    return (int) IntStream.range(0, cases.length).filter(i -> cases[i].role().equals(role)).count();
  }

  static CaseResult figure(
      String id, String role, double published, double predicted, boolean gate) {
    double error = 100 * (predicted / published - 1);
    return new CaseResult(
        id,
        "squeezesam",
        "a-scenario",
        "latency",
        "ms",
        role,
        published,
        predicted,
        predicted * 0.8,
        predicted * 1.3,
        error,
        10,
        Math.abs(error) <= 10 ? "pass" : "miss",
        true,
        gate,
        List.of(new Influence("memory.dram.latency", -0.61)),
        "a blog",
        "");
  }
}
