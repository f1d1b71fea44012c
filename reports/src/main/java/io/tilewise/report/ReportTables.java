package io.tilewise.report;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tables that the reports for people have in common. */
final class ReportTables {

  private static final int MOST_CALLS = 10;

  private ReportTables() {}

  /** Latency and speed-up of each scenario, and the settings in which scenarios differ. */
  static ReportTable latency(RunResult result) {
    List<ScenarioResult> scenarios = result.scenarios();
    int decimals =
        Numbers.decimals(scenarios.stream().mapToDouble(ScenarioResult::latencyMs).max().orElse(0));
    List<Column> columns = new ArrayList<>();
    columns.add(
        Column.number(
            "latency (ms)", Column.each(scenarios, s -> Numbers.fixed(s.latencyMs(), decimals))));
    columns.add(
        Column.number("speed-up", Column.each(scenarios, s -> Numbers.speedup(s.speedup()))));
    if (scenarios.stream().allMatch(ReportTables::isOneProduct)) {
      columns.add(
          Column.number(
              "GMAC/s", Column.each(scenarios, s -> Numbers.brief(gigaMacsPerSecond(s)))));
    }
    Settings.of(result)
        .different()
        .forEach((setting, values) -> columns.add(Column.text(setting, values)));
    return new ReportTable(
        "Latency", "scenario", names(result), List.of(new Group("", columns)), List.of());
  }

  /** Of a single kernel the throughput says more than the time. */
  private static boolean isOneProduct(ScenarioResult scenario) {
    return scenario.calls().size() == 1
        && scenario.calls().get(0).macs() > 0
        && scenario.latencyMs() > 0;
  }

  private static double gigaMacsPerSecond(ScenarioResult scenario) {
    return scenario.calls().get(0).macs() / scenario.latencyMs() / 1e6;
  }

  /** The time by operator category, side by side. */
  static ReportTable categories(RunResult result) {
    return BreakdownTable.of(
        "Time by operator category", "category", Breakdown.byCategory(result), names(result), true);
  }

  /** What bound the time, side by side. */
  static ReportTable boundBy(RunResult result) {
    return BreakdownTable.of(
        "What bound the time", "resource", Breakdown.byBound(result), names(result), false);
  }

  /** The largest kernel calls of a scenario. */
  static ReportTable largestCalls(ScenarioResult scenario) {
    List<CallResult> calls =
        scenario.calls().stream()
            .sorted(
                Comparator.comparingDouble(CallResult::durationUs)
                    .reversed()
                    .thenComparingInt(CallResult::index))
            .limit(MOST_CALLS)
            .toList();
    List<String> reasons = reasons(calls);
    return new ReportTable(
        "Largest calls of " + scenario.name(),
        "call",
        Column.each(calls, CallResult::name),
        callColumns(calls, scenario.latencyMs(), reasons).stream().map(Group::of).toList(),
        reasons.stream().map(reason -> mark(reasons, reason) + " " + reason).toList());
  }

  private static List<Column> callColumns(
      List<CallResult> calls, double latencyMs, List<String> reasons) {
    int decimals =
        Numbers.decimals(calls.stream().mapToDouble(CallResult::durationUs).max().orElse(0) / 1000);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("operator", Column.each(calls, CallResult::operator)));
    columns.add(Column.text("kernel", Column.each(calls, CallResult::kernel)));
    columns.add(Column.text("isa", Column.each(calls, CallResult::isa)));
    columns.add(
        Column.number(
            "ms", Column.each(calls, c -> Numbers.fixed(c.durationUs() / 1000, decimals))));
    columns.add(
        Column.number(
            "share",
            Column.each(calls, c -> Numbers.percent(c.durationUs() / 1000, latencyMs, 1))));
    columns.add(Column.text("mostly bound by", Column.each(calls, ReportTables::mostlyBoundBy)));
    if (!reasons.isEmpty()) {
      columns.add(Column.text("note", Column.each(calls, c -> mark(reasons, c.fallback()))));
    }
    return columns;
  }

  /** What bound a call most, for a cell. */
  static String mostlyBoundBy(CallResult call) {
    return call.mostlyBoundBy().isEmpty() ? Numbers.NONE : call.mostlyBoundBy();
  }

  private static List<String> reasons(List<CallResult> calls) {
    return calls.stream()
        .map(CallResult::fallback)
        .filter(reason -> !reason.isEmpty())
        .distinct()
        .toList();
  }

  private static String mark(List<String> reasons, String reason) {
    return reason.isEmpty() ? "" : "(" + (reasons.indexOf(reason) + 1) + ")";
  }

  private static List<String> names(RunResult result) {
    return Column.each(result.scenarios(), ScenarioResult::name);
  }
}
