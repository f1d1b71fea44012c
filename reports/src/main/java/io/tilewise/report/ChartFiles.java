package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.ChartKinds.ChartKind;
import io.tilewise.report.chart.ChartException;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.file.FolderWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes charts of saved results as files, one by one. The same result gives the same bytes. */
public final class ChartFiles {

  /** The kind that is drawn of a validation. */
  public static final String VALIDATION = "validation";

  /** File formats of charts. */
  public enum Format {
    /** Vectors, text as outlines. */
    SVG,
    /** Pixels, two for each. */
    PNG,
    /** Vectors on a page of the chart's size. */
    PDF
  }

  private ChartFiles() {}

  /** The kinds of charts there are, each with what it shows. */
  public static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    ChartKinds.all().forEach(kind -> kinds.put(kind.name(), kind.about()));
    kinds.put(VALIDATION, "predicted against published, of a validation");
    return kinds;
  }

  /**
   * Writes the charts of a kind: one, or one for each scenario.
   *
   * @param kind one of {@link #kinds()}, not {@link #VALIDATION}
   * @return the files; empty if the result has nothing of this kind
   * @throws java.io.UncheckedIOException if the folder cannot be written
   * @throws ChartException if this machine cannot draw charts
   */
  public static List<Path> write(
      RunResult result, String kind, Collection<Format> formats, Path folder) {
    ChartKind known =
        ChartKinds.named(kind)
            .orElseThrow(() -> new IllegalArgumentException("no kind of chart: " + kind));
    return write(known.figures().apply(result), formats, folder);
  }

  /** Writes predicted against published, as {@link #write(RunResult, String, Collection, Path)}. */
  public static List<Path> write(ValidationResult result, Collection<Format> formats, Path folder) {
    return write(List.of(ValidationChart.figure(result)), formats, folder);
  }

  private static List<Path> write(List<Figure> figures, Collection<Format> formats, Path folder) {
    return FolderWriter.write(Charts.draw(figures, "", formats.toArray(Format[]::new)), folder);
  }
}
