package io.tilewise.report;

import io.tilewise.experiment.result.ResultJson;
import io.tilewise.experiment.sensitivity.SensitivityResult;
import io.tilewise.experiment.solve.SolveResult;
import io.tilewise.report.ChartFiles.Format;
import io.tilewise.report.file.FolderWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes sensitivity analyses and answers to inverse questions into a folder, as JSON, CSV and
 * Markdown. The same result gives the same bytes.
 */
public final class StudyFiles {
  private StudyFiles() {}

  /**
   * Writes {@code sensitivity.json}, {@code sensitivity.csv}, {@code sensitivity.md} and the charts
   * {@code charts/tornado} and {@code charts/indices}; files of the same names are replaced, and
   * only when all are complete.
   *
   * @throws java.io.UncheckedIOException if the folder cannot be written
   */
  public static List<Path> write(SensitivityResult result, Path folder) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("sensitivity.json", FolderWriter.utf8(ResultJson.text(result)));
    contents.put("sensitivity.csv", FolderWriter.utf8(SensitivityReport.csv(result)));
    contents.putAll(Charts.draw(SensitivityReport.charts(result), "charts/", Format.values()));
    contents.put("sensitivity.md", FolderWriter.utf8(SensitivityReport.markdown(result)));
    return FolderWriter.write(contents, folder);
  }

  /**
   * Writes {@code solve.json} and {@code solve.md}, likewise.
   *
   * @throws java.io.UncheckedIOException if the folder cannot be written
   */
  public static List<Path> write(SolveResult result, Path folder) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("solve.json", FolderWriter.utf8(ResultJson.text(result)));
    contents.put("solve.md", FolderWriter.utf8(SolveReport.markdown(result)));
    return FolderWriter.write(contents, folder);
  }
}
