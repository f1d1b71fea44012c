package io.tilewise.report;

import io.tilewise.experiment.compare.ComparisonResult;
import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.chart.ChartException;
import io.tilewise.report.file.FolderWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes a result and all its reports into a folder: {@code result.json}, {@code report.md}, {@code
 * report.html}, {@code scenarios.csv}, {@code categories.csv}, {@code bound-by.csv}, {@code
 * waiting.csv}, {@code calls.csv}, those of {@link PowerCsv}, and the charts {@code
 * charts/latency}, {@code charts/categories} and those of {@link PowerCharts} as {@code .svg},
 * {@code .png} and {@code .pdf}. The same result gives the same bytes.
 */
public final class ReportFiles {

  static final String LATENCY_CHART = "charts/latency";
  static final String CATEGORY_CHART = "charts/categories";

  private static final String HTML = "report.html";

  private ReportFiles() {}

  /**
   * Writes the files; those of the same names are replaced, and only when all are complete.
   *
   * @param validation a validation of the device, for the HTML report
   * @param folder made if it does not exist
   * @return the files, in a fixed order
   * @throws UncheckedIOException if the folder cannot be written; the message is one line for the
   *     user with the path and the reason, and no partly written file is left
   * @throws ChartException if this machine cannot draw charts; nothing is written then
   */
  public static List<Path> write(
      RunResult result, Optional<ValidationResult> validation, Path folder) {
    return FolderWriter.write(contents(result, validation, Optional.empty()), folder);
  }

  /**
   * Writes {@code report.html} alone, as {@link #write} does.
   *
   * @return the file
   */
  public static Path writeHtml(
      RunResult result, Optional<ValidationResult> validation, Path folder) {
    String page = HtmlReport.of(result, validation, Optional.empty());
    return FolderWriter.write(Map.of(HTML, FolderWriter.utf8(page)), folder).get(0);
  }

  /**
   * Contents by name of the file.
   *
   * @param comparison what the scenarios were compared for, if they are of several runs
   */
  static Map<String, byte[]> contents(
      RunResult result,
      Optional<ValidationResult> validation,
      Optional<ComparisonResult> comparison) {
    List<Supplier<Map<String, byte[]>>> parts =
        List.of(
            () -> Map.of("result.json", FolderWriter.utf8(ResultFile.write(result))),
            () -> Map.of("report.md", FolderWriter.utf8(MarkdownReport.of(result))),
            () -> Map.of(HTML, FolderWriter.utf8(HtmlReport.of(result, validation, comparison))),
            () -> tables(result),
            () -> Charts.draw(result));
    Map<String, byte[]> contents = new LinkedHashMap<>();
    parts.stream().parallel().map(Supplier::get).forEachOrdered(contents::putAll);
    // In this thread, whose class loader knows the plugins.
    contents.putAll(ResultReports.files(result));
    return contents;
  }

  private static Map<String, byte[]> tables(RunResult result) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("scenarios.csv", FolderWriter.utf8(CsvReport.scenarios(result)));
    contents.put("categories.csv", FolderWriter.utf8(CsvReport.categories(result)));
    contents.put("bound-by.csv", FolderWriter.utf8(CsvReport.boundBy(result)));
    contents.put("waiting.csv", FolderWriter.utf8(CsvReport.waiting(result)));
    contents.put("calls.csv", FolderWriter.utf8(CsvReport.calls(result)));
    PowerCsv.files(result).forEach((name, text) -> contents.put(name, FolderWriter.utf8(text)));
    return contents;
  }
}
