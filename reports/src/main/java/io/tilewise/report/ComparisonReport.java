package io.tilewise.report;

import io.tilewise.experiment.compare.ComparisonResult;
import io.tilewise.experiment.compare.ComparisonResult.CallDifference;
import io.tilewise.experiment.compare.ComparisonResult.FileDifference;
import io.tilewise.experiment.compare.ComparisonResult.ScenarioPair;
import io.tilewise.experiment.compare.ComparisonResult.TextDifference;
import io.tilewise.experiment.compare.ComparisonResult.TimeDifference;
import io.tilewise.experiment.result.ResultJson;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.file.FolderWriter;
import io.tilewise.report.text.CsvText;
import io.tilewise.report.text.Heading;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.TextTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A comparison of saved results for people and for programs. Its folder has all that {@link
 * ReportFiles} writes, of all runs together, and {@code comparison.json}, {@code comparison.md},
 * {@code comparison-inputs.csv}, {@code comparison-times.csv} and {@code comparison-calls.csv}.
 */
public final class ComparisonReport {
  private final ComparisonResult comparison;
  private final RunResult merged;

  /**
   * A report.
   *
   * @param merged the runs as one
   */
  public ComparisonReport(ComparisonResult comparison, RunResult merged) {
    this.comparison = comparison;
    this.merged = merged;
  }

  /** The report for a terminal: that of all runs together, then what differs. */
  public String terminal() {
    return TerminalReport.of(merged)
        + ComparisonTables.files(comparison).map(t -> "\n" + TextTable.of(t)).orElse("")
        + comparison.pairs().stream().map(ComparisonReport::pair).collect(Collectors.joining());
  }

  private static String pair(ScenarioPair pair) {
    return "\n"
        + Paragraph.of(ComparisonTables.sentence(pair))
        + ComparisonTables.of(pair).stream()
            .map(table -> "\n" + TextTable.of(table))
            .collect(Collectors.joining());
  }

  /** The same as Markdown, without what {@code report.md} says. */
  String markdown() {
    return "# "
        + MarkdownText.of(Heading.of(merged))
        + "\n"
        + ComparisonTables.files(comparison).map(MarkdownSections::table).orElse("")
        + comparison.pairs().stream().map(ComparisonReport::section).collect(Collectors.joining())
        + "\nTilewise "
        + MarkdownText.of(comparison.toolVersion())
        + "\n";
  }

  private static String section(ScenarioPair pair) {
    return "\n# "
        + MarkdownText.of(ComparisonTables.names(pair))
        + "\n\n"
        + MarkdownText.of(ComparisonTables.sentence(pair))
        + "\n"
        + ComparisonTables.of(pair).stream()
            .map(MarkdownSections::table)
            .collect(Collectors.joining());
  }

  /** Writes the folder; either all files or none. */
  public void write(Path folder) {
    Map<String, byte[]> contents =
        new LinkedHashMap<>(
            ReportFiles.contents(merged, Optional.empty(), Optional.of(comparison)));
    contents.put("comparison.json", FolderWriter.utf8(ResultJson.text(comparison)));
    contents.put("comparison.md", FolderWriter.utf8(markdown()));
    contents.put("comparison-inputs.csv", FolderWriter.utf8(inputs()));
    contents.put("comparison-times.csv", FolderWriter.utf8(times()));
    contents.put("comparison-calls.csv", FolderWriter.utf8(calls()));
    FolderWriter.write(contents, folder);
  }

  /** A row per input that differs, and per run in the case of files. */
  String inputs() {
    CsvText csv = new CsvText("kind", "key", "run", "scenario", "value");
    for (FileDifference file : comparison.files()) {
      for (int i = 0; i < file.sha256().size(); i++) {
        csv.row("file", file.path(), comparison.runs().get(i).label(), "", file.sha256().get(i));
      }
    }
    for (ScenarioPair pair : comparison.pairs()) {
      texts(csv, "setting", pair, pair.settings());
      texts(csv, "parameter", pair, pair.parameters());
    }
    return csv.text();
  }

  private static void texts(
      CsvText csv, String kind, ScenarioPair pair, List<TextDifference> differences) {
    for (TextDifference difference : differences) {
      csv.row(kind, difference.key(), pair.leftRun(), pair.left(), difference.left());
      csv.row(kind, difference.key(), pair.rightRun(), pair.right(), difference.right());
    }
  }

  /** A row per pair and category or resource whose time differs. */
  String times() {
    CsvText csv =
        new CsvText(
            "kind",
            "key",
            "left_run",
            "left_scenario",
            "right_run",
            "right_scenario",
            "left_ms",
            "right_ms",
            "delta_ms");
    for (ScenarioPair pair : comparison.pairs()) {
      times(csv, "category", pair, pair.categories());
      times(csv, "bound_by", pair, pair.boundBy());
    }
    return csv.text();
  }

  private static void times(
      CsvText csv, String kind, ScenarioPair pair, List<TimeDifference> differences) {
    for (TimeDifference time : differences) {
      csv.row(
          kind,
          time.key(),
          pair.leftRun(),
          pair.left(),
          pair.rightRun(),
          pair.right(),
          time.leftMs(),
          time.rightMs(),
          time.deltaMs());
    }
  }

  /** A row per pair and call that is not the same. */
  String calls() {
    CsvText csv =
        new CsvText(
            "left_run",
            "left_scenario",
            "right_run",
            "right_scenario",
            "kind",
            "left_index",
            "right_index",
            "name",
            "operator",
            "category",
            "left_us",
            "right_us",
            "delta_us",
            "left_bound_by",
            "right_bound_by",
            "differences");
    for (ScenarioPair pair : comparison.pairs()) {
      for (CallDifference call : pair.calls()) {
        csv.row(
            pair.leftRun(),
            pair.left(),
            pair.rightRun(),
            pair.right(),
            call.kind(),
            index(call.leftIndex()),
            index(call.rightIndex()),
            call.name(),
            call.operator(),
            call.category(),
            call.leftIndex().isPresent() ? call.leftUs() : "",
            call.rightIndex().isPresent() ? call.rightUs() : "",
            call.deltaUs(),
            call.leftBoundBy(),
            call.rightBoundBy(),
            call.differences().stream()
                .map(d -> d.key() + ": " + d.left() + " -> " + d.right())
                .collect(Collectors.joining("; ")));
      }
    }
    return csv.text();
  }

  private static Object index(Optional<Integer> index) {
    return index.<Object>map(i -> i).orElse("");
  }
}
