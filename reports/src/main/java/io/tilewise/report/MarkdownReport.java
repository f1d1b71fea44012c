package io.tilewise.report;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.ReportTable.Column;
import io.tilewise.report.ReportTable.Group;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report as Markdown in GitHub's dialect: what {@link TerminalReport} says, with names in full,
 * the charts, and the files it was computed from.
 */
public final class MarkdownReport {

  private MarkdownReport() {}

  /** The report; it names the charts as {@link ReportFiles} does, relative to itself. */
  public static String of(RunResult result) {
    return "# "
        + MarkdownText.of(Heading.of(result))
        + "\n\n"
        + (result.scenarios().isEmpty() ? "There is no scenario to report.\n" : body(result))
        + "\n## Inputs\n\n"
        + MarkdownTable.of(inputs(result))
        + "\n"
        + MarkdownText.of(Heading.source(result))
        + "\n";
  }

  private static String body(RunResult result) {
    return MarkdownText.of(Settings.of(result).commonLine())
        + "\n"
        + section(ReportTables.latency(result))
        + chart("End-to-end latency by scenario", ReportFiles.LATENCY_CHART)
        + section(ReportTables.categories(result))
        + chart("Time by operator category", ReportFiles.CATEGORY_CHART)
        + section(ReportTables.boundBy(result))
        + "\n## How the bottleneck moved\n\n"
        + shift(result)
        + result.scenarios().stream()
            .map(ReportTables::largestCalls)
            .map(MarkdownReport::section)
            .collect(Collectors.joining());
  }

  private static String section(ReportTable table) {
    return "\n## " + MarkdownText.of(table.title()) + "\n\n" + MarkdownTable.of(table);
  }

  private static String chart(String title, String file) {
    return "\n![" + title + "](" + file + ".svg)\n";
  }

  private static String shift(RunResult result) {
    return BottleneckShift.sentences(result).stream()
        .map(sentence -> "- " + MarkdownText.of(sentence) + "\n")
        .collect(Collectors.joining());
  }

  private static ReportTable inputs(RunResult result) {
    List<InputFile> inputs = result.inputs();
    Column checksums = Column.text("SHA-256", inputs.stream().map(InputFile::sha256).toList());
    return new ReportTable(
        "Inputs",
        "file",
        inputs.stream().map(InputFile::path).toList(),
        List.of(new Group("", List.of(checksums))),
        List.of());
  }
}
