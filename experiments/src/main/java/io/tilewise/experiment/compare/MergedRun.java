package io.tilewise.experiment.compare;

import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Results as one, so that everything that is drawn of a result can be drawn of several. */
public final class MergedRun {
  private MergedRun() {}

  /**
   * The scenarios of all runs, the first being the baseline. A scenario is called by its run's
   * label, and by its own name too where the run has several; so is an input file by its path.
   *
   * @param runs with labels of their own
   * @param toolVersion version of Tilewise that merges
   */
  public static RunResult of(List<NamedRun> runs, String toolVersion) {
    List<ScenarioResult> scenarios = new ArrayList<>();
    List<InputFile> inputs = new ArrayList<>();
    for (NamedRun run : runs) {
      for (InputFile file : run.result().inputs()) {
        inputs.add(new InputFile(run.label() + ": " + file.path(), file.sha256()));
      }
      boolean only = run.result().scenarios().size() == 1;
      for (ScenarioResult scenario : run.result().scenarios()) {
        double baseline = scenarios.isEmpty() ? scenario.latencyMs() : scenarios.get(0).latencyMs();
        double speedup = scenario.latencyMs() == 0 ? 1 : baseline / scenario.latencyMs();
        String name = only ? run.label() : run.label() + ": " + scenario.name();
        scenarios.add(scenario.as(name, speedup));
      }
    }
    String labels = runs.stream().map(NamedRun::label).collect(Collectors.joining(", "));
    return new RunResult(
        RunResult.SCHEMA,
        toolVersion,
        inputs,
        "comparison",
        "Comparison of " + labels,
        scenarios.isEmpty() ? "" : scenarios.get(0).name(),
        scenarios);
  }
}
