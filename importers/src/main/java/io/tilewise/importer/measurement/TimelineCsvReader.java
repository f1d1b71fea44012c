package io.tilewise.importer.measurement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tilewise.importer.binary.ImportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads timeline CSVs as the Arm profiling kit's {@code etdump_to_csv.py} writes them ({@code
 * *_exec_all_runs_timeline.csv}): a row per event and run, event by event. Of its columns {@code
 * name}, {@code delegate_backend}, {@code start_us}, {@code end_us}, {@code run_index} and {@code
 * block} are read.
 */
final class TimelineCsvReader {
  private static final List<String> COLUMNS =
      List.of("name", "delegate_backend", "start_us", "end_us", "run_index", "block");
  private static final String BLOCK = "Execute";
  private static final String NOT_DELEGATED = "portable";
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_ROWS = 1_000_000;

  private final String file;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<Integer, List<MeasuredEvent>> runs = new TreeMap<>();
  private int width;
  private int rows;

  private TimelineCsvReader(String file) {
    this.file = file;
  }

  static Measurement read(Path path, String name) throws IOException {
    long size = Files.size(path);
    if (size > MOST_BYTES) {
      throw new ImportException(
          name, "", "the file has " + size + " bytes; at most " + MOST_BYTES + " can be");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, name);
    }
  }

  static Measurement read(InputStream in, String name) throws IOException {
    return new TimelineCsvReader(name).read(in);
  }

  private Measurement read(InputStream in) throws IOException {
    CsvMapper mapper = new CsvMapper();
    mapper.enable(CsvParser.Feature.WRAP_AS_ARRAY);
    try (MappingIterator<String[]> lines =
        mapper
            .readerFor(String[].class)
            .with(CsvSchema.emptySchema())
            .readValues(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      if (!lines.hasNext()) {
        throw new ImportException(file, "", "the file is empty; a timeline CSV has a header");
      }
      header(lines.next());
      while (lines.hasNext()) {
        int line = lines.getParser().currentLocation().getLineNr();
        add(lines.next(), line);
      }
    } catch (JsonProcessingException e) {
      throw damaged(e);
    } catch (RuntimeJsonMappingException e) {
      throw e.getCause() instanceof JsonProcessingException cause
          ? damaged(cause)
          : new ImportException(file, "", "it is no CSV");
    } catch (CharacterCodingException e) {
      throw new ImportException(file, "", "it is no CSV: it is no text in UTF-8");
    }
    List<Measurement.Run> measured = new ArrayList<>();
    runs.forEach((run, events) -> measured.add(Measurement.Run.of(file, run, events)));
    return new Measurement(file, measured);
  }

  private ImportException damaged(JsonProcessingException e) {
    String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
    return new ImportException(file, place, "it is no CSV: " + e.getOriginalMessage());
  }

  private void header(String[] names) {
    width = names.length;
    for (int i = 0; i < names.length; i++) {
      columns.putIfAbsent(names[i].strip().replace("\uFEFF", ""), i);
    }
    List<String> missing = COLUMNS.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new ImportException(
          file,
          "line 1",
          "this is neither an ETDump nor a timeline CSV: the columns "
              + String.join(", ", missing)
              + " are missing");
    }
  }

  private void add(String[] cells, int line) {
    rows++;
    if (rows > MOST_ROWS) {
      throw new ImportException(
          file, "line " + line, "more than " + MOST_ROWS + " rows; leave out runs");
    }
    if (cells.length < width) {
      throw new ImportException(
          file, "line " + line, cells.length + " cells, but " + width + " columns");
    }
    if (!cell(cells, "block").equals(BLOCK)) {
      return;
    }
    double start = number(cells, "start_us", line);
    double end = number(cells, "end_us", line);
    if (end < start) {
      throw new ImportException(
          file, "line " + line, "it begins at " + start + " us and ends at " + end + " us");
    }
    runs.computeIfAbsent(run(cells, line), run -> new ArrayList<>())
        .add(
            new MeasuredEvent(
                cell(cells, "name"),
                !cell(cells, "delegate_backend").equals(NOT_DELEGATED),
                start,
                end));
  }

  private String cell(String[] cells, String column) {
    return cells[columns.get(column)];
  }

  private double number(String[] cells, String column, int line) {
    String text = cell(cells, column);
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value < Double.POSITIVE_INFINITY) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, as are negative and infinite ones.
    }
    throw new ImportException(
        file, "line " + line, column + " is \"" + text + "\", but must be a time in microseconds");
  }

  private int run(String[] cells, int line) {
    String text = cell(cells, "run_index");
    try {
      int run = Integer.parseInt(text);
      if (run >= 0) {
        return run;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new ImportException(
        file, "line " + line, "run_index is \"" + text + "\", but must be a number from 0");
  }
}
