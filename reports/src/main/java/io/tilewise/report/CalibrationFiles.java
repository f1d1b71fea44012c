package io.tilewise.report;

import io.tilewise.experiment.calibration.CalibrationResult;
import io.tilewise.experiment.calibration.FittedOverlay;
import io.tilewise.experiment.result.ResultJson;
import io.tilewise.report.file.FolderWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a calibration into a folder: {@code calibration.json}, {@code fitted.yaml} with the fitted
 * parameters as an overlay, and {@code calibration.md}. The same result gives the same bytes.
 */
public final class CalibrationFiles {

  private CalibrationFiles() {}

  /**
   * Writes the files; those of the same names are replaced, and only when all are complete.
   *
   * @param folder made if it does not exist
   * @return the files, in a fixed order
   * @throws java.io.UncheckedIOException if the folder cannot be written; the message is one line
   *     for the user with the path and the reason, and no partly written file is left
   */
  public static List<Path> write(CalibrationResult result, Path folder) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("calibration.json", FolderWriter.utf8(ResultJson.text(result)));
    contents.put("fitted.yaml", FolderWriter.utf8(FittedOverlay.of(result)));
    contents.put("calibration.md", FolderWriter.utf8(CalibrationReport.markdown(result)));
    return FolderWriter.write(contents, folder);
  }
}
