package io.tilewise.report;

import io.tilewise.report.file.FolderWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes text files: all of them are complete before the first takes its place. */
public final class ExportFiles {

  private ExportFiles() {}

  /**
   * Writes files; those of the same names are replaced.
   *
   * @param texts text by file; all are in the folder of the first
   * @throws UncheckedIOException if they cannot be written; the message is one line for the user
   */
  public static void write(Map<Path, String> texts) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    texts.forEach(
        (file, text) -> contents.put(file.getFileName().toString(), FolderWriter.utf8(text)));
    Path first = texts.keySet().iterator().next();
    FolderWriter.write(contents, Optional.ofNullable(first.getParent()).orElse(Path.of(".")));
  }
}
