package io.tilewise.report;

import io.tilewise.experiment.uncertainty.Spread.Influence;
import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.RoleSummary;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of a validation's reports. */
final class ValidationTables {

  private static final int MOST_INFLUENCES = 3;

  private ValidationTables() {}

  /** The figures of a role beside their predictions. */
  static ReportTable cases(String title, List<CaseResult> cases) {
    List<Column> columns =
        List.of(
            Column.number(
                "published",
                Column.each(cases, c -> Numbers.plain(c.published()) + " " + c.unit())),
            Column.number("predicted", Column.each(cases, c -> number(c, c.predicted()))),
            Column.number("error", Column.each(cases, c -> signed(c.errorPercent()))),
            Column.number(
                "tolerance", Column.each(cases, c -> Numbers.plain(c.tolerancePercent()) + " %")),
            Column.text("verdict", Column.each(cases, ValidationTables::verdict)),
            Column.number("90 % low", Column.each(cases, c -> number(c, c.low()))),
            Column.number("90 % high", Column.each(cases, c -> number(c, c.high()))),
            Column.text("inside", Column.each(cases, c -> c.withinInterval() ? "yes" : "no")));
    return new ReportTable(
        title,
        "case",
        Column.each(cases, CaseResult::id),
        List.of(new Group("", columns)),
        List.of());
  }

  /** The parameters that each prediction's spread follows most. */
  static ReportTable dominant(ValidationResult result) {
    List<CaseResult> cases = result.cases();
    List<Column> columns =
        IntStream.range(0, MOST_INFLUENCES)
            .mapToObj(i -> Column.text((i + 1) + ".", Column.each(cases, c -> influence(c, i))))
            .toList();
    return new ReportTable(
        "What the spread of the predictions follows",
        "case",
        Column.each(cases, CaseResult::id),
        columns.stream().map(Group::of).toList(),
        List.of(
            "Before each parameter: correlation of its draws with the prediction, from -1 to 1; its"
                + " square is about the share of the spread."));
  }

  /** The roles apart. */
  static ReportTable summaries(ValidationResult result) {
    List<RoleSummary> roles = result.summaries();
    List<Column> columns =
        List.of(
            Column.number("figures", Column.each(roles, s -> Integer.toString(s.cases()))),
            Column.number(
                "within tolerance", Column.each(roles, s -> Integer.toString(s.passed()))),
            Column.number(
                "in interval", Column.each(roles, s -> Integer.toString(s.withinInterval()))),
            Column.number(
                "median error", Column.each(roles, s -> error(s, s.medianAbsoluteErrorPercent()))),
            Column.number(
                "largest error",
                Column.each(roles, s -> error(s, s.largestAbsoluteErrorPercent()))));
    return new ReportTable(
        "Summary",
        "role",
        Column.each(roles, s -> Validations.role(s.role())),
        List.of(new Group("", columns)),
        List.of("Errors without their sign. Interval: the 90 % interval of the prediction."));
  }

  /** Remarks on figures and where they were published. */
  static ReportTable remarks(ValidationResult result) {
    List<CaseResult> cases = result.cases();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("scenario", Column.each(cases, CaseResult::scenario)));
    columns.add(Column.text("metric", Column.each(cases, CaseResult::metric)));
    columns.add(Column.text("source", Column.each(cases, CaseResult::source)));
    columns.add(Column.text("note", Column.each(cases, CaseResult::note)));
    return new ReportTable(
        "Where the figures come from",
        "case",
        Column.each(cases, CaseResult::id),
        List.of(new Group("", columns)),
        List.of());
  }

  /** An error in percent with its sign. */
  static String signed(double percent) {
    return Numbers.signedPlain(percent, 1) + " %";
  }

  private static String verdict(CaseResult result) {
    return result.gate() && !result.passed() ? result.verdict() + ", gated" : result.verdict();
  }

  private static String influence(CaseResult result, int index) {
    if (index >= result.dominant().size()) {
      return "";
    }
    Influence influence = result.dominant().get(index);
    return Numbers.fixed(influence.correlation(), 2) + " " + influence.path();
  }

  /** With the digits that the published figure makes worth reading. */
  private static String number(CaseResult result, double value) {
    return Numbers.fixed(value, Math.max(1, Numbers.decimals(result.published()) - 1));
  }

  private static String error(RoleSummary summary, double percent) {
    return summary.cases() == 0 ? Numbers.NONE : Numbers.fixed(percent, 1) + " %";
  }
}
