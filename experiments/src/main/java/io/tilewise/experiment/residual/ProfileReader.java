package io.tilewise.experiment.residual;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.tilewise.experiment.residual.Profile.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the timeline CSV of ExecuTorch's profiling workflow ({@code ..._exec_all_runs_timeline.csv}
 * or that of one run): a row per event and run, the {@code node_id} telling which event it is, one
 * {@code Method::execute} per run. Events of the block {@code Default}, which load the model, and
 * those around kernels are left out. Strict: every event must be there in every run.
 */
public final class ProfileReader {
  /** Making one takes longer than reading a small file. */
  private static final ObjectReader ROWS =
      new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);

  /** Events that last as long as others within them. */
  private static final Set<String> AROUND_KERNELS =
      Set.of("DELEGATE_CALL", "OPERATOR_CALL", "Program::load_method", "Method::init");

  private final Map<Integer, Event> events = new TreeMap<>();
  private final Map<Integer, Double> executeMs = new TreeMap<>();
  private String model = "";

  private ProfileReader() {}

  /** An event with its duration in each run, and where it is first in the file. */
  private record Event(long line, String name, String type, Map<Integer, Double> durations) {}

  /**
   * The profile in the text of a file.
   *
   * @throws IllegalArgumentException if it is not one; the message says line, column, what is there
   *     and what is allowed
   */
  public static Profile read(String text) {
    ProfileReader reader = new ProfileReader();
    reader.readRows(text);
    return reader.profile();
  }

  private void readRows(String text) {
    try (MappingIterator<String[]> rows = ROWS.readValues(text)) {
      long line = 1;
      if (!rows.hasNext()) {
        throw problem(
            1, "the file is empty, but a header is needed: " + String.join(",", Profile.COLUMNS));
      }
      checkHeader(rows.next());
      while (rows.hasNext()) {
        line = rows.getCurrentLocation().getLineNr();
        addRow(new Row(line, List.of(rows.next())));
      }
    } catch (JsonProcessingException e) {
      throw noCsv(e);
    } catch (RuntimeJsonMappingException e) {
      throw e.getCause() instanceof JsonProcessingException cause
          ? noCsv(cause)
          : new IllegalArgumentException("this is no CSV");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalArgumentException noCsv(JsonProcessingException e) {
    String message = "this is no CSV: " + e.getOriginalMessage();
    return e.getLocation() == null
        ? new IllegalArgumentException(message)
        : problem(e.getLocation().getLineNr(), message);
  }

  private static IllegalArgumentException problem(long line, String message) {
    return new IllegalArgumentException("line " + line + ": " + message);
  }

  private static void checkHeader(String[] header) {
    for (int i = 0; i < Math.max(header.length, Profile.COLUMNS.size()); i++) {
      String found = i < header.length ? header[i] : "";
      String expected = i < Profile.COLUMNS.size() ? Profile.COLUMNS.get(i) : "";
      if (!found.equals(expected)) {
        throw problem(
            1,
            "column "
                + (i + 1)
                + " is "
                + (found.isEmpty() ? "missing" : '"' + found + '"')
                + (expected.isEmpty() ? ", but there are only " + Profile.COLUMNS.size() : "")
                + (expected.isEmpty() ? "" : ", but must be \"" + expected + '"')
                + "; the header of a timeline is "
                + String.join(",", Profile.COLUMNS));
      }
    }
  }

  private record Row(long line, List<String> cells) {
    Row {
      cells = List.copyOf(cells);
      if (cells.size() != Profile.COLUMNS.size()) {
        throw ProfileReader.problem(
            line, cells.size() + " cells, but there are " + Profile.COLUMNS.size() + " columns");
      }
    }

    String text(String column) {
      return cells.get(Profile.COLUMNS.indexOf(column));
    }

    IllegalArgumentException problem(String column, String expected) {
      return ProfileReader.problem(
          line,
          "column "
              + (Profile.COLUMNS.indexOf(column) + 1)
              + ", "
              + column
              + ": \""
              + text(column)
              + "\" is not "
              + expected);
    }

    double duration() {
      try {
        double value = Double.parseDouble(text("duration_ms"));
        if (value >= 0 && Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw problem("duration_ms", "a number of milliseconds, such as 0.125");
      }
      throw problem("duration_ms", "a duration: it must be finite and 0 or more");
    }

    int index(String column) {
      try {
        int value = Integer.parseInt(text(column));
        if (value >= 0) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw problem(column, "a whole number, such as 3");
      }
      throw problem(column, "0 or more");
    }
  }

  private void addRow(Row row) {
    double duration = row.duration();
    int node = row.index("node_id");
    int run = row.index("run_index");
    String block = row.text("block");
    if (!block.equals("Execute") && !block.equals("Default")) {
      throw row.problem("block", "one of Default, Execute");
    }
    if (row.text("name").isEmpty()) {
      throw row.problem("name", "the name of an event");
    }
    if (block.equals("Default")) {
      return;
    }
    model = row.text("model_id");
    if (row.text("name").equals(Profile.EXECUTE)) {
      if (executeMs.put(run, duration) != null) {
        throw problem(row.line, "run " + run + " has a second " + Profile.EXECUTE);
      }
    } else if (!AROUND_KERNELS.contains(row.text("name"))) {
      addKernel(row, node, run, duration);
    }
  }

  private void addKernel(Row row, int node, int run, double duration) {
    Event event =
        events.computeIfAbsent(
            node, n -> new Event(row.line, row.text("name"), row.text("type"), new TreeMap<>()));
    if (!event.name.equals(row.text("name"))) {
      throw row.problem("name", '"' + event.name + "\", which event " + node + " is elsewhere");
    }
    if (event.durations.put(run, duration) != null) {
      throw problem(row.line, "event " + node + " is there a second time for run " + run);
    }
  }

  private Profile profile() {
    Set<Integer> runs = new TreeSet<>(executeMs.keySet());
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no row with the name " + Profile.EXECUTE + ", which says how long a run took");
    }
    List<Kernel> kernels = new ArrayList<>();
    for (Map.Entry<Integer, Event> entry : events.entrySet()) {
      Event event = entry.getValue();
      if (!event.durations.keySet().equals(runs)) {
        throw problem(
            event.line,
            "event "
                + entry.getKey()
                + " is there for the runs "
                + event.durations.keySet()
                + ", but "
                + Profile.EXECUTE
                + " for "
                + runs);
      }
      kernels.add(new Kernel(event.name, event.type, List.copyOf(event.durations.values())));
    }
    if (kernels.isEmpty()) {
      throw new IllegalArgumentException("there are no kernels in the block Execute");
    }
    return new Profile(model, kernels, List.copyOf(executeMs.values()));
  }
}
