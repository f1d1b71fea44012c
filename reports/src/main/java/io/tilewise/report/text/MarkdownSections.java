package io.tilewise.report.text;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.List;

/** What Markdown reports consist of; each section begins with an empty line. */
public final class MarkdownSections {

  private MarkdownSections() {}

  /** A table under its title. */
  public static String table(ReportTable table) {
    return "\n## " + MarkdownText.of(table.title()) + "\n\n" + MarkdownTable.of(table);
  }

  /** A chart, whose file is named without extension, relative to the report. */
  public static String chart(String title, String file) {
    return "\n![" + title + "](" + file + ".svg)\n";
  }

  /** The files that a report was computed from. */
  public static String inputs(List<InputFile> inputs) {
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
