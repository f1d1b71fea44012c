package io.tilewise.experiment.validation;

import java.util.Arrays;
import java.util.List;

/**
 * How the predictions of one role did.
 *
 * @param role {@code calibration}, {@code held_out} or {@code derived}
 * @param cases number of cases
 * @param passed those within their tolerance
 * @param withinInterval those whose published value lies in the prediction's interval
 * @param medianAbsoluteErrorPercent median of the errors without sign
 * @param largestAbsoluteErrorPercent largest of them
 */
public record RoleSummary(
    String role,
    int cases,
    int passed,
    int withinInterval,
    double medianAbsoluteErrorPercent,
    double largestAbsoluteErrorPercent) {

  static RoleSummary of(String role, List<CaseResult> all) {
    List<CaseResult> own = all.stream().filter(c -> c.role().equals(role)).toList();
    double[] errors = own.stream().mapToDouble(c -> Math.abs(c.errorPercent())).sorted().toArray();
    return new RoleSummary(
        role,
        own.size(),
        (int) own.stream().filter(CaseResult::passed).count(),
        (int) own.stream().filter(CaseResult::withinInterval).count(),
        median(errors),
        Arrays.stream(errors).max().orElse(0));
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
