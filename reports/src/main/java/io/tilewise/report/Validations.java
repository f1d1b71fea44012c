package io.tilewise.report;

import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.RoleSummary;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.experiment.validation.ValidationResult.Source;
import io.tilewise.report.text.Numbers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How reports speak of a validation. */
final class Validations {

  private static final Map<String, String> ROLES =
      Map.of("calibration", "Calibration", "held_out", "Held out", "derived", "Derived");

  private Validations() {}

  /** What was published, of all files. */
  static String heading(ValidationResult result) {
    return result.validations().stream().map(Source::title).collect(Collectors.joining("; "));
  }

  /** Where the numbers come from. */
  static String source(ValidationResult result) {
    return "Source: validation "
        + result.validations().stream().map(Source::name).collect(Collectors.joining(", "))
        + ", "
        + result.draws()
        + " draws with seed "
        + result.seed()
        + ", Tilewise "
        + result.toolVersion();
  }

  /** A role as headings write it. */
  static String role(String role) {
    return ROLES.getOrDefault(role, role);
  }

  /** The cases of a role. */
  static List<CaseResult> ofRole(ValidationResult result, String role) {
    return result.cases().stream().filter(c -> c.role().equals(role)).toList();
  }

  /** How the predictions of a role did, in a sentence. */
  static String sentence(RoleSummary summary, List<CaseResult> cases) {
    String role = role(summary.role());
    if (cases.isEmpty()) {
      return role + ": there are no such figures.";
    }
    return role
        + " ("
        + about(summary.role())
        + "): "
        + summary.passed()
        + " of "
        + summary.cases()
        + (summary.cases() == 1 ? " figure is" : " figures are")
        + " predicted within tolerance, "
        + summary.withinInterval()
        + (summary.withinInterval() == 1 ? " lies" : " lie")
        + " in the 90 % interval of the prediction; the median absolute error is "
        + Numbers.fixed(summary.medianAbsoluteErrorPercent(), 1)
        + " %, the largest "
        + Numbers.fixed(summary.largestAbsoluteErrorPercent(), 1)
        + " % ("
        + worst(cases).id()
        + ").";
  }

  private static String about(String role) {
    return switch (role) {
      case "calibration" -> "parameters may be fitted to these";
      case "held_out" -> "these are only predicted";
      default -> "these follow from others, so they count for neither";
    };
  }

  private static CaseResult worst(List<CaseResult> cases) {
    return cases.stream()
        .reduce((a, b) -> Math.abs(b.errorPercent()) > Math.abs(a.errorPercent()) ? b : a)
        .orElseThrow();
  }

  /** What a user has to know first: whether all that must be met is met. */
  static String gates(ValidationResult result) {
    List<CaseResult> gated = result.cases().stream().filter(CaseResult::gate).toList();
    List<String> missed = gated.stream().filter(c -> !c.passed()).map(CaseResult::id).toList();
    if (gated.isEmpty()) {
      return "No case is gated, so none can make validation fail.";
    }
    return missed.isEmpty()
        ? "All " + gated.size() + " gated cases are within tolerance."
        : missed.size()
            + " of "
            + gated.size()
            + " gated cases missed, so validation fails: "
            + String.join(", ", missed)
            + ".";
  }
}
