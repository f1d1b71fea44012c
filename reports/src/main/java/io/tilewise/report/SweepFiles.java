package io.tilewise.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import io.tilewise.experiment.result.ResultJson;
import io.tilewise.experiment.sweep.PointOutcome;
import io.tilewise.experiment.sweep.SweepResult;
import io.tilewise.experiment.sweep.SweepResult.RowResult;
import io.tilewise.experiment.sweep.SweepRows;
import io.tilewise.report.ChartFiles.Format;
import io.tilewise.report.chart.ChartException;
import io.tilewise.report.file.FolderWriter;
import io.tilewise.report.text.CsvStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a sweep into a folder: {@code sweep.csv} with a row for every point and scenario, {@code
 * sweep.json} with the same and what was found, {@code sweep.md}. Points are written one by one, so
 * that there may be millions. The same result gives the same bytes.
 */
public final class SweepFiles {
  private static final Optional<Double> EMPTY = Optional.empty();

  private SweepFiles() {}

  /**
   * Writes the files; those of the same names are replaced, and only when all are complete.
   *
   * @param folder made if it does not exist
   * @return the files, in a fixed order
   * @throws UncheckedIOException if the folder cannot be written; no partly written file is left
   * @throws ChartException if this machine cannot draw charts; nothing is written then
   */
  public static List<Path> write(SweepResult result, Path folder) {
    Map<String, FolderWriter.Content> contents = new LinkedHashMap<>();
    contents.put("sweep.csv", stream -> csv(result, stream));
    contents.put("sweep.json", stream -> json(result, stream));
    contents.put("sweep.md", out -> out.write(SweepReport.markdown(result)));
    return FolderWriter.stream(
        contents, Charts.draw(SweepCharts.of(result), "charts/", Format.values()), folder);
  }

  /** One row per point and scenario; of a point that failed one row with the reason. */
  private static void csv(SweepResult result, Writer out) throws IOException {
    try (CsvStream csv = new CsvStream(out)) {
      List<Object> header = new ArrayList<>(List.of("point"));
      result.axes().forEach(axis -> header.add(axis.heading()));
      header.add("scenario");
      result.metrics().forEach(metric -> header.add(metric.name()));
      header.add("failure");
      csv.row(header);
      SweepRows rows = result.rows();
      for (int point = 0; point < rows.size(); point++) {
        PointOutcome outcome = rows.outcome(point);
        List<Object> axes = rows.axisValues(point);
        if (outcome.isFailed()) {
          List<Object> row = start(point, axes, "");
          result.metrics().forEach(metric -> row.add(""));
          row.add(outcome.failure());
          csv.row(row);
        }
        for (int s = 0; s < result.scenarios().size() && !outcome.isFailed(); s++) {
          List<Object> row = start(point, axes, result.scenarios().get(s));
          for (double value : outcome.values(s)) {
            row.add(value);
          }
          row.add("");
          csv.row(row);
        }
      }
    }
  }

  private static List<Object> start(int point, List<Object> axes, String scenario) {
    List<Object> row = new ArrayList<>();
    row.add(point);
    row.addAll(axes);
    row.add(scenario);
    return row;
  }

  private static void json(SweepResult result, Writer out) throws IOException {
    DefaultIndenter newLine = new DefaultIndenter("  ", "\n");
    JsonNode head = ResultJson.tree(result);
    try (JsonGenerator json = ResultJson.generator(out)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(newLine).withArrayIndenter(newLine));
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> field : head.properties()) {
        json.writeFieldName(field.getKey());
        json.writeTree(field.getValue());
      }
      json.writeArrayFieldStart("rows");
      SweepRows rows = result.rows();
      for (int point = 0; point < rows.size(); point++) {
        // One line per point: the array of its values on the axes, then its metrics by scenario.
        json.writeRawValue(
            ResultJson.line(row(result, rows.axisValues(point), rows.outcome(point))));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static RowResult row(SweepResult result, List<Object> axes, PointOutcome outcome) {
    List<List<Optional<Double>>> values = new ArrayList<>();
    for (int s = 0; s < result.scenarios().size() && !outcome.isFailed(); s++) {
      // JSON has no infinity and no NaN.
      values.add(
          Arrays.stream(outcome.values(s))
              .mapToObj(value -> Double.isFinite(value) ? Optional.of(value) : EMPTY)
              .toList());
    }
    return new RowResult(
        outcome.point(),
        axes,
        values,
        outcome.isFailed() ? Optional.of(outcome.failure()) : Optional.empty());
  }
}
