package io.tilewise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Folders from which a command may read files besides the one above its own file's. */
final class ConfigFolders {

  @Option(
      names = "--configs",
      paramLabel = "DIR",
      description =
          "A folder besides the one above the file's from which files may be read. May be"
              + " repeated.")
  private final List<Path> folders = new ArrayList<>();

  /**
   * The folders.
   *
   * @throws UserErrorException if one does not exist
   */
  List<Path> checked() {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new UserErrorException(
            "there is no folder " + folder + "; name one that exists with --configs");
      }
    }
    return List.copyOf(folders);
  }
}
