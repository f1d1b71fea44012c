package io.tilewise.report;

import io.tilewise.experiment.result.LongRunResult;
import io.tilewise.experiment.result.PowerResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.SeriesResult;
import io.tilewise.report.text.CsvText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Energy, power, long runs and series as tidy CSV, in the manner of {@link CsvReport}. What is not
 * known is an empty cell.
 */
final class PowerCsv {

  private PowerCsv() {}

  /** The files that there is something for, by name. */
  static Map<String, String> files(RunResult result) {
    Map<String, String> files = new LinkedHashMap<>();
    if (result.scenarios().stream().anyMatch(s -> s.energyMj().isPresent())) {
      files.put("power.csv", power(result));
      files.put("energy-by-domain.csv", domains(result));
    }
    if (result.scenarios().stream().anyMatch(s -> s.longRun().isPresent())) {
      files.put("long-runs.csv", longRuns(result));
    }
    if (result.scenarios().stream().anyMatch(s -> s.series().isPresent())) {
      files.put("series.csv", series(result));
    }
    return files;
  }

  private static String power(RunResult result) {
    CsvText csv =
        new CsvText(
            "scenario",
            "governor",
            "latency_ms",
            "energy_mj",
            "run_mean_w",
            "run_highest_w",
            "window_ms",
            "budget_w",
            "run_leakage_mj",
            "run_total_mj",
            "unavailable");
    for (ScenarioResult s : result.scenarios()) {
      csv.row(
          s.name(),
          s.governor().orElse(""),
          s.latencyMs(),
          cell(s.energyMj()),
          cell(s.power().map(PowerResult::meanW)),
          cell(s.power().map(PowerResult::highestW)),
          cell(s.power().map(PowerResult::windowMs)),
          cell(s.power().flatMap(PowerResult::budgetW)),
          cell(s.power().map(PowerResult::leakageMj)),
          cell(s.power().map(PowerResult::totalMj)),
          s.energyUnavailable().orElse(""));
    }
    return csv.text();
  }

  private static String domains(RunResult result) {
    CsvText csv = new CsvText("scenario", "domain", "energy_mj", "share");
    for (ScenarioResult s : result.scenarios()) {
      s.energyByDomainMj()
          .ifPresent(
              energies ->
                  energies.forEach(
                      (domain, energy) ->
                          csv.row(s.name(), domain, energy, energy / s.energyMj().orElse(0.0))));
    }
    return csv.text();
  }

  private static String longRuns(RunResult result) {
    CsvText csv =
        new CsvText(
            "scenario",
            "duration_ms",
            "inferences",
            "advanced",
            "first_ms",
            "mean_ms",
            "shortest_ms",
            "longest_ms",
            "sustained_ms",
            "sustained_per_s",
            "mean_energy_mj",
            "frames",
            "met",
            "late",
            "dropped",
            "throttled_ms",
            "throttled_by");
    for (ScenarioResult s : result.scenarios()) {
      if (s.longRun().isPresent()) {
        LongRunResult r = s.longRun().get();
        csv.row(
            s.name(),
            r.durationMs(),
            r.inferences(),
            r.advanced(),
            s.latencyMs(),
            r.meanMs(),
            r.shortestMs(),
            r.longestMs(),
            r.sustainedMs(),
            r.sustainedRate(),
            cell(r.meanEnergyMj()),
            cell(r.frames()),
            cell(r.met()),
            cell(r.late()),
            cell(r.dropped()),
            cell(r.throttledMs()),
            r.throttledBy().orElse(""));
      }
    }
    return csv.text();
  }

  private static String series(RunResult result) {
    CsvText csv = new CsvText("scenario", "kind", "name", "unit", "time_ms", "value");
    for (ScenarioResult s : result.scenarios()) {
      if (s.series().isPresent()) {
        for (SeriesResult series : s.series().get()) {
          for (int i = 0; i < series.values().size(); i++) {
            csv.row(
                s.name(),
                series.kind(),
                series.name(),
                series.unit(),
                series.timesMs().get(i),
                series.values().get(i));
          }
        }
      }
    }
    return csv.text();
  }

  private static Object cell(Optional<? extends Number> value) {
    return value.isPresent() ? value.get() : "";
  }
}
