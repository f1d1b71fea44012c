package io.tilewise.experiment.run;

import static java.util.stream.Collectors.joining;

import io.tilewise.config.Checks;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.Document;
import io.tilewise.config.Loaded;
import io.tilewise.experiment.result.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The files of an experiment: finds those that others refer to, and remembers all that were read.
 *
 * <p>A reference is relative to the file that holds it and must not leave the folders named: by
 * default the folder above the experiment's, so that {@code experiments/}, {@code devices/} and the
 * others stand side by side.
 */
final class InputFiles {
  private final List<Path> roots;
  private final ConfigReader reader = new ConfigReader();
  private final Map<String, InputFile> read = new TreeMap<>();

  InputFiles(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Reads a file, which appears among the inputs by this name. */
  Document read(Path file, String name) {
    Document document = reader.read(file);
    read.put(name, new InputFile(name, Sha256.of(file)));
    return document;
  }

  /** Reads a file that is no YAML; it appears among the inputs by this name. */
  byte[] bytes(Path file, String name) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      add(file, name);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers a file that is read by somebody else. */
  void add(Path file, String name) {
    read.put(name, new InputFile(name, Sha256.of(file)));
  }

  /** All files read, by name. */
  List<InputFile> all() {
    return List.copyOf(read.values());
  }

  /**
   * The file that a key refers to.
   *
   * @param from the file that the key is in
   * @param loaded what that file says
   * @param key leads to the reference
   * @throws io.tilewise.config.ConfigException if there is no such file, or none may be read there
   */
  Path resolve(Path from, Loaded<?> loaded, UnaryOperator<Checks> key, String reference) {
    Path file = from.resolveSibling(reference).normalize();
    loaded.check(
        checks -> {
          if (!mayBeRead(file)) {
            key.apply(checks)
                .problem(
                    "\""
                        + reference
                        + "\" leads out of "
                        + roots.stream().map(Path::toString).collect(joining(" and "))
                        + "; move the file there, or name"
                        + " its folder with --configs");
          } else if (!Files.isRegularFile(file)) {
            key.apply(checks).problem("there is no file \"" + reference + "\" (" + file + ")");
          }
        });
    return file;
  }

  private boolean mayBeRead(Path file) {
    Path real = realPath(file);
    return roots.stream().anyMatch(root -> real.startsWith(realPath(root)));
  }

  /** With symbolic links followed, so that none leads out unnoticed. */
  private static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
