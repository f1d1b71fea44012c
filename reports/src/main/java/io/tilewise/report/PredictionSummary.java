package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.TextTable;
import java.util.List;

/**
 * Where the time of a scenario goes, beside that of the scenario it is compared with: for the
 * messages of tests that fail. Plain ASCII in at most 120 columns.
 */
public final class PredictionSummary {

  private PredictionSummary() {}

  /** Latency, categories and what bound them, every line ended by a line feed. */
  public static String of(RunResult result, ScenarioResult scenario) {
    List<ScenarioResult> shown =
        result.scenarios().stream()
            .filter(s -> s.name().equals(result.baseline()) || s.name().equals(scenario.name()))
            .toList();
    RunResult part =
        new RunResult(
            result.schema(),
            result.toolVersion(),
            result.inputs(),
            result.experiment(),
            result.title(),
            result.baseline(),
            shown);
    return TextTable.of(ReportTables.categories(part))
        + "\n"
        + TextTable.of(ReportTables.boundBy(part));
  }
}
