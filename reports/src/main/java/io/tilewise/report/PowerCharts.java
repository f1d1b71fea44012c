package io.tilewise.report;

import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LineChart;
import io.tilewise.report.chart.LineChart.Line;
import io.tilewise.report.chart.LineChart.Panel;
import io.tilewise.report.chart.LineChart.Point;
import io.tilewise.report.chart.LyingBars;
import io.tilewise.report.chart.LyingBars.Extent;
import io.tilewise.report.chart.LyingBars.Row;
import io.tilewise.report.chart.LyingBars.Segment;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.chart.Scale;
import io.tilewise.report.chart.TradeOffChart;
import io.tilewise.report.chart.TradeOffChart.Choice;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import io.tilewise.workload.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Charts of energy, power, clocks and heat, those that a result has something for: {@code energy},
 * {@code energy-latency}, {@code latency-budget}, {@code power}, {@code clocks}, {@code
 * temperatures}.
 */
final class PowerCharts {
  private static final int FEWEST_CHOICES = 3;

  private PowerCharts() {}

  /** All that there is something for. */
  static List<Figure> of(RunResult result) {
    return Stream.of(
            energy(result),
            energyAgainstLatency(result),
            latencyAgainstBudget(result),
            SeriesCharts.power(result),
            SeriesCharts.clocks(result),
            SeriesCharts.temperatures(result))
        .flatMap(List::stream)
        .toList();
  }

  private static List<ScenarioResult> withEnergy(RunResult result) {
    return result.scenarios().stream().filter(s -> s.energyMj().isPresent()).toList();
  }

  /** Energy of one inference by operator category, stacked, a bar for each scenario. */
  static List<Figure> energy(RunResult result) {
    List<ScenarioResult> scenarios = withEnergy(result);
    if (scenarios.isEmpty()) {
      return List.of();
    }
    Caption caption = Caption.of("Energy of one inference by operator category", result);
    Extent extent = Extent.fromZero("energy of one inference (mJ)");
    List<ChartTheme.Key> keys = new ArrayList<>();
    for (Category category : Category.values()) {
      keys.add(new ChartTheme.Key(Breakdown.label(category), Palette.CATEGORIES.get(keys.size())));
    }
    return List.of(
        new Figure(
            "energy",
            caption,
            extremes(scenarios),
            energyTable(caption, scenarios),
            canvas ->
                LyingBars.chart(
                    caption,
                    canvas,
                    extent,
                    scenarios.stream().map(s -> row(s, scenarios, keys)).toList(),
                    keys)));
  }

  private static Row row(
      ScenarioResult scenario, List<ScenarioResult> all, List<ChartTheme.Key> keys) {
    int decimals =
        Numbers.decimals(all.stream().mapToDouble(s -> s.energyMj().orElse(0.0)).max().orElse(0));
    List<Category> categories = List.of(Category.values());
    List<Segment> segments = new ArrayList<>();
    double end = 0;
    for (int i = 0; i < keys.size(); i++) {
      double part = energy(scenario, categories.get(i));
      if (part > 0) {
        String label = Numbers.fixed(part, Math.max(0, decimals - 1));
        String tip = scenario.name() + ", " + keys.get(i).name() + ": " + label + " mJ";
        segments.add(new Segment(end, end + part, keys.get(i).colour(), label, tip, ""));
        end += part;
      }
    }
    String total = Numbers.fixed(scenario.energyMj().orElse(0.0), decimals) + " mJ";
    return new Row(scenario.name(), segments, total, Optional.empty());
  }

  private static double energy(ScenarioResult scenario, Category category) {
    CategoryResult part = scenario.categories().get(category.key());
    return part == null ? 0 : part.energyMj().orElse(0.0);
  }

