package io.tilewise.experiment.run;

import io.tilewise.config.Loaded;
import io.tilewise.config.MappingNode;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.file.ExperimentFile.ScenarioBlock;
import java.util.List;
import java.util.Optional;

/**
 * Scenarios as a file describes them: what they share, and what each has of its own.
 *
 * @param file the file, for the places of errors
 * @param workload reference to the workload file that they share
 * @param device reference to the device file
 * @param runtime reference to the runtime file
 * @param run how they are run
 * @param scenarios the scenarios
 */
public record ScenarioSet(
    Loaded<?> file,
    String workload,
    String device,
    String runtime,
    Optional<MappingNode> run,
    List<ScenarioBlock> scenarios) {

  /** Copies the list. */
  public ScenarioSet {
    scenarios = List.copyOf(scenarios);
  }

  /** Those scenarios, in this order; each must be one of them. */
  public ScenarioSet only(List<String> names) {
    List<ScenarioBlock> chosen =
        names.stream()
            .map(name -> scenarios.stream().filter(s -> s.name().equals(name)).findFirst())
            .map(Optional::orElseThrow)
            .toList();
    return new ScenarioSet(file, workload, device, runtime, run, chosen);
  }

  /** The same scenarios with one workload in all of them. */
  ScenarioSet onWorkload(String reference) {
    List<ScenarioBlock> all =
        scenarios.stream()
            .map(
                block ->
                    new ScenarioBlock(
                        block.name(),
                        block.description(),
                        Optional.empty(),
                        block.device(),
                        block.runtime(),
                        block.set()))
            .toList();
    return new ScenarioSet(file, reference, device, runtime, run, all);
  }

  /** The scenarios of an experiment. */
  public static ScenarioSet of(Loaded<ExperimentFile> loaded) {
    ExperimentFile file = loaded.value();
    return new ScenarioSet(
        loaded, file.workload(), file.device(), file.runtime(), file.run(), file.scenarios());
  }
}
