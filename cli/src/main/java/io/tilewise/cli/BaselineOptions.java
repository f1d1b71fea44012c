package io.tilewise.cli;

import io.tilewise.config.FileKind;
import io.tilewise.experiment.baseline.Baseline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  record Item(Path experiment, Path baseline) {}

  /**
   * The experiments.
   *
   * @throws UserErrorException if one is no file, or two have the same baseline
   */
  List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (Path experiment : experiments) {
      check(experiment);
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

  /** Before a baseline is missed: there can be none for what is no experiment. */
  private static void check(Path experiment) {
    if (Files.notExists(experiment)) {
      throw new UserErrorException(experiment + ": there is no such file; name an experiment");
    }
    if (!Files.isRegularFile(experiment)) {
      throw new UserErrorException(experiment + ": this is no file; name experiments one by one");
    }
    schema(experiment)
        .filter(schema -> !schema.endsWith("experiment.schema.json"))
        .ifPresent(
            schema -> {
              throw new UserErrorException(
                  experiment
                      + ": this is no experiment, by the schema that its first line names ("
                      + schema
                      + "); baselines are of experiments only");
            });
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
