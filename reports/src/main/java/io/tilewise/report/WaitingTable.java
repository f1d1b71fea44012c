package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long the threads on which core waited for which resource, and for each other. */
final class WaitingTable {

  private static final List<String> NOTES =
      List.of(
          "A wait is what the tiles of a thread took longer than they would with nobody else there;"
              + " barrier: for the last thread of a call.");

  private WaitingTable() {}

  /** A row for each core that waited; none if no core of any scenario did. */
  static Optional<ReportTable> of(RunResult result) {
    List<Row> rows = rows(result);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    int decimals = Numbers.decimals(largest(rows));
    List<Group> groups = new ArrayList<>();
    groups.add(Group.of(Column.text("core", rows.stream().map(Row::core).toList())));
    for (String resource : resources(rows)) {
      List<String> cells =
          rows.stream()
              .map(row -> Numbers.fixed(row.times.getOrDefault(resource, 0.0), decimals))
              .toList();
      groups.add(Group.of(Column.number(resource, cells)));
    }
    List<String> names = rows.stream().map(Row::scenario).toList();
    return Optional.of(
        new ReportTable("How long threads waited (ms)", "scenario", names, groups, NOTES));
  }

  private record Row(String scenario, String core, Map<String, Double> times) {}

  private static List<Row> rows(RunResult result) {
    List<Row> rows = new ArrayList<>();
    for (ScenarioResult scenario : result.scenarios()) {
      scenario.waiting().forEach((core, times) -> rows.add(new Row(scenario.name(), core, times)));
    }
    return rows;
  }

  private static List<String> resources(List<Row> rows) {
    return rows.stream().flatMap(row -> row.times.keySet().stream()).distinct().sorted().toList();
  }

  private static double largest(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.times.values().stream())
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }
}
