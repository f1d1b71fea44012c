package io.tilewise.cli;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.MappingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The validation files that come with Tilewise. */
final class ShippedValidations {

  private ShippedValidations() {}

  /**
   * The files.
   *
   * @throws UserErrorException if there are none
   */
  static List<Path> files() {
    Path folder = Path.of(System.getProperty("tilewise.home", "."), "configs", "validation");
    List<Path> found = Files.isDirectory(folder) ? in(folder) : List.of();
    if (found.isEmpty()) {
      throw new UserErrorException(
          "there is no validation file in " + folder + "; name one on the command line");
    }
    return found;
  }

  /**
   * All files of a folder but calibration files, which lie there too: those have free parameters
   * and no scenarios. A file that is neither is taken for a validation file, so that what is wrong
   * with it is said.
   */
  static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !isCalibration(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCalibration(Path file) {
    MappingNode root = new ConfigReader().read(file).root();
    return root.get("parameters").isPresent() && root.get("scenarios").isEmpty();
  }
}
