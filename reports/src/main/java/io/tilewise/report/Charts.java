package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Draws the charts of a report. */
final class Charts {

  private Charts() {}

  /**
   * The charts as files: path without folder to bytes.
   *
   * @throws ChartException if this machine cannot draw them
   */
  static Map<String, byte[]> draw(RunResult result) {
    Map<String, Supplier<Chart>> charts = new LinkedHashMap<>();
    charts.put(ReportFiles.LATENCY_CHART, () -> LatencyChart.of(result));
    charts.put(ReportFiles.CATEGORY_CHART, () -> CategoryChart.of(result));
    PowerCharts.of(result).forEach((name, chart) -> charts.put(name, chart.draw()));
    return draw(charts);
  }

  /**
   * Charts as files.
   *
   * @param charts by path without folder and extension; made only when text can be drawn
   * @throws ChartException if this machine cannot draw them
   */
  static Map<String, byte[]> draw(Map<String, Supplier<Chart>> charts) {
    Fonts.install();
    try {
      Map<String, byte[]> files = new LinkedHashMap<>();
      charts.forEach((name, chart) -> add(files, name, chart.get()));
      return files;
    } catch (InternalError | LinkageError e) {
      // Java's text drawing fails with an error, not an exception, if a native library is missing.
      throw new ChartException(
          "charts cannot be drawn on this machine: Java's font support does not start ("
              + e.getMessage()
              + "); install libfreetype, or use a JDK that brings it",
          e);
    }
  }

  private static void add(Map<String, byte[]> files, String name, Chart chart) {
    files.put(name + ".svg", chart.svg());
    files.put(name + ".png", chart.png());
  }
}
