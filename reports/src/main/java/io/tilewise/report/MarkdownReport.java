package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.text.Heading;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
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
        + MarkdownSections.inputs(result.inputs())
        + "\n"
        + MarkdownText.of(Heading.source(result))
        + "\n";
  }

  private static String body(RunResult result) {
    return MarkdownText.of(Settings.of(result).commonLine())
        + "\n"
        + MarkdownSections.table(ReportTables.latency(result))
        + MarkdownSections.chart("End-to-end latency by scenario", ReportFiles.LATENCY_CHART)
        + uncertainty(result)
        + MarkdownSections.table(ReportTables.categories(result))
        + MarkdownSections.chart("Time by operator category", ReportFiles.CATEGORY_CHART)
        + OperatorTable.of(result).map(MarkdownSections::table).orElse("")
        + MarkdownSections.table(ReportTables.boundBy(result))
        + WaitingTable.of(result).map(MarkdownSections::table).orElse("")
        + power(result)
        + "\n## How the bottleneck moved\n\n"
        + shift(result)
        + result.scenarios().stream()
            .map(ReportTables::largestCalls)
            .map(MarkdownSections::table)
            .collect(Collectors.joining());
  }

  private static String power(RunResult result) {
    return PowerTables.of(result).stream()
            .map(MarkdownSections::table)
            .collect(Collectors.joining())
        + PowerTables.reasons(result).stream()
            .map(reason -> "\n" + MarkdownText.of(reason) + "\n")
            .collect(Collectors.joining())
        + BudgetLines.crossings(BudgetLines.of(result)).stream()
            .map(sentence -> "\n" + MarkdownText.of(sentence) + "\n")
            .collect(Collectors.joining())
        + PowerCharts.of(result).stream()
            .map(
                figure ->
                    MarkdownSections.chart(figure.caption().title(), "charts/" + figure.key()))
            .collect(Collectors.joining());
  }

  private static String uncertainty(RunResult result) {
    return UncertaintyTables.of(result).stream()
        .map(MarkdownSections::table)
        .collect(Collectors.joining());
  }

  private static String shift(RunResult result) {
    return BottleneckShift.sentences(result).stream()
        .map(sentence -> "- " + MarkdownText.of(sentence) + "\n")
        .collect(Collectors.joining());
  }
}
