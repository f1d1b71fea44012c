package io.tilewise.cli;

import io.tilewise.config.NearestName;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
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

  @Mixin private ConfigFolders folders;

  Experiment read() {
    return Experiment.read(file, assignments, folders.checked());
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
