package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.chart.Figure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of charts of an experiment's result: the one place where they are registered. */
final class ChartKinds {

  /**
   * A kind.
   *
   * @param name as {@code --kind} takes it
   * @param about what it shows, for lists
   * @param figures draws all of a result: one, or one for each scenario
   */
  record ChartKind(String name, String about, Function<RunResult, List<Figure>> figures) {}

  private static final List<ChartKind> ALL =
      List.of(
          one("latency", "latency of each scenario, with intervals", LatencyChart::of),
          one("categories", "time by operator category", CategoryChart::of),
          one("shares", "share of the time by operator category", CategoryChart::shares),
          new ChartKind(
              "waterfall",
              "milliseconds that each category takes away or adds, for each scenario",
              WaterfallChart::of),
          one("bound-by", "which resources bound the time", BoundByChart::of),
          one("pareto", "how few calls make most of the time", CallParetoChart::of),
          new ChartKind(
              "next-step",
              "what would remain if a category or a resource took no time, for each scenario",
              NextStepChart::of),
          new ChartKind(
              "roofline",
              "calls below the ceilings of compute and of bandwidth, two for each scenario",
              RooflineChart::of),
          new ChartKind(
              "timeline",
              "what cores, matrix units and memory did over time, for each scenario",
              TimelineChart::of),
          new ChartKind(
              "tornado",
              "parameters that move the latency, for each scenario of run --uncertainty",
              Uncertainties::tornados),
          new ChartKind(
              "energy", "energy by operator category, where power is known", PowerCharts::energy),
          new ChartKind(
              "energy-latency",
              "energy against latency with the Pareto set, of three scenarios or more",
              PowerCharts::energyAgainstLatency),
          new ChartKind(
              "latency-budget",
              "latency against power budget, of scenarios that differ in it",
              PowerCharts::latencyAgainstBudget),
          new ChartKind(
              "power", "power by domain over time, of runs with series", SeriesCharts::power),
          new ChartKind("clocks", "clocks over time, of runs with series", SeriesCharts::clocks),
          new ChartKind(
              "temperatures",
              "temperatures over time, of runs with series and heat",
              SeriesCharts::temperatures));

  private ChartKinds() {}

  static List<ChartKind> all() {
    return ALL;
  }

  static Optional<ChartKind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private static ChartKind one(String name, String about, Function<RunResult, Figure> figure) {
    return new ChartKind(name, about, result -> List.of(figure.apply(result)));
  }
}
