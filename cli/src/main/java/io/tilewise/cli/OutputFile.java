package io.tilewise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a command writes: all of it, or nothing. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Writes it under a temporary name and renames it.
   *
   * @throws UserErrorException if it cannot be written
   */
  static void write(Path file, String text) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new UserErrorException("cannot write " + file + ": it is a folder");
    }
    OutputFolder.prepare(folder);
    try {
      // Not as a temporary file is made, which only its owner may read.
      Path temporary =
          absolute.resolveSibling(
              "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
      try {
        Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UserErrorException(
          "cannot write " + file + ": " + FileErrors.reason(e) + "; name another with --out");
    }
  }
}
