package io.tilewise.report;

import io.tilewise.experiment.uncertainty.Spread.Influence;
import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.text.CsvText;
import java.util.stream.Collectors;

/**
 * {@code validation.csv}: one row per published figure, with numbers in the unit that stands in the
 * column {@code unit}. Conventions as in {@link CsvReport}.
 */
final class ValidationCsv {

  private ValidationCsv() {}

  static String of(ValidationResult result) {
    CsvText csv =
        new CsvText(
            "validation",
            "id",
            "scenario",
            "metric",
            "unit",
            "role",
            "published",
            "predicted",
            "low",
            "high",
            "error_percent",
            "tolerance_percent",
            "verdict",
            "within_interval",
            "gate",
            "dominant",
            "source",
            "note");
    result.cases().forEach(c -> csv.row(row(c)));
    return csv.text();
  }

  private static Object[] row(CaseResult result) {
    return new Object[] {
      result.validation(),
      result.id(),
      result.scenario(),
      result.metric(),
      result.unit(),
      result.role(),
      result.published(),
      result.predicted(),
      result.low(),
      result.high(),
      result.errorPercent(),
      result.tolerancePercent(),
      result.verdict(),
      result.withinInterval(),
      result.gate(),
      result.dominant().stream().map(Influence::path).collect(Collectors.joining(" ")),
      result.source(),
      result.note()
    };
  }
}
