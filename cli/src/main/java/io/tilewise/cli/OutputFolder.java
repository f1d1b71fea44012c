package io.tilewise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a command is to write into. */
final class OutputFolder {

  private OutputFolder() {}

  /**
   * Makes it if there is none, so that the user hears before the work whether it can be written.
   *
   * @throws UserErrorException if it cannot be
   */
  static void prepare(Path folder) {
    prepare(folder, "--out");
  }

  /**
   * The same for a folder that another option names.
   *
   * @param option the option
   */
  static void prepare(Path folder, String option) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw refused(folder, FileErrors.reason(e), option);
    }
    if (!Files.isWritable(folder)) {
      throw refused(folder, "no permission, or a file system that is read-only", option);
    }
  }

  private static UserErrorException refused(Path folder, String reason, String option) {
    return new UserErrorException(
        "cannot write into " + folder + ": " + reason + "; name another folder with " + option);
  }
}
