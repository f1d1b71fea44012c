package io.tilewise.report;

import io.tilewise.experiment.result.Interval;
import io.tilewise.experiment.result.ParameterEffect;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.UncertaintyResult;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import io.tilewise.workload.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How sure figures are: intervals of each scenario, and the parameters that move its latency. */
final class UncertaintyTables {
  private static final int MOST_PARAMETERS = 10;

  private UncertaintyTables() {}

  /** All tables; none if nobody asked. */
  static List<ReportTable> of(RunResult result) {
    List<ScenarioResult> scenarios =
        result.scenarios().stream().filter(s -> s.uncertainty().isPresent()).toList();
    if (scenarios.isEmpty()) {
      return List.of();
    }
    List<ReportTable> tables = new ArrayList<>();
    tables.add(intervals(scenarios));
    scenarios.forEach(scenario -> tables.add(tornado(scenario, uncertainty(scenario))));
    return tables;
  }

  private static UncertaintyResult uncertainty(ScenarioResult scenario) {
    return scenario.uncertainty().orElseThrow();
  }

  private static ReportTable intervals(List<ScenarioResult> scenarios) {
    List<Column> columns = new ArrayList<>();
    columns.add(column(scenarios, "latency (ms)", s -> Optional.of(uncertainty(s).latencyMs())));
    columns.add(column(scenarios, "speed-up", s -> Optional.of(uncertainty(s).speedup())));
    for (Category category : Category.values()) {
      columns.add(
          column(
              scenarios,
              Breakdown.label(category) + " (ms)",
              s -> Optional.ofNullable(uncertainty(s).categoriesMs().get(category.key()))));
    }
    UncertaintyResult first = uncertainty(scenarios.get(0));
    return new ReportTable(
        "90 % intervals",
        "scenario",
        scenarios.stream().map(ScenarioResult::name).toList(),
        columns.stream().map(Group::of).toList(),
        List.of(
            "From "
                + first.draws()
                + " draws of the parameters that are known only to a range (seed "
                + first.seed()
                + "); errors of the formulas themselves are not in them."));
  }

  private static Column column(
      List<ScenarioResult> scenarios,
      String header,
      Function<ScenarioResult, Optional<Interval>> interval) {
    return Column.number(
        header,
        scenarios.stream()
            .map(s -> interval.apply(s).map(UncertaintyTables::text).orElse(Numbers.NONE))
            .toList());
  }

  private static String text(Interval interval) {
    return Numbers.brief(interval.low()) + " to " + Numbers.brief(interval.high());
  }

  private static ReportTable tornado(ScenarioResult scenario, UncertaintyResult uncertainty) {
    List<ParameterEffect> effects = uncertainty.tornado().stream().limit(MOST_PARAMETERS).toList();
    List<Column> columns =
        List.of(
            Column.number("low", each(effects, e -> value(e.low(), e.unit()))),
            Column.number("high", each(effects, e -> value(e.high(), e.unit()))),
            Column.number("ms at low", each(effects, e -> Numbers.brief(e.latencyAtLowMs()))),
            Column.number("ms at high", each(effects, e -> Numbers.brief(e.latencyAtHighMs()))));
    return new ReportTable(
        "Parameters that move the latency of " + scenario.name() + " most",
        "parameter",
        each(effects, ParameterEffect::path),
        columns.stream().map(Group::of).toList(),
        List.of("low, high: 5th and 95th percentile, each parameter changed alone"));
  }

  private static String value(double number, String unit) {
    return (Numbers.brief(number) + " " + unit).strip();
  }

  private static List<String> each(
      List<ParameterEffect> effects, Function<ParameterEffect, String> text) {
    return effects.stream().map(text).toList();
  }
}
