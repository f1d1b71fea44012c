package io.tilewise.report;

import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.RoleSummary;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.TextTable;
import java.util.List;

/**
 * What {@code tilewise validate} prints: the published figures beside the predictions, role by
 * role, the parameters that dominate their spread, and how each role did. Plain ASCII in at most
 * 120 columns.
 */
public final class ValidationTerminal {

  private ValidationTerminal() {}

  /** The report as text, every line ended by a line feed. */
  public static String of(ValidationResult result) {
    StringBuilder text = new StringBuilder(Paragraph.of(Validations.heading(result)));
    for (RoleSummary summary : result.summaries()) {
      List<CaseResult> cases = Validations.ofRole(result, summary.role());
      if (!cases.isEmpty()) {
        String title = Validations.role(summary.role());
        text.append('\n').append(TextTable.of(ValidationTables.cases(title, cases)));
      }
    }
    text.append('\n').append(TextTable.of(ValidationTables.dominant(result)));
    text.append('\n').append(TextTable.of(ValidationTables.summaries(result))).append('\n');
    for (RoleSummary summary : result.summaries()) {
      List<CaseResult> cases = Validations.ofRole(result, summary.role());
      text.append(Paragraph.of(Validations.sentence(summary, cases)));
    }
    return text.append(Paragraph.of(Validations.gates(result))).toString();
  }
}
