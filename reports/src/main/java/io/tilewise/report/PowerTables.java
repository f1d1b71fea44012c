package io.tilewise.report;

import io.tilewise.experiment.result.LongRunResult;
import io.tilewise.experiment.result.PowerResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Tables of energy, power and long runs, of those scenarios that have them. */
final class PowerTables {
  private static final double MILLI = 1e-3;

  private PowerTables() {}

  /** All of them that there is something to show in. */
  static List<ReportTable> of(RunResult result) {
    List<ReportTable> tables = new ArrayList<>();
    List<ScenarioResult> withEnergy =
        result.scenarios().stream().filter(s -> s.energyMj().isPresent()).toList();
    if (!withEnergy.isEmpty()) {
      tables.add(energy(withEnergy));
      tables.add(domains(withEnergy));
    }
    List<ScenarioResult> repeated =
        result.scenarios().stream().filter(s -> s.longRun().isPresent()).toList();
    if (!repeated.isEmpty()) {
      tables.add(longRuns(repeated));
    }
    if (repeated.stream().anyMatch(s -> s.longRun().get().frames().isPresent())) {
      tables.add(frames(repeated));
    }
    return tables;
  }

  /** Why there is no energy, a sentence for each reason. */
  static List<String> reasons(RunResult result) {
    return result.scenarios().stream()
        .flatMap(s -> s.energyUnavailable().stream())
        .distinct()
        .map(reason -> "Energy and power are not available: " + reason + ".")
        .toList();
  }

  private static ReportTable energy(List<ScenarioResult> scenarios) {
    List<String> notes = new ArrayList<>();
    List<Column> first = new ArrayList<>();
    first.add(numbers("energy (mJ)", scenarios, s -> s.energyMj()));
    first.add(numbers("mean (W)", scenarios, PowerTables::power));
    first.add(
        numbers(
            "energy x delay (mJ s)",
            scenarios,
            s -> s.energyMj().map(energy -> energy * s.latencyMs() * MILLI)));
    List<Column> columns = new ArrayList<>();
    columns.add(numbers("mean (W)", scenarios, s -> s.power().map(PowerResult::meanW)));
    columns.add(numbers("highest (W)", scenarios, s -> s.power().map(PowerResult::highestW)));
    columns.add(numbers("over (ms)", scenarios, s -> s.power().map(PowerResult::windowMs)));
    if (scenarios.stream().anyMatch(s -> s.power().flatMap(PowerResult::budgetW).isPresent())) {
      columns.add(numbers("budget (W)", scenarios, s -> s.power().flatMap(PowerResult::budgetW)));
    }
    if (scenarios.stream().anyMatch(s -> s.governor().isPresent())) {
      columns.add(
          Column.text("governor", Column.each(scenarios, s -> s.governor().orElse(Numbers.NONE))));
    }
    Set<String> parameters = new LinkedHashSet<>();
    for (ScenarioResult scenario : scenarios) {
      scenario.power().ifPresent(power -> parameters.add(power.parameters()));
      scenario
          .power()
          .flatMap(PowerResult::budgetNote)
          .ifPresent(note -> notes.add(scenario.name() + ": " + note));
    }
    parameters.forEach(text -> notes.add(text + ": trust comparisons more than values"));
    return new ReportTable(
        "Energy and power",
        "scenario",
        Column.each(scenarios, ScenarioResult::name),
        List.of(new Group("first inference", first), new Group("whole run", columns)),
        notes);
  }

  /** Mean power of the inference that the energy is of. */
  private static Optional<Double> power(ScenarioResult scenario) {
    return scenario.energyMj().map(energy -> energy / scenario.latencyMs());
  }

