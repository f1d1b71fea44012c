package io.tilewise.report;

import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.text.JUnitXml;
import io.tilewise.report.text.Numbers;
import java.util.List;
import java.util.Optional;

/**
 * A validation as {@code junit.xml}: a test suite per validation file, a test case per figure. Only
 * gated misses are failures; other misses are in the output of their test case.
 */
final class ValidationJUnit {

  private ValidationJUnit() {}

  static String of(ValidationResult result) {
    List<JUnitXml.Suite> suites =
        result.validations().stream()
            .map(source -> new JUnitXml.Suite(source.name(), cases(result, source.name())))
            .toList();
    return JUnitXml.of("tilewise validate", suites);
  }

  private static List<JUnitXml.Case> cases(ValidationResult result, String validation) {
    return result.cases().stream()
        .filter(figure -> figure.validation().equals(validation))
        .map(ValidationJUnit::test)
        .toList();
  }

  private static JUnitXml.Case test(CaseResult figure) {
    Optional<String> miss = figure.passed() ? Optional.empty() : Optional.of(message(figure));
    return new JUnitXml.Case(
        figure.validation() + "." + figure.role(),
        figure.id(),
        miss.filter(text -> figure.gate()).map(text -> new JUnitXml.Failure("miss", text, text)),
        miss.filter(text -> !figure.gate()));
  }

  private static String message(CaseResult figure) {
    return "published "
        + Numbers.plain(figure.published())
        + " "
        + figure.unit()
        + ", predicted "
        + Numbers.brief(figure.predicted())
        + " "
        + figure.unit()
        + ": error "
        + ValidationTables.signed(figure.errorPercent())
        + ", tolerance "
        + Numbers.fixed(figure.tolerancePercent(), 1)
        + " %, 90 % interval "
        + Numbers.brief(figure.low())
        + " to "
        + Numbers.brief(figure.high());
  }
}
