package io.tilewise.experiment.run;

import io.tilewise.config.FileKind;
import io.tilewise.config.Loaded;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.config.PluginLoader;
import io.tilewise.experiment.result.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a file that describes scenarios, and all files that it refers to.
 *
 * <p>Files are looked for in the folder above the file's and in the folders named, nowhere else.
 */
public final class ScenarioReader {
  private final Path file;
  private final InputFiles files;

  /**
   * A reader.
   *
   * @param file the file that describes scenarios
   * @param folders folders besides the one above the file's, in which files may be read
   */
  public ScenarioReader(Path file, List<Path> folders) {
    this.file = file;
    List<Path> roots = new ArrayList<>();
    roots.add(file.toAbsolutePath().resolve("../..").normalize());
    roots.addAll(folders);
    this.files = new InputFiles(roots);
  }

  /** The file's name without extension. */
  public String name() {
    return nameOf(file);
  }

  static String nameOf(Path path) {
    return String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
  }

  /**
   * Reads the file itself.
   *
   * @throws io.tilewise.config.ConfigException with everything that is wrong with it
   */
  public <T> Loaded<T> read(FileKind<T> kind) {
    return files
        .read(file, String.valueOf(file.getFileName()))
        .bind(kind, ParameterForm.FULL_OR_SHORT);
  }

  /**
   * Reads what scenarios refer to.
   *
   * @param set the scenarios
   * @param changes changes to each, applied behind its own
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   */
  public List<PreparedScenario> scenarios(ScenarioSet set, Overlay changes) {
    return variants(set).with(List.of(changes));
  }

  /** The same to be had again and again with other changes. */
  public ScenarioVariants variants(ScenarioSet set) {
    return new ScenarioVariants(new ScenarioBuilder(file, set, files));
  }

  /**
   * The file that a key refers to.
   *
   * @param loaded what the file says
   * @param key the key, for the place of an error
   * @param reference what stands there
   * @throws io.tilewise.config.ConfigException if there is no such file, or none may be read there
   */
  public Path resolve(Loaded<?> loaded, String key, String reference) {
    return files.resolve(file, loaded, checks -> checks.at(key), reference);
  }

  /** The bytes of a file that a key refers to and that is no YAML. */
  public byte[] bytes(Path path, String reference) {
    return files.bytes(path, reference);
  }

  /** All files read so far, by name. */
  public List<InputFile> files() {
    return files.all();
  }

  /** These and the jars of plugins, by name. */
  public List<InputFile> inputs() {
    List<InputFile> inputs = new ArrayList<>(files());
    PluginLoader.checksumsInUse()
        .forEach((jar, sha256) -> inputs.add(InputFile.ofPlugin(jar, sha256)));
    inputs.sort(Comparator.comparing(InputFile::path));
    return List.copyOf(inputs);
  }
}
