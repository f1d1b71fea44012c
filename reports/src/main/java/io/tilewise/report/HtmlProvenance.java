package io.tilewise.report;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.html.HtmlTable;
import io.tilewise.report.html.Markup;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.List;

/** What a result was computed from. */
final class HtmlProvenance {

  private HtmlProvenance() {}

  static Markup of(RunResult result) {
    Markup out = new Markup();
    out.element(
        "p",
        "Computed by Tilewise "
            + result.toolVersion()
            + " as experiment "
            + result.experiment()
            + " (format "
            + result.schema()
            + ") from the files below. The same files and version give the same bytes.");
    ReportTable files =
        new ReportTable(
            "Files",
            "file",
            result.inputs().stream().map(InputFile::path).toList(),
            List.of(
                new Group(
                    "",
                    List.of(
                        Column.text(
                            "SHA-256", result.inputs().stream().map(InputFile::sha256).toList())))),
            List.of());
    return out.raw(HtmlTable.of(files));
  }
}
