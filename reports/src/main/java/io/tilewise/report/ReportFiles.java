package io.tilewise.report;

import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.RunResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a result and all its reports into a folder: {@code result.json}, {@code report.md}, {@code
 * scenarios.csv}, {@code categories.csv}, {@code bound-by.csv}, {@code waiting.csv}, {@code
 * calls.csv}, and the charts {@code charts/latency} and {@code charts/categories} as {@code .svg}
 * and {@code .png}. The same result gives the same bytes.
 */
public final class ReportFiles {

  static final String LATENCY_CHART = "charts/latency";
  static final String CATEGORY_CHART = "charts/categories";

  private ReportFiles() {}

  /**
   * Writes the files; those of the same names are replaced, and only when all are complete.
   *
   * @param folder made if it does not exist
   * @return the files, in a fixed order
   * @throws UncheckedIOException if the folder cannot be written; the message is one line for the
   *     user with the path and the reason, and no partly written file is left
   * @throws ChartException if this machine cannot draw charts; nothing is written then
   */
  public static List<Path> write(RunResult result, Path folder) {
    return FolderWriter.write(contents(result), folder);
  }

  private static Map<String, byte[]> contents(RunResult result) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("result.json", FolderWriter.utf8(ResultFile.write(result)));
    contents.put("report.md", FolderWriter.utf8(MarkdownReport.of(result)));
    contents.put("scenarios.csv", FolderWriter.utf8(CsvReport.scenarios(result)));
    contents.put("categories.csv", FolderWriter.utf8(CsvReport.categories(result)));
    contents.put("bound-by.csv", FolderWriter.utf8(CsvReport.boundBy(result)));
    contents.put("waiting.csv", FolderWriter.utf8(CsvReport.waiting(result)));
    contents.put("calls.csv", FolderWriter.utf8(CsvReport.calls(result)));
    contents.putAll(Charts.draw(result));
    return contents;
  }
}
