package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.ChartFiles.Format;
import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.ChartException;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.Fonts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Draws charts as files. */
final class Charts {

  private Charts() {}

  /**
   * The charts that every report has as files: path without folder to bytes.
   *
   * @throws ChartException if this machine cannot draw them
   */
  static Map<String, byte[]> draw(RunResult result) {
    List<Figure> figures = new ArrayList<>();
    figures.add(LatencyChart.of(result));
    figures.add(CategoryChart.of(result));
    figures.addAll(PowerCharts.of(result));
    return draw(figures, "charts/", Format.values());
  }

  /**
   * Figures as files.
   *
   * @param prefix of their paths, before their keys
   * @throws ChartException if this machine cannot draw them
   */
  static Map<String, byte[]> draw(Collection<Figure> figures, String prefix, Format... formats) {
    return drawing(
        () -> {
          Map<String, byte[]> files = new LinkedHashMap<>();
          for (Figure figure : figures) {
            Chart chart = figure.drawing().on(Canvas.FILE);
            for (Format format : formats) {
              files.put(
                  prefix + figure.key() + "." + format.name().toLowerCase(Locale.ROOT),
                  bytes(chart, format));
            }
          }
          return files;
        });
  }

  private static byte[] bytes(Chart chart, Format format) {
    return switch (format) {
      case SVG -> chart.svg();
      case PNG -> chart.png();
      case PDF -> chart.pdf();
    };
  }

  /**
   * Does something that draws text.
   *
   * @throws ChartException if this machine cannot
   */
  static <T> T drawing(Supplier<T> work) {
    Fonts.install();
    try {
      return work.get();
    } catch (InternalError | LinkageError e) {
      // Java's text drawing fails with an error, not an exception, if a native library is missing.
      throw new ChartException(
          "charts cannot be drawn on this machine: Java's font support does not start ("
              + e.getMessage()
              + "); install libfreetype, or use a JDK that brings it",
          e);
    }
  }
}
