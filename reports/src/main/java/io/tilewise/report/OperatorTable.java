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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Calls and time by operator, where scenarios make different calls: it shows which calls are gone,
 * which came, and which others replace them.
 */
final class OperatorTable {
  private static final int MOST_OPERATORS = 14;

  private OperatorTable() {}

  private record Total(int calls, double milliseconds) {
    Total plus(Total other) {
      return new Total(calls + other.calls, milliseconds + other.milliseconds);
    }
  }

  /** The table; none if all scenarios make the same calls. */
  static Optional<ReportTable> of(RunResult result) {
    List<Map<String, Total>> totals =
        result.scenarios().stream().map(OperatorTable::totals).toList();
    boolean alike = totals.stream().map(OperatorTable::counts).distinct().count() < 2;
    return alike ? Optional.empty() : Optional.of(table(result, totals));
  }

  private static Map<String, Total> totals(ScenarioResult scenario) {
    Map<String, Total> totals = new TreeMap<>();
    for (CallResult call : scenario.calls()) {
      totals.merge(call.operator(), new Total(1, call.durationUs() / 1000), Total::plus);
    }
    return totals;
  }

  private static Map<String, Integer> counts(Map<String, Total> totals) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    totals.forEach((operator, total) -> counts.put(operator, total.calls()));
    return counts;
  }

  private static ReportTable table(RunResult result, List<Map<String, Total>> totals) {
    Map<String, Double> largest = new TreeMap<>();
    totals.forEach(
        scenario ->
            scenario.forEach(
                (operator, total) -> largest.merge(operator, total.milliseconds(), Math::max)));
    List<String> shown =
        largest.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_OPERATORS)
            .map(Map.Entry::getKey)
            .toList();
    List<String> rows = new ArrayList<>(shown);
    boolean more = largest.size() > shown.size();
    if (more) {
      rows.add("others");
    }
    rows.add("total");
    int decimals =
        Numbers.decimals(
            result.scenarios().stream().mapToDouble(ScenarioResult::latencyMs).max().orElse(0));
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < totals.size(); i++) {
      groups.add(group(result.scenarios().get(i), totals.get(i), shown, more, decimals));
    }
    return new ReportTable("Calls and time by operator", "operator", rows, groups, List.of());
  }

  private static Group group(
      ScenarioResult scenario,
      Map<String, Total> totals,
      List<String> shown,
      boolean more,
      int decimals) {
    Total none = new Total(0, 0);
    List<Total> cells = new ArrayList<>();
    shown.forEach(operator -> cells.add(totals.getOrDefault(operator, none)));
    Total all = totals.values().stream().reduce(none, Total::plus);
    if (more) {
      Total named = cells.stream().reduce(none, Total::plus);
      cells.add(new Total(all.calls() - named.calls(), all.milliseconds() - named.milliseconds()));
    }
    cells.add(all);
    return new Group(
        scenario.name(),
        List.of(
            column("calls", cells, total -> Integer.toString(total.calls())),
            column("ms", cells, total -> Numbers.fixed(total.milliseconds(), decimals))));
  }

  private static Column column(String header, List<Total> cells, Function<Total, String> text) {
    return Column.number(
        header,
        cells.stream()
            .map(total -> total.calls() == 0 ? Numbers.NONE : text.apply(total))
            .toList());
  }
}
