package io.tilewise.report;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.CsvText;

/**
 * The result as tidy CSV: one row per observation, one column per variable, a header of lower_snake
 * names with the unit at the end ({@code latency_ms}; a {@code share} is from 0 to 1). Lines end
 * with a line feed, numbers have a decimal point and all their digits, and a number that has no
 * value, such as a share of nothing, is an empty cell. Text that a spreadsheet would take for a
 * formula is preceded by an apostrophe, see {@link CsvText}.
 */
public final class CsvReport {

  private static final double PICOSECONDS_PER_MILLISECOND = 1e9;
  private static final double PICOSECONDS_PER_MICROSECOND = 1e6;

  private CsvReport() {}

  /** {@code scenarios.csv}: one row per scenario. */
  public static String scenarios(RunResult result) {
    CsvText csv =
        new CsvText(
            "experiment",
            "scenario",
            "baseline",
            "workload",
            "dtype",
            "device",
            "runtime",
            "mode",
            "cores",
            "threads",
            "latency_ms",
            "speedup");
    for (ScenarioResult scenario : result.scenarios()) {
      csv.row(
          result.experiment(),
          scenario.name(),
          scenario.name().equals(result.baseline()),
          scenario.workload(),
          scenario.dtype(),
          scenario.device(),
          scenario.runtime(),
          scenario.mode(),
          String.join(" ", scenario.cores()),
          scenario.threads(),
          scenario.latencyMs(),
          scenario.speedup());
    }
    return csv.text();
  }

  /** {@code categories.csv}: one row per scenario and operator category. */
  public static String categories(RunResult result) {
    CsvText csv = new CsvText("scenario", "category", "latency_ms", "share");
    for (ScenarioResult scenario : result.scenarios()) {
      scenario
          .categories()
          .forEach(
              (category, time) ->
                  csv.row(scenario.name(), category, time.latencyMs(), time.share()));
    }
    return csv.text();
  }

  /** {@code bound-by.csv}: one row per scenario and resource that bound it. */
  public static String boundBy(RunResult result) {
    CsvText csv = new CsvText("scenario", "resource", "latency_ms", "share");
    for (ScenarioResult scenario : result.scenarios()) {
      scenario
          .boundBy()
          .forEach(
              (resource, time) ->
                  csv.row(scenario.name(), resource, time, time / scenario.latencyMs()));
    }
    return csv.text();
  }

  /** {@code waiting.csv}: one row per scenario, core and resource that it waited for. */
  public static String waiting(RunResult result) {
    CsvText csv = new CsvText("scenario", "core", "resource", "waiting_ms");
    for (ScenarioResult scenario : result.scenarios()) {
      scenario
          .waiting()
          .forEach(
              (core, times) ->
                  times.forEach(
                      (resource, time) -> csv.row(scenario.name(), core, resource, time)));
    }
    return csv.text();
  }

  /** {@code calls.csv}: one row per scenario and kernel call. */
  public static String calls(RunResult result) {
    CsvText csv =
        new CsvText(
            "scenario",
            "index",
            "name",
            "operator",
            "kernel",
            "category",
            "backend",
            "isa",
            "fallback",
            "shape",
            "dtype",
            "origin",
            "start_us",
            "duration_us",
            "share",
            "threads",
            "mostly_bound_by",
            "macs",
            "bytes");
    for (ScenarioResult scenario : result.scenarios()) {
      scenario.calls().forEach(call -> csv.row(callRow(scenario, call)));
    }
    return csv.text();
  }

  /**
   * Of whole picoseconds, which is what times are: units that are no powers of two would make a
   * share of the whole a little more than 1.
   */
  private static double share(CallResult call, ScenarioResult scenario) {
    double whole = Math.rint(scenario.latencyMs() * PICOSECONDS_PER_MILLISECOND);
    return whole == 0 ? 0 : Math.rint(call.durationUs() * PICOSECONDS_PER_MICROSECOND) / whole;
  }

  private static Object[] callRow(ScenarioResult scenario, CallResult call) {
    return new Object[] {
      scenario.name(),
      call.index(),
      call.name(),
      call.operator(),
      call.kernel(),
      call.category(),
      call.backend(),
      call.isa(),
      call.fallback(),
      call.shape(),
      call.dtype(),
      call.origin(),
      call.startUs(),
      call.durationUs(),
      share(call, scenario),
      call.threads(),
      ReportTables.mostlyBoundBy(call),
      call.macs(),
      call.bytes()
    };
  }
}
