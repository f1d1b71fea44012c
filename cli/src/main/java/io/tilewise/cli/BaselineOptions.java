package io.tilewise.cli;

import io.tilewise.config.FileKind;
import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The experiments that a baseline command is about, and where their baselines lie. */
final class BaselineOptions {
  private static final int MOST_OF_A_LINE = 1000;

  @Parameters(arity = "1..*", paramLabel = "EXPERIMENT", description = "Experiment files.")
  private final List<Path> experiments = new ArrayList<>();

  @Option(
      names = "--baselines",
      paramLabel = "DIR",
      description =
          "The folder with the baselines, one of the same name for each experiment; by default"
              + " ../baselines beside the experiment's folder.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private ConfigFolders configs;

  /** An experiment with the file of its baseline, which need not be there. */
  record Item(Path experiment, Path baseline) {
    /** Name of the experiment. */
    String name() {
      return Experiment.nameOf(experiment);
    }
  }

  /** A baseline with the checksum of its file. */
  record Recorded(String sha256, BaselineFile baseline) {}

  /**
   * The baseline that there is.
   *
   * @throws io.tilewise.config.ConfigException with everything that is wrong with it
   */
  Optional<Recorded> recorded(Item item) {
    if (!Files.exists(item.baseline)) {
      return Optional.empty();
    }
    // The checksum first: if the file changes in between, it is one of what is no longer there.
    String sha256 = Files.isRegularFile(item.baseline) ? Sha256.of(item.baseline) : "";
    return Optional.of(new Recorded(sha256, Baseline.read(item.baseline).value()));
  }

  /** That there is no baseline of an experiment, and how to make it where it was looked for. */
  String missing(Item item) {
    return "tilewise: there is no baseline "
        + item.baseline
        + "; tilewise baseline record "
        + item.experiment
        + folder.map(path -> " --baselines " + path).orElse("")
        + " makes it";
  }

  /**
   * The experiments. Sweeps and other studies among them are left out, and that is said: a shell
   * that was asked for all files of a folder names them too.
   *
   * @param notes where it is said
   * @throws UserErrorException if one is no file, none is an experiment, or two have the same
   *     baseline
   */
  List<Item> items(PrintWriter notes) {
    List<Path> others = experiments.stream().filter(BaselineOptions::isOfAnotherKind).toList();
    List<Path> chosen = experiments.stream().filter(path -> !others.contains(path)).toList();
    if (chosen.isEmpty()) {
      throw new UserErrorException(
          others.get(0)
              + ": this is no experiment, by the schema that its first line names; baselines are of"
              + " experiments only");
    }
    if (!others.isEmpty()) {
      notes.println(
          "Left out, as they are no experiments by the schema that they name: "
              + others.stream().map(Path::toString).collect(Collectors.joining(", ")));
      notes.flush();
    }
    List<Item> items = new ArrayList<>();
    for (Path experiment : chosen) {
      Path baseline =
          folder
              .map(path -> Baseline.in(path, experiment))
              .orElseGet(() -> Baseline.usualFile(experiment));
      if (items.stream().anyMatch(item -> item.baseline.equals(baseline))) {
        throw new UserErrorException(
            "two experiments have the baseline "
                + baseline
                + "; baselines are named as experiments are, so name each of them once");
      }
      items.add(new Item(experiment, baseline));
    }
    return items;
  }

  /** Said before a baseline is missed: there can be none for what is no experiment. */
  private static boolean isOfAnotherKind(Path experiment) {
    if (Files.notExists(experiment)) {
      throw new UserErrorException(experiment + ": there is no such file; name an experiment");
    }
    if (!Files.isRegularFile(experiment)) {
      throw new UserErrorException(experiment + ": this is no file; name experiments one by one");
    }
    return schema(experiment)
        .filter(schema -> !schema.endsWith("experiment.schema.json"))
        .isPresent();
  }

  private static Optional<String> schema(Path experiment) {
    try (InputStream in = Files.newInputStream(experiment)) {
      String head = new String(in.readNBytes(MOST_OF_A_LINE), StandardCharsets.UTF_8);
      return FileKind.schemaReference(head);
    } catch (IOException e) {
      throw new UserErrorException(
          experiment + ": the file cannot be read: " + FileErrors.reason(e));
    }
  }

  /**
   * Makes the folders of the baselines, so that the user hears before the work whether they can be
   * written.
   *
   * @throws UserErrorException if one cannot be
   */
  static void prepare(List<Item> items) {
    items.stream()
        .map(item -> item.baseline.toAbsolutePath().getParent())
        .distinct()
        .forEach(folder -> OutputFolder.prepare(folder, "--baselines"));
  }

  /** Runs an experiment. */
  Baseline run(Item item, List<String> assignments) {
    return Baseline.of(item.experiment, assignments, configs.checked(), Version.number());
  }
}
