package io.tilewise.experiment.study;

import io.tilewise.config.Loaded;
import io.tilewise.config.Overlay;
import io.tilewise.config.Parameter;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.file.ExperimentFile.ScenarioBlock;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.run.PreparedScenario;
import io.tilewise.experiment.run.ScenarioReader;
import io.tilewise.experiment.run.ScenarioSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An experiment that is varied: its scenarios, and how to evaluate them at points of a space of
 * settings.
 *
 * @param name name of the study: its file's name without extension
 * @param inputs the files that were read
 * @param assignments changes to all scenarios that no file has, each {@code path=value}
 * @param scenarios its scenarios without settings, the baseline first
 * @param reader reads the experiment; each thread that evaluates points reads for itself
 */
public record Study(
    String name,
    List<InputFile> inputs,
    List<String> assignments,
    List<PreparedScenario> scenarios,
    Source reader) {

  /** Copies the lists. */
  public Study {
    inputs = List.copyOf(inputs);
    assignments = List.copyOf(assignments);
    scenarios = List.copyOf(scenarios);
  }

  /** What is needed to read the experiment again. */
  public record Source(
      Path experiment, List<Path> folders, List<String> scenarios, List<Overlay> changes) {

    /** Copies the lists. */
    public Source {
      folders = List.copyOf(folders);
      scenarios = List.copyOf(scenarios);
      changes = List.copyOf(changes);
    }
  }

  /**
   * Reads the experiment of a study.
   *
   * @param reader has read the study's file
   * @param loaded that file
   * @param base what it says of the experiment
   * @param assignments changes to all scenarios, each {@code path=value}
   * @param folders folders besides the one above the file's, in which files may be read
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   */
  public static Study read(
      ScenarioReader reader,
      Loaded<?> loaded,
      StudyBase base,
      List<String> assignments,
      List<Path> folders) {
    loaded.check(checks -> base.check(checks));
    Path experiment = reader.resolve(loaded, "experiment", base.experiment());
    List<Overlay> changes = new ArrayList<>();
    base.set().ifPresent(set -> changes.add(Overlay.of("set", set)));
    changes.add(Overlay.ofAssignments("--set", assignments));
    Source source = new Source(experiment, folders, base.scenarios(), changes);
    ScenarioReader ofExperiment = new ScenarioReader(experiment, folders);
    Loaded<ExperimentFile> file = ofExperiment.read(ExperimentFile.KIND);
    List<String> known = file.value().scenarios().stream().map(ScenarioBlock::name).toList();
    loaded.check(
        checks -> {
          for (int i = 0; i < base.scenarios().size(); i++) {
            checks.at("scenarios").at(i).knownName(base.scenarios().get(i), known, "scenarios");
          }
        });
    List<PreparedScenario> scenarios =
        ofExperiment.variants(chosen(file, base.scenarios())).with(changes);
    Map<String, InputFile> inputs = new TreeMap<>();
    reader.inputs().forEach(input -> inputs.put(input.path(), input));
    for (InputFile input : ofExperiment.files()) {
      // What the experiment refers to is relative to it; here it is relative to the study.
      String path = Path.of(base.experiment()).resolveSibling(input.path()).normalize().toString();
      String shown = path.replace('\\', '/');
      inputs.put(shown, new InputFile(shown, input.sha256()));
    }
    return new Study(reader.name(), List.copyOf(inputs.values()), assignments, scenarios, source);
  }

  /** The scenarios named, in the order in which they are named. */
  private static ScenarioSet chosen(Loaded<ExperimentFile> file, List<String> names) {
    ScenarioSet all = ScenarioSet.of(file);
    return names.isEmpty() ? all : all.only(names);
  }

  /** Names of the scenarios, the baseline first. */
  public List<String> scenarioNames() {
    return scenarios.stream().map(PreparedScenario::name).toList();
  }

  /** The parameters that all scenarios have, with the values of the first, by path. */
  public Map<String, Parameter> commonParameters() {
    Map<String, Parameter> common = new TreeMap<>(scenarios.get(0).parameters());
    for (PreparedScenario scenario : scenarios) {
      common.keySet().retainAll(scenario.parameters().keySet());
    }
    return common;
  }

  /** Evaluates points, energy and power included; for one thread only. */
  public PointEvaluator evaluator() {
    return evaluator(true);
  }

  /** Evaluates points for some metrics; for one thread only. */
  public PointEvaluator evaluator(Collection<ResultMetric> metrics) {
    return evaluator(metrics.stream().anyMatch(ResultMetric::isOfPower));
  }

  private PointEvaluator evaluator(boolean withPower) {
    ScenarioReader again = new ScenarioReader(reader.experiment(), reader.folders());
    Loaded<ExperimentFile> file = again.read(ExperimentFile.KIND);
    Set<String> quick = new HashSet<>(commonParameters().keySet());
    return new PointEvaluator(
        again.variants(chosen(file, reader.scenarios())), reader.changes(), quick, withPower);
  }
}
