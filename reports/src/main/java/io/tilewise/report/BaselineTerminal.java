package io.tilewise.report;

import io.tilewise.experiment.baseline.BaselineComparison;
import io.tilewise.experiment.baseline.BaselineResult;
import io.tilewise.experiment.baseline.Change;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.TextTable;

/**
 * What {@code tilewise baseline check} prints: per experiment what moved, what changed, and what of
 * the former the latter explains. Plain ASCII in at most 120 columns.
 */
public final class BaselineTerminal {

  private static final int MOST_ROWS = 25;

  private BaselineTerminal() {}

  /** The report as text, every line ended by a line feed. */
  public static String of(BaselineResult result) {
    StringBuilder text = new StringBuilder();
    for (BaselineComparison comparison : result.comparisons()) {
      text.append(Paragraph.of(BaselineSummary.of(comparison)));
      String stale = BaselineSummary.stale(comparison);
      if (!stale.isEmpty()) {
        text.append("  ").append(Paragraph.of(stale));
      }
      if (!comparison.holds()) {
        text.append('\n').append(TextTable.of(BaselineTables.movements(comparison, MOST_ROWS)));
        causes(text, comparison);
        text.append('\n');
      }
    }
    result.missing().forEach(name -> text.append(Paragraph.of(BaselineSummary.missing(name))));
    return text.append(Paragraph.of(BaselineSummary.of(result))).toString();
  }

  /** As a list, since paths are longer than a column of a table. */
  private static void causes(StringBuilder text, BaselineComparison comparison) {
    text.append(
        "\nWhat changed since it was recorded, and what it explains if it is set back alone\n");
    for (Change change : comparison.changes()) {
      text.append(Paragraph.of("- " + BaselineTables.sentence(change)));
      String contribution = BaselineTables.contribution(comparison, change);
      if (!contribution.isEmpty()) {
        text.append("  ").append(Paragraph.of("explains " + contribution));
      }
    }
    if (!comparison.remark().isEmpty()) {
      text.append(Paragraph.of(comparison.remark()));
    }
  }
}
