package io.tilewise.cli;

import io.tilewise.config.NearestName;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The experiment that a command is about, with changes to it. */
final class ExperimentOptions {

  @Parameters(paramLabel = "EXPERIMENT", description = "An experiment file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Change a value in all scenarios, as their key set does, such as memory.dram.bandwidth=\"80"
              + " GB/s\" or run.threads=4. May be repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Option(
      names = "--workload",
      paramLabel = "FILE",
      description = "A workload file in place of the experiment's, in all scenarios.")
  private Optional<Path> workload = Optional.empty();

  @Mixin private ConfigFolders folders;

  Experiment read() {
    List<Path> readable = folders.checked();
    return workload
        .map(w -> on(file, w, assignments, readable))
        .orElseGet(() -> Experiment.read(file, assignments, readable));
  }

  /**
   * The experiment on another workload.
   *
   * @throws UserErrorException if there is no such file
   */
  static Experiment on(Path file, Path workload, List<String> assignments, List<Path> readable) {
    if (!Files.isRegularFile(workload)) {
      throw new UserErrorException("there is no workload file " + workload + "; name one");
    }
    return Experiment.readOnWorkload(file, workload, assignments, readable);
  }

  /** The scenario of a name, by default the last one. */
  static Scenario scenario(Experiment experiment, Optional<String> name) {
    List<Scenario> all = experiment.scenarios();
    return name.map(
            wanted ->
                experiment
                    .scenario(wanted)
                    .orElseThrow(
                        () ->
                            new UserErrorException(
                                "there is no scenario \""
                                    + wanted
                                    + '"'
                                    + NearestName.suggestion(wanted, names(all), "scenarios"))))
        .orElseGet(() -> all.get(all.size() - 1));
  }

  private static List<String> names(List<Scenario> scenarios) {
    return scenarios.stream().map(Scenario::name).toList();
  }
}
