package io.tilewise.report;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.report.ReportTable.Column;
import io.tilewise.report.ReportTable.Group;
import java.util.List;

/** What Markdown reports consist of; each section begins with an empty line. */
final class MarkdownSections {

  private MarkdownSections() {}

  /** A table under its title. */
  static String table(ReportTable table) {
    return "\n## " + MarkdownText.of(table.title()) + "\n\n" + MarkdownTable.of(table);
  }

  /** A chart, whose file is named without extension, relative to the report. */
  static String chart(String title, String file) {
    return "\n![" + title + "](" + file + ".svg)\n";
  }

  /** The files that a report was computed from. */
  static String inputs(List<InputFile> inputs) {
    Column checksums = Column.text("SHA-256", inputs.stream().map(InputFile::sha256).toList());
    return table(
        new ReportTable(
            "Inputs",
            "file",
            inputs.stream().map(InputFile::path).toList(),
            List.of(new Group("", List.of(checksums))),
            List.of()));
  }
}
