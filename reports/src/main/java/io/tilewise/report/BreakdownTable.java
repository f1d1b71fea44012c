package io.tilewise.report;

import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Sets a breakdown as a table: the scenarios side by side, or, when they are too many for that, one
 * below the other and the parts side by side.
 */
final class BreakdownTable {

  private static final int MOST_SIDE_BY_SIDE = 3;
  private static final String TOTAL = "total";

  private final Breakdown breakdown;
  private final List<String> scenarios;
  private final boolean withSpeedup;
  private final List<String> parts;
  private final int decimals;

  private BreakdownTable(Breakdown breakdown, List<String> scenarios, boolean withSpeedup) {
    this.breakdown = breakdown;
    this.scenarios = scenarios;
    this.withSpeedup = withSpeedup;
    this.parts = new ArrayList<>(breakdown.parts());
    this.parts.add(TOTAL);
    this.decimals =
        Numbers.decimals(
            breakdown.latencies().stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }

  static ReportTable of(
      String title, String corner, Breakdown breakdown, List<String> names, boolean withSpeedup) {
    BreakdownTable table = new BreakdownTable(breakdown, names, withSpeedup);
    return names.size() > MOST_SIDE_BY_SIDE
        ? new ReportTable(title, "scenario", names, table.partsSideBySide(), List.of())
        : new ReportTable(title, corner, table.parts, table.scenariosSideBySide(), List.of());
  }

  private List<Group> scenariosSideBySide() {
    return IntStream.range(0, scenarios.size())
        .mapToObj(
            scenario ->
                group(
                    scenarios.get(scenario),
                    parts.size(),
                    row -> scenario,
                    parts::get,
                    withSpeedup && scenario != breakdown.baseline()))
        .toList();
  }

  private List<Group> partsSideBySide() {
    return parts.stream()
        .map(part -> group(part, scenarios.size(), row -> row, row -> part, withSpeedup))
        .toList();
  }

  private Group group(
      String header,
      int rows,
      IntUnaryOperator scenario,
      IntFunction<String> part,
      boolean speedup) {
    List<Column> columns = new ArrayList<>();
    columns.add(column(rows, "ms", row -> milliseconds(scenario.applyAsInt(row), part.apply(row))));
    columns.add(column(rows, "share", row -> share(scenario.applyAsInt(row), part.apply(row))));
    if (speedup) {
      columns.add(
          column(rows, "speed-up", row -> speedup(scenario.applyAsInt(row), part.apply(row))));
    }
    return new Group(header, columns);
  }

  private static Column column(int rows, String header, IntFunction<String> cell) {
    return Column.number(header, IntStream.range(0, rows).mapToObj(cell).toList());
  }

  private String milliseconds(int scenario, String part) {
    return Numbers.fixed(time(scenario, part), decimals);
  }

  private String share(int scenario, String part) {
    return Numbers.percent(time(scenario, part), breakdown.latencies().get(scenario), 1);
  }

  private String speedup(int scenario, String part) {
    return Numbers.speedup(time(breakdown.baseline(), part) / time(scenario, part));
  }

  private double time(int scenario, String part) {
    return part.equals(TOTAL)
        ? breakdown.latencies().get(scenario)
        : breakdown.time(scenario, part).orElse(Double.NaN);
  }
}
