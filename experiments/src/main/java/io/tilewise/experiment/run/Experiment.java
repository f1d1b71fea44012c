package io.tilewise.experiment.run;

import io.tilewise.config.Loaded;
import io.tilewise.config.Overlay;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.result.InputFile;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An experiment made ready to run: everything that can be wrong with its files has been found.
 *
 * @param name its file's name without extension
 * @param title what it asks
 * @param inputs the files that were read
 * @param prepared its scenarios, the baseline first
 * @param scenarios the same as their files say
 */
public record Experiment(
    String name,
    String title,
    List<InputFile> inputs,
    List<PreparedScenario> prepared,
    List<Scenario> scenarios) {

  /** Copies the lists. */
  public Experiment {
    inputs = List.copyOf(inputs);
    prepared = List.copyOf(prepared);
    scenarios = List.copyOf(scenarios);
  }

  /**
   * Reads an experiment.
   *
   * @param file its file
   * @param assignments changes to all scenarios, each {@code path=value}
   * @param folders folders besides the one above the file's, in which files may be read
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   * @throws io.tilewise.cpu.pricing.NoKernelException if the runtime lacks a kernel
   */
  public static Experiment read(Path file, List<String> assignments, List<Path> folders) {
    return read(file, assignments, folders, UnaryOperator.identity());
  }

  /**
   * Reads an experiment with another workload than the file names, in all scenarios.
   *
   * @param file its file
   * @param workload the workload file, which may lie anywhere
   * @param assignments changes to all scenarios, each {@code path=value}
   * @param folders folders besides those above the file and of the workload, in which files may be
   *     read
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   * @throws io.tilewise.cpu.pricing.NoKernelException if the runtime lacks a kernel
   */
  public static Experiment readOnWorkload(
      Path file, Path workload, List<String> assignments, List<Path> folders) {
    Path absolute = workload.toAbsolutePath().normalize();
    List<Path> readable = new ArrayList<>(folders);
    Optional.ofNullable(absolute.getParent()).ifPresent(readable::add);
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    // Results name their inputs as an experiment would, never by where it lies on this machine.
    String reference = folder.relativize(absolute).toString().replace(File.separatorChar, '/');
    return read(file, assignments, readable, set -> set.onWorkload(reference));
  }

  private static Experiment read(
      Path file, List<String> assignments, List<Path> folders, UnaryOperator<ScenarioSet> change) {
    ScenarioReader reader = new ScenarioReader(file, folders);
    Loaded<ExperimentFile> loaded = reader.read(ExperimentFile.KIND);
    List<PreparedScenario> scenarios =
        reader.scenarios(
            change.apply(ScenarioSet.of(loaded)), Overlay.ofAssignments("--set", assignments));
    return new Experiment(
        reader.name(),
        loaded.value().title(),
        reader.inputs(),
        scenarios,
        scenarios.stream().map(PreparedScenario::asWritten).toList());
  }

  /** The name of the experiment in a file: the file's, without extension. */
  public static String nameOf(Path file) {
    return ScenarioReader.nameOf(file);
  }

  /** The scenario of a name. */
  public Optional<Scenario> scenario(String scenario) {
    return scenarios.stream().filter(s -> s.name().equals(scenario)).findFirst();
  }
}
