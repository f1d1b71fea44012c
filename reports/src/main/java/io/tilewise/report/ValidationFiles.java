package io.tilewise.report;

import io.tilewise.experiment.result.ResultJson;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.chart.ChartException;
import io.tilewise.report.file.FolderWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a validation and all its reports into a folder: {@code validation.json}, {@code
 * validation.md}, {@code validation.csv}, {@code junit.xml}, and the chart {@code
 * charts/validation} as {@code .svg} and {@code .png}. The same result gives the same bytes.
 */
public final class ValidationFiles {

  static final String CHART = "charts/validation";

  private ValidationFiles() {}

  /**
   * Writes the files; those of the same names are replaced, and only when all are complete.
   *
   * @param folder made if it does not exist
   * @return the files, in a fixed order
   * @throws java.io.UncheckedIOException if the folder cannot be written; the message is one line
   *     for the user with the path and the reason, and no partly written file is left
   * @throws ChartException if this machine cannot draw charts; nothing is written then
   */
  public static List<Path> write(ValidationResult result, Path folder) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("validation.json", FolderWriter.utf8(ResultJson.text(result)));
    contents.put("validation.md", FolderWriter.utf8(ValidationMarkdown.of(result)));
    contents.put("validation.csv", FolderWriter.utf8(ValidationCsv.of(result)));
    contents.put("junit.xml", FolderWriter.utf8(ValidationJUnit.of(result)));
    contents.putAll(
        Charts.draw(
            List.of(ValidationChart.figure(result)), "charts/", ChartFiles.Format.values()));
    return FolderWriter.write(contents, folder);
  }
}
