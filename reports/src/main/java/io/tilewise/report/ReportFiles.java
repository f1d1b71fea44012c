package io.tilewise.report;

import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a result and all its reports into a folder: {@code result.json}, {@code report.md}, {@code
 * scenarios.csv}, {@code categories.csv}, {@code bound-by.csv}, {@code calls.csv}, and the charts
 * {@code charts/latency} and {@code charts/categories} as {@code .svg} and {@code .png}. The same
 * result gives the same bytes.
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
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    contents(result).forEach((name, bytes) -> contents.put(folder.resolve(name), bytes));
    Map<Path, Path> complete = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
        refuseFolder(file.getKey());
        Files.createDirectories(file.getKey().getParent());
        Path temporary = temporary(file.getKey());
        complete.put(temporary, file.getKey());
        Files.write(temporary, file.getValue());
      }
      for (Map.Entry<Path, Path> file : complete.entrySet()) {
        Files.move(file.getKey(), file.getValue(), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      complete.keySet().forEach(ReportFiles::discard);
      throw new UncheckedIOException(
          "cannot write the report into " + folder + ": " + where(e) + Reason.of(e), e);
    }
    return new ArrayList<>(contents.keySet());
  }

  private static Map<String, byte[]> contents(RunResult result) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("result.json", utf8(ResultFile.write(result)));
    contents.put("report.md", utf8(MarkdownReport.of(result)));
    contents.put("scenarios.csv", utf8(CsvReport.scenarios(result)));
    contents.put("categories.csv", utf8(CsvReport.categories(result)));
    contents.put("bound-by.csv", utf8(CsvReport.boundBy(result)));
    contents.put("calls.csv", utf8(CsvReport.calls(result)));
    contents.putAll(Charts.draw(result));
    return contents;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A folder in a file's place would be noticed only after others have been replaced. */
  private static void refuseFolder(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "a folder is in the place of a file");
    }
  }

  /** In the same folder, so that the move that follows cannot be between file systems. */
  private static Path temporary(Path file) {
    return file.resolveSibling(
        "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
  }

  private static String where(IOException e) {
    return e instanceof FileSystemException failure && failure.getFile() != null
        ? failure.getFile() + ": "
        : "";
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // What cannot be deleted stays; the message about the write that failed matters more.
      return;
    }
  }
}
