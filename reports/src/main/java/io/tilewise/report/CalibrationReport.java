package io.tilewise.report;

import io.tilewise.experiment.calibration.CalibrationResult;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.TextTable;
import java.util.List;

/**
 * What {@code tilewise calibrate} says: the fitted parameters, which of them go together, how the
 * figures are met, and how well posed the problem is.
 */
public final class CalibrationReport {

  private CalibrationReport() {}

  /** As plain ASCII for the terminal; paths and names are shown whole, to be told apart. */
  public static String terminal(CalibrationResult result) {
    StringBuilder text = new StringBuilder(Paragraph.of(result.title()));
    for (ReportTable table : tables(result)) {
      text.append('\n').append(TextTable.uncut(table));
    }
    text.append('\n');
    CalibrationTables.sentences(result).forEach(s -> text.append(Paragraph.of(s)));
    return text.toString();
  }

  /** As Markdown, names in full, with the files it was computed from. */
  static String markdown(CalibrationResult result) {
    StringBuilder text = new StringBuilder("# " + MarkdownText.of(result.title()) + "\n\n");
    CalibrationTables.sentences(result)
        .forEach(s -> text.append("- ").append(MarkdownText.of(s)).append('\n'));
    tables(result).forEach(table -> text.append(MarkdownSections.table(table)));
    text.append(MarkdownSections.inputs(result.inputs()));
    return text.append('\n')
        .append(MarkdownText.of("Source: calibration " + result.calibration()))
        .append(MarkdownText.of(", Tilewise " + result.toolVersion()))
        .append('\n')
        .toString();
  }

  private static List<ReportTable> tables(CalibrationResult result) {
    return List.of(
        CalibrationTables.parameters(result),
        CalibrationTables.correlations(result),
        CalibrationTables.residuals(result),
        CalibrationTables.starts(result));
  }
}