  private static String extremes(List<ScenarioResult> scenarios) {
    ScenarioResult least = scenarios.get(0);
    ScenarioResult most = scenarios.get(0);
    for (ScenarioResult scenario : scenarios) {
      double energy = scenario.energyMj().orElse(0.0);
      least = energy < least.energyMj().orElse(0.0) ? scenario : least;
      most = energy > most.energyMj().orElse(0.0) ? scenario : most;
    }
    return least.name()
        + " takes the least energy, "
        + Numbers.brief(least.energyMj().orElse(0.0))
        + " mJ, "
        + most.name()
        + " the most, "
        + Numbers.brief(most.energyMj().orElse(0.0))
        + " mJ.";
  }

  private static ReportTable energyTable(Caption caption, List<ScenarioResult> scenarios) {
    List<Group> groups = new ArrayList<>();
    for (Category category : Category.values()) {
      groups.add(
          column(
              Breakdown.label(category) + " (mJ)",
              scenarios.stream().map(s -> Numbers.brief(energy(s, category))).toList()));
    }
    groups.add(
        column(
            "total (mJ)",
            scenarios.stream().map(s -> Numbers.brief(s.energyMj().orElse(0.0))).toList()));
    return new ReportTable(caption.title(), "scenario", names(scenarios), groups, List.of());
  }

  /** Energy against latency with the Pareto set marked. */
  static List<Figure> energyAgainstLatency(RunResult result) {
    List<Choice> choices =
        withEnergy(result).stream()
            .filter(s -> s.latencyMs() > 0 && s.energyMj().orElseThrow() > 0)
            .map(s -> new Choice(s.name(), s.latencyMs(), s.energyMj().orElseThrow()))
            .toList();
    return choices.size() < FEWEST_CHOICES
        ? List.of()
        : List.of(
            TradeOffChart.of(
                "energy-latency",
                Caption.of("Energy against latency", result),
                Scale.logarithmic("latency", "ms"),
                Scale.logarithmic("energy of one inference", "mJ"),
                choices));
  }

  /** Latency against power budget, a line for scenarios that differ in nothing else. */
  static List<Figure> latencyAgainstBudget(RunResult result) {
    List<BudgetLines> groups = BudgetLines.of(result);
    if (groups.isEmpty()) {
      return List.of();
    }
    Caption caption = Caption.of("Latency against power budget", result);
    List<Line> lines = new ArrayList<>();
    for (BudgetLines group : groups) {
      List<Point> points = new ArrayList<>();
      group.latencies().forEach((watts, ms) -> points.add(Point.of(watts, ms)));
      lines.add(new Line(group.name(), points));
    }
    Panel panel = new Panel(Scale.logarithmic("latency", "ms"), lines, false);
    return List.of(
        new Figure(
            "latency-budget",
            caption,
            String.join(" ", BudgetLines.crossings(groups)),
            budgetTable(caption, groups),
            canvas ->
                LineChart.chart(
                    caption, canvas, Scale.fromZero("power budget", "W"), List.of(panel))));
  }

  private static ReportTable budgetTable(Caption caption, List<BudgetLines> groups) {
    List<Double> budgets =
        groups.stream().flatMap(g -> g.latencies().keySet().stream()).distinct().sorted().toList();
    List<Group> columns = new ArrayList<>();
    for (double watts : budgets) {
      columns.add(
          column(
              Numbers.plain(watts) + " W (ms)",
              groups.stream()
                  .map(g -> Optional.ofNullable(g.latencies().get(watts)))
                  .map(ms -> ms.map(Numbers::brief).orElse(Numbers.NONE))
                  .toList()));
    }
    columns.add(
        column(
            "no budget (ms)",
            groups.stream()
                .map(g -> g.unlimited().map(Numbers::brief).orElse(Numbers.NONE))
                .toList()));
    return new ReportTable(
        caption.title(),
        "scenario",
        groups.stream().map(BudgetLines::name).toList(),
        columns,
        List.of());
  }

  private static Group column(String header, List<String> cells) {
    return new Group("", List.of(Column.number(header, cells)));
  }

  private static List<String> names(List<ScenarioResult> scenarios) {
    return scenarios.stream().map(ScenarioResult::name).toList();
  }
}
