package io.tilewise.experiment.run;

import io.tilewise.config.Loaded;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.file.ExperimentFile.ScenarioBlock;
import io.tilewise.experiment.result.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An experiment made ready to run: everything that can be wrong with its files has been found.
 *
 * @param name its file's name without extension
 * @param title what it asks
 * @param inputs the files that were read
 * @param scenarios its scenarios, the baseline first
 */
public record Experiment(
    String name, String title, List<InputFile> inputs, List<Scenario> scenarios) {

  /** Copies the lists. */
  public Experiment {
    inputs = List.copyOf(inputs);
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
    List<Path> roots = new ArrayList<>();
    roots.add(folderAbove(file));
    roots.addAll(folders);
    InputFiles files = new InputFiles(roots);
    Loaded<ExperimentFile> loaded =
        files
            .read(file, String.valueOf(file.getFileName()))
            .bind(ExperimentFile.KIND.format(), ParameterForm.FULL_OR_SHORT);
    ScenarioBuilder builder = new ScenarioBuilder(file, loaded, files);
    Overlay assigned = Overlay.ofAssignments("--set", assignments);
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 0; i < loaded.value().scenarios().size(); i++) {
      scenarios.add(builder.build(i, overlays(loaded.value().scenarios().get(i), assigned)));
    }
    return new Experiment(nameOf(file), loaded.value().title(), files.all(), scenarios);
  }

  private static List<Overlay> overlays(ScenarioBlock block, Overlay assigned) {
    List<Overlay> overlays = new ArrayList<>();
    block.set().ifPresent(set -> overlays.add(Overlay.of("scenario " + block.name(), set)));
    overlays.add(assigned);
    return overlays;
  }

  private static Path folderAbove(Path file) {
    return file.toAbsolutePath().resolve("../..").normalize();
  }

  static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
  }

  /** The scenario of a name. */
  public Optional<Scenario> scenario(String scenario) {
    return scenarios.stream().filter(s -> s.name().equals(scenario)).findFirst();
  }
}
