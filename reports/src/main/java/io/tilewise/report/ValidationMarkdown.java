package io.tilewise.report;

import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.RoleSummary;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import java.util.List;

/** {@code validation.md}: what {@link ValidationTerminal} says, the chart, sources and inputs. */
final class ValidationMarkdown {

  private ValidationMarkdown() {}

  static String of(ValidationResult result) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(MarkdownText.of(Validations.heading(result))).append("\n\n");
    for (RoleSummary summary : result.summaries()) {
      List<CaseResult> cases = Validations.ofRole(result, summary.role());
      String sentence = Validations.sentence(summary, cases);
      text.append("- ").append(MarkdownText.of(sentence)).append('\n');
    }
    text.append("- ").append(MarkdownText.of(Validations.gates(result))).append('\n');
    text.append(MarkdownSections.table(ValidationTables.summaries(result)));
    text.append(MarkdownSections.chart(ValidationChart.TITLE, ValidationFiles.CHART));
    for (RoleSummary summary : result.summaries()) {
      List<CaseResult> cases = Validations.ofRole(result, summary.role());
      if (!cases.isEmpty()) {
        String title = Validations.role(summary.role());
        text.append(MarkdownSections.table(ValidationTables.cases(title, cases)));
      }
    }
    text.append(MarkdownSections.table(ValidationTables.dominant(result)));
    text.append(MarkdownSections.table(ValidationTables.remarks(result)));
    text.append(MarkdownSections.inputs(result.inputs()));
    return text.append('\n').append(MarkdownText.of(Validations.source(result))) + "\n";
  }
}
