package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Charts of energy, power, clocks and heat, those that a result has something for. */
final class PowerCharts {

  /**
   * A chart.
   *
   * @param title what it shows
   * @param draw draws it
   */
  record Titled(String title, Supplier<Chart> draw) {}

  private PowerCharts() {}

  /** By path without folder and extension. */
  static Map<String, Titled> of(RunResult result) {
    Map<String, Titled> charts = new LinkedHashMap<>();
    long measured = result.scenarios().stream().filter(s -> s.energyMj().isPresent()).count();
    if (measured > 0) {
      charts.put(
          "charts/energy", new Titled("Energy by operator category", () -> EnergyChart.of(result)));
    }
    if (measured > 2) {
      charts.put(
          "charts/energy-latency",
          new Titled("Energy against latency", () -> TradeCharts.pareto(result)));
    }
    if (!BudgetLines.of(result).isEmpty()) {
      charts.put(
          "charts/latency-budget",
          new Titled("Latency against power budget", () -> TradeCharts.budget(result)));
    }
    if (SeriesCharts.has(result, "power")) {
      charts.put(
          "charts/power",
          new Titled("Power by domain over time", () -> SeriesCharts.power(result)));
    }
    if (SeriesCharts.has(result, "clock")) {
      charts.put(
          "charts/clocks", new Titled("Clocks over time", () -> SeriesCharts.clocks(result)));
    }
    if (SeriesCharts.has(result, "temperature")) {
      charts.put(
          "charts/temperatures",
          new Titled("Temperatures over time", () -> SeriesCharts.temperatures(result)));
    }
    return charts;
  }
}
