package io.tilewise.experiment.sweep;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.tilewise.config.Loaded;
import io.tilewise.experiment.run.ScenarioReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The points that a CSV file lists: paths in its header, values with their units below. */
final class PointsFile {
  /** Making one takes longer than reading a small file. */
  private static final ObjectReader ROWS =
      new CsvMapper()
          .readerFor(String[].class)
          .with(CsvParser.Feature.WRAP_AS_ARRAY)
          .with(CsvParser.Feature.TRIM_SPACES)
          .with(CsvParser.Feature.SKIP_EMPTY_LINES);

  private final List<Axis> axes;
  private final List<List<AxisValue>> rows;

  private PointsFile(List<Axis> axes, List<List<AxisValue>> rows) {
    this.axes = List.copyOf(axes);
    this.rows = List.copyOf(rows);
  }

  List<Axis> axes() {
    return axes;
  }

  Points points() {
    return new Points() {
      @Override
      public int size() {
        return rows.size();
      }

      @Override
      public List<AxisValue> at(int point) {
        return rows.get(point);
      }
    };
  }

  static PointsFile read(ScenarioReader reader, Loaded<SweepFile> loaded, String name) {
    Path path = reader.resolve(loaded, "points_file", name);
    return of(loaded, name, new String(reader.bytes(path, name), StandardCharsets.UTF_8));
  }

  /** The points of a file whose text is at hand already. */
  static PointsFile of(Loaded<SweepFile> loaded, String name, String text) {
    List<String[]> lines = new ArrayList<>();
    try (MappingIterator<String[]> iterator = ROWS.readValues(text)) {
      iterator.forEachRemaining(lines::add);
    } catch (IOException | RuntimeException e) {
      problem(loaded, name, "is no CSV: " + Sweep.oneLine(String.valueOf(e.getMessage())));
    }
    if (lines.size() < 2) {
      problem(loaded, name, "holds no point; write paths in the first line and values below");
    }
    return of(loaded, name, lines);
  }

  private static PointsFile of(Loaded<SweepFile> loaded, String name, List<String[]> lines) {
    String[] header = lines.get(0);
    for (int i = 0; i < header.length; i++) {
      if (header[i].isEmpty()) {
        problem(loaded, name, "has no path above its column " + (i + 1));
      }
      if (Arrays.asList(header).indexOf(header[i]) < i) {
        problem(loaded, name, "has two columns " + header[i] + "; remove one");
      }
    }
    List<Map<String, AxisValue>> distinct = new ArrayList<>();
    for (int i = 0; i < header.length; i++) {
      distinct.add(new LinkedHashMap<>());
    }
    List<List<AxisValue>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i);
      if (cells.length != header.length) {
        problem(
            loaded,
            name,
            "has a header of "
                + header.length
                + " cells, but its row "
                + (i + 1)
                + " has "
                + cells.length);
      }
      List<AxisValue> row = new ArrayList<>();
      for (int column = 0; column < cells.length; column++) {
        String path = header[column];
        if (cells[column].isEmpty()) {
          problem(loaded, name, "has no value of " + path + " in its row " + (i + 1));
        }
        row.add(
            distinct.get(column).computeIfAbsent(cells[column], text -> AxisValue.of(path, text)));
      }
      rows.add(Collections.unmodifiableList(row));
    }
    List<Axis> axes = new ArrayList<>();
    for (int column = 0; column < header.length; column++) {
      axes.add(
          Axis.of(
              header[column],
              header[column],
              List.copyOf(distinct.get(column).values()),
              Optional.empty()));
    }
    return new PointsFile(axes, rows);
  }

  private static void problem(Loaded<SweepFile> loaded, String name, String message) {
    loaded.check(
        checks -> checks.at("points_file").problem("the file \"" + name + "\" " + message));
  }
}
