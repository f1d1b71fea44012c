package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.text.Heading;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.TextTable;
import java.util.stream.Collectors;

/**
 * What {@code tilewise run} prints: latency, time by category, what bound it, how the bottleneck
 * moved, and the largest calls. Times are in milliseconds, a speed-up is the baseline's time
 * divided by the scenario's. Plain ASCII in at most 120 columns; characters of names outside ASCII
 * are escaped, long names lose their middle.
 */
public final class TerminalReport {

  private TerminalReport() {}

  /** The report as text, every line ended by a line feed. */
  public static String of(RunResult result) {
    if (result.scenarios().isEmpty()) {
      return heading(result) + "\nThere is no scenario to report.\n";
    }
    return heading(result)
        + section(TextTable.of(ReportTables.latency(result)) + descriptions(result))
        + uncertainty(result)
        + section(TextTable.of(ReportTables.categories(result)))
        + OperatorTable.of(result).map(table -> section(TextTable.of(table))).orElse("")
        + section(TextTable.of(ReportTables.boundBy(result)))
        + WaitingTable.of(result).map(table -> section(TextTable.of(table))).orElse("")
        + power(result)
        + section(shift(result))
        + largestCalls(result);
  }

  private static String heading(RunResult result) {
    return Paragraph.of(Heading.of(result)) + Paragraph.of(Settings.of(result).commonLine());
  }

  /** What the authors say of the scenarios: a name alone may hide what else differs. */
  private static String descriptions(RunResult result) {
    return result.scenarios().stream()
        .filter(scenario -> !scenario.description().isEmpty())
        .map(scenario -> Paragraph.of(scenario.name() + ": " + scenario.description()))
        .collect(Collectors.joining());
  }

  private static String power(RunResult result) {
    return PowerTables.of(result).stream()
            .map(table -> section(TextTable.of(table)))
            .collect(Collectors.joining())
        + PowerTables.reasons(result).stream()
            .map(reason -> section(Paragraph.of(reason)))
            .collect(Collectors.joining())
        + crossings(result);
  }

  private static String uncertainty(RunResult result) {
    return UncertaintyTables.of(result).stream()
        .map(table -> section(TextTable.of(table)))
        .collect(Collectors.joining());
  }

  private static String crossings(RunResult result) {
    String sentences =
        BudgetLines.crossings(BudgetLines.of(result)).stream()
            .map(Paragraph::of)
            .collect(Collectors.joining());
    return sentences.isEmpty() ? "" : section(sentences);
  }

  private static String shift(RunResult result) {
    return BottleneckShift.sentences(result).stream()
        .map(Paragraph::of)
        .collect(Collectors.joining());
  }

  private static String largestCalls(RunResult result) {
    return result.scenarios().stream()
        .map(ReportTables::largestCalls)
        .map(table -> section(TextTable.of(table)))
        .collect(Collectors.joining());
  }

  private static String section(String text) {
    return "\n" + text;
  }
}
