package io.tilewise.report;

import io.tilewise.experiment.result.ParameterResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.html.HtmlTable;
import io.tilewise.report.html.Markup;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a result takes for granted: parameters that no data sheet and no measurement gives. */
final class HtmlAssumptions {

  private static final Set<String> ASSUMED = Set.of("estimated", "calibrated", "what-if");

  private static final int MOST_SCENARIOS = 3;

  private HtmlAssumptions() {}

  static Markup of(RunResult result) {
    Map<ParameterResult, List<String>> assumed = assumed(result);
    Markup out = new Markup();
    int all =
        (int) result.scenarios().stream().flatMap(s -> s.parameters().stream()).distinct().count();
    if (assumed.isEmpty()) {
      return out.element("p", "No parameter was estimated, calibrated or set by a what-if.");
    }
    out.element(
        "p",
        assumed.size()
            + " of "
            + all
            + " parameters were estimated, calibrated, or set by a what-if; the others are"
            + " published, measured or derived. "
            + Uncertainties.statement(result));
    return out.raw(HtmlTable.of(table(result, assumed)));
  }

  /** Each once, with the scenarios that used it so. */
  private static Map<ParameterResult, List<String>> assumed(RunResult result) {
    Map<ParameterResult, List<String>> assumed = new LinkedHashMap<>();
    for (ScenarioResult scenario : result.scenarios()) {
      for (ParameterResult parameter : scenario.parameters()) {
        if (ASSUMED.contains(parameter.status())) {
          assumed.computeIfAbsent(parameter, p -> new ArrayList<>()).add(scenario.name());
        }
      }
    }
    return assumed;
  }

  private static ReportTable table(RunResult result, Map<ParameterResult, List<String>> assumed) {
    List<ParameterResult> parameters = List.copyOf(assumed.keySet());
    List<Column> columns = new ArrayList<>();
    columns.add(Column.number("value", Column.each(parameters, p -> quantity(p.value(), p))));
    columns.add(Column.text("range", Column.each(parameters, HtmlAssumptions::range)));
    columns.add(Column.text("status", Column.each(parameters, ParameterResult::status)));
    int scenarios = result.scenarios().size();
    if (assumed.values().stream().anyMatch(names -> names.size() < scenarios)) {
      columns.add(
          Column.text(
              "scenarios",
              Column.each(
                  parameters,
                  p ->
                      assumed.get(p).size() == scenarios
                          ? "all"
                          : String.join(", ", assumed.get(p)))));
    }
    result.scenarios().stream()
        .filter(scenario -> scenario.uncertainty().isPresent())
        .limit(MOST_SCENARIOS)
        .forEach(scenario -> columns.add(effects(parameters, scenario)));
    columns.add(Column.text("source", Column.each(parameters, ParameterResult::source)));
    return new ReportTable(
        "Assumptions",
        "parameter",
        Column.each(parameters, ParameterResult::path),
        List.of(new Group("", columns)),
        List.of());
  }

  private static Column effects(List<ParameterResult> parameters, ScenarioResult scenario) {
    return Column.number(
        "moves " + scenario.name() + " by (ms)",
        Column.each(
            parameters,
            p ->
                Uncertainties.swingMs(scenario, p.path())
                    .map(Numbers::shown)
                    .orElse(Numbers.NONE)));
  }

  private static String range(ParameterResult parameter) {
    return parameter.low().isPresent() && parameter.high().isPresent()
        ? quantity(parameter.low().get(), parameter)
            + " to "
            + quantity(parameter.high().get(), parameter)
        : Numbers.NONE;
  }

  private static String quantity(double value, ParameterResult parameter) {
    return Numbers.shown(value) + (parameter.unit().isEmpty() ? "" : " " + parameter.unit());
  }
}
