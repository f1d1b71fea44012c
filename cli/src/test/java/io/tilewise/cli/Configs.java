package io.tilewise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The configuration files that are shipped. */
final class Configs {

  /** The folder of the project. */
  static final Path ROOT = Path.of(System.getProperty("tilewise.root"));

  /** The folder with experiments/, workloads/ and so on. */
  static final Path FOLDER = ROOT.resolve("configs");

  private Configs() {}

  /** All files below a folder, in a fixed order. */
  static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies them into a folder, which gets experiments/, workloads/ and so on. */
  static void copyTo(Path target) throws IOException {
    for (Path file : files(FOLDER)) {
      Path copy = target.resolve(FOLDER.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }
}
