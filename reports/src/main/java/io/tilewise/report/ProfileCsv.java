package io.tilewise.report;

import io.tilewise.experiment.residual.Profile;
import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.CsvText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario as the CSV files that the profiling workflow of ExecuTorch makes of an ETDump, so that
 * its scripts read a simulated run as if it were measured: a row for each kernel call, none for the
 * calls of operators and delegates around them, and one {@code Method::execute} per run, which is
 * the whole inference. Runs follow each other without a gap; as a simulation gives the same every
 * time, they are all equal. {@code pct_total} is the part of all rows of a run, {@code
 * Method::execute} included, as the workflow has it.
 */
public final class ProfileCsv {
  private static final String PORTABLE = "portable";

  private final ScenarioResult scenario;
  private final String model;
  private final int runs;

  /** Duration of all rows of a run together, in milliseconds. */
  private final double total;

  /**
   * A scenario as so many runs.
   *
   * @param model the text of the column {@code model_id}
   */
  public ProfileCsv(ScenarioResult scenario, String model, int runs) {
    this.scenario = scenario;
    this.model = model;
    this.runs = runs;
    this.total =
        scenario.calls().stream().mapToDouble(ProfileCsv::milliseconds).sum()
            + scenario.latencyMs();
  }

  /** {@code ..._exec_all_runs_timeline.csv}: event by event, and each of them run by run. */
  public String timeline() {
    CsvText csv = new CsvText(Profile.COLUMNS.toArray(String[]::new));
    int node = 0;
    for (CallResult call : scenario.calls()) {
      for (int run = 0; run < runs; run++) {
        addCall(csv, call, node, run);
      }
      node++;
    }
    for (int run = 0; run < runs; run++) {
      double latency = scenario.latencyMs();
      addRow(
          csv,
          Profile.EXECUTE,
          Profile.EXECUTE,
          PORTABLE,
          begin(run),
          begin(run) + latency * 1000,
          latency,
          node,
          run);
    }
    return csv.text();
  }

  private void addCall(CsvText csv, CallResult call, int node, int run) {
    double start = begin(run) + call.startUs();
    double end = start + call.durationUs();
    addRow(
        csv,
        call.event(),
        call.eventType(),
        backend(call),
        start,
        end,
        milliseconds(call),
        node,
        run);
  }

  private void addRow(
      CsvText csv,
      String name,
      String type,
      String backend,
      double start,
      double end,
      double duration,
      int node,
      int run) {
    csv.row(
        model,
        name,
        type,
        backend,
        plain(start),
        plain(end),
        plain(duration),
        plain(100 * (duration / total)),
        node,
        run,
        "Execute");
  }

  /** When a run begins, in microseconds. */
  private double begin(int run) {
    return run * scenario.latencyMs() * 1000;
  }

  private static double milliseconds(CallResult call) {
    return call.durationUs() / 1000;
  }

  private static String backend(CallResult call) {
    return call.backend().equals("xnnpack") ? "delegated" : PORTABLE;
  }

  /** All digits and no exponent. */
  private static BigDecimal plain(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    return exact.scale() < 0 ? exact.setScale(1) : exact;
  }

  private record Sum(String backend, int count, double milliseconds) {
    Sum plus(double more) {
      return new Sum(backend, count + 1, milliseconds + more);
    }
  }

  /** {@code ..._exec_ops_stats.csv}: one row per type, means over the runs, the largest first. */
  public String stats() {
    Map<String, Sum> sums = new LinkedHashMap<>();
    sums.put(Profile.EXECUTE, new Sum(PORTABLE, 1, scenario.latencyMs()));
    for (CallResult call : scenario.calls()) {
      sums.merge(
          call.eventType(),
          new Sum(backend(call), 1, milliseconds(call)),
          (sum, one) -> sum.plus(one.milliseconds));
    }
    CsvText csv =
        new CsvText(
            "model_id",
            "name",
            "type",
            "delegate_backend",
            "count",
            "total_ms",
            "avg_ms",
            "pct_total");
    List<Map.Entry<String, Sum>> largestFirst =
        sums.entrySet().stream()
            .sorted((a, b) -> Double.compare(b.getValue().milliseconds, a.getValue().milliseconds))
            .toList();
    for (Map.Entry<String, Sum> entry : largestFirst) {
      Sum sum = entry.getValue();
      csv.row(
          model,
          entry.getKey(),
          entry.getKey(),
          sum.backend,
          sum.count,
          plain(sum.milliseconds),
          plain(sum.milliseconds / sum.count),
          plain(100 * (sum.milliseconds / total)));
    }
    return csv.text();
  }
}
