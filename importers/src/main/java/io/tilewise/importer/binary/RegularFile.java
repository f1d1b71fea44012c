package io.tilewise.importer.binary;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells files from pipes and devices, which may have no end or make who reads them wait forever.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Refuses what is there and is no file. What is not there, or must not be read, is found when it
   * is read.
   *
   * @param name what the user calls it
   * @throws ImportException if so
   */
  public static void require(Path path, String name) {
    if (Files.isDirectory(path)) {
      throw new ImportException(name, "", "this is a folder; name a file");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new ImportException(
          name, "", "this is a pipe or a device and not a file; save what it gives in a file");
    }
  }
}
