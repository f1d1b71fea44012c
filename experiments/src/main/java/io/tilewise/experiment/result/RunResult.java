package io.tilewise.experiment.result;

import java.util.List;
import java.util.Optional;

/**
 * The result of an experiment, as {@code result.json} holds it. Nothing in it depends on when,
 * where or on how many threads it was computed.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise
 * @param inputs the files that were read, each once, in the order of their paths
 * @param experiment name of the experiment: its file's name without {@code .yaml}
 * @param title what the experiment asks, for headings
 * @param baseline name of the scenario that the others are compared with: the first
 * @param scenarios what came out, in the order of the experiment
 */
public record RunResult(
    String schema,
    String toolVersion,
    List<InputFile> inputs,
    String experiment,
    String title,
    String baseline,
    List<ScenarioResult> scenarios) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.result/1";

  /** Copies the lists. */
  public RunResult {
    inputs = List.copyOf(inputs);
    scenarios = List.copyOf(scenarios);
  }

  /** The scenario of a name. */
  public Optional<ScenarioResult> scenario(String name) {
    return scenarios.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }
}