  private static ReportTable domains(List<ScenarioResult> scenarios) {
    Set<String> domains = new LinkedHashSet<>();
    for (ScenarioResult scenario : scenarios) {
      scenario
          .energyByDomainMj()
          .orElseThrow()
          .forEach(
              (domain, energy) -> {
                if (energy > 0) {
                  domains.add(domain);
                }
              });
    }
    List<Group> columns = new ArrayList<>();
    for (String domain : domains) {
      Column column =
          numbers(
              domain,
              scenarios,
              s -> Optional.ofNullable(s.energyByDomainMj().orElseThrow().get(domain)));
      columns.add(Group.of(column));
    }
    return new ReportTable(
        "Energy of one inference by domain (mJ)",
        "scenario",
        Column.each(scenarios, ScenarioResult::name),
        columns,
        List.of());
  }

  private static ReportTable longRuns(List<ScenarioResult> scenarios) {
    List<Column> columns = new ArrayList<>();
    columns.add(numbers("run (s)", scenarios, run(r -> r.durationMs() * MILLI)));
    columns.add(counts("inferences", scenarios, LongRunResult::inferences));
    columns.add(numbers("first (ms)", scenarios, s -> Optional.of(s.latencyMs())));
    columns.add(numbers("mean (ms)", scenarios, run(LongRunResult::meanMs)));
    columns.add(numbers("longest (ms)", scenarios, run(LongRunResult::longestMs)));
    columns.add(numbers("last quarter (ms)", scenarios, run(LongRunResult::sustainedMs)));
    columns.add(numbers("rate (1/s)", scenarios, run(LongRunResult::sustainedRate)));
    columns.add(
        numbers("energy (mJ)", scenarios, s -> s.longRun().flatMap(LongRunResult::meanEnergyMj)));
    columns.add(
        numbers(
            "throttled at (s)",
            scenarios,
            s -> s.longRun().flatMap(LongRunResult::throttledMs).map(ms -> ms * MILLI)));
    columns.add(
        Column.text(
            "by",
            Column.each(
                scenarios,
                s -> s.longRun().flatMap(LongRunResult::throttledBy).orElse(Numbers.NONE))));
    return new ReportTable(
        "Long runs",
        "scenario",
        Column.each(scenarios, ScenarioResult::name),
        columns.stream().map(Group::of).toList(),
        List.of("rate: inferences per second in the last quarter of the run"));
  }

  private static ReportTable frames(List<ScenarioResult> scenarios) {
    List<Column> columns = new ArrayList<>();
    columns.add(counts("frames", scenarios, r -> r.frames().orElse(0)));
    columns.add(counts("met", scenarios, r -> r.met().orElse(0)));
    columns.add(counts("late", scenarios, r -> r.late().orElse(0)));
    columns.add(counts("dropped", scenarios, r -> r.dropped().orElse(0)));
    columns.add(
        Column.number(
            "met",
            Column.each(
                scenarios,
                s ->
                    s.longRun()
                        .map(r -> Numbers.percent(r.met().orElse(0), r.frames().orElse(0), 1))
                        .orElse(Numbers.NONE))));
    return new ReportTable(
        "Frames",
        "scenario",
        Column.each(scenarios, ScenarioResult::name),
        List.of(new Group("", columns)),
        List.of(
            "met: done before the next frame arrives; dropped: arrived while another was worked"
                + " on"));
  }

  private static Function<ScenarioResult, Optional<Double>> run(
      Function<LongRunResult, Double> value) {
    return scenario -> scenario.longRun().map(value);
  }

  private static Column numbers(
      String header,
      List<ScenarioResult> scenarios,
      Function<ScenarioResult, Optional<Double>> value) {
    double largest =
        scenarios.stream()
            .flatMap(s -> value.apply(s).stream())
            .mapToDouble(d -> d)
            .max()
            .orElse(0);
    int decimals = Numbers.decimals(largest);
    return Column.number(
        header,
        Column.each(
            scenarios,
            s -> value.apply(s).map(v -> Numbers.fixed(v, decimals)).orElse(Numbers.NONE)));
  }

  private static Column counts(
      String header, List<ScenarioResult> scenarios, Function<LongRunResult, Integer> value) {
    return Column.number(
        header,
        Column.each(
            scenarios, s -> s.longRun().map(value).map(String::valueOf).orElse(Numbers.NONE)));
  }
}
