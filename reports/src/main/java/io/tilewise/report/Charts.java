package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws the charts of a report. */
final class Charts {

  private Charts() {}

  /**
   * The charts as files: path without folder to bytes.
   *
   * @throws ChartException if this machine cannot draw them
   */
  static Map<String, byte[]> draw(RunResult result) {
    Fonts.install();
    try {
      Map<String, byte[]> files = new LinkedHashMap<>();
      add(files, ReportFiles.LATENCY_CHART, LatencyChart.of(result));
      add(files, ReportFiles.CATEGORY_CHART, CategoryChart.of(result));
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
