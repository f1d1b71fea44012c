package io.tilewise.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Rows of the same columns, to be read by people or by programs.
 *
 * @param <T> what a row is about
 * @param columns from left to right, at least one
 * @param rows from top to bottom
 */
public record Table<T>(List<Column<T>> columns, List<T> rows) {

  private static final String GAP = "  ";

  /** A name from a file must not move the cursor or start a line. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

  /** Keeps copies, which do not change. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table without columns");
    }
  }

  /** Aligned columns under a ruled header, for a terminal; every line ends in a line feed. */
  public String text() {
    List<List<String>> cells = cells(Table::visible);
    List<Integer> widths = widths(cells);
    cells.add(1, widths.stream().map("-"::repeat).toList());
    return cells.stream().map(row -> line(row, widths)).collect(joining());
  }

  /** As of RFC 4180, but with a line feed at the end of lines; the first line is the header. */
  public String csv() {
    return cells(Table::quoted).stream()
        .map(row -> String.join(",", row) + "\n")
        .collect(joining());
  }

  private List<List<String>> cells(Function<String, String> form) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(Column::header).map(form).toList());
    for (T row : rows) {
      cells.add(columns.stream().map(column -> form.apply(column.cell().apply(row))).toList());
    }
    return cells;
  }

  private List<Integer> widths(List<List<String>> cells) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      int index = column;
      widths.add(cells.stream().mapToInt(row -> width(row.get(index))).max().orElse(0));
    }
    return widths;
  }

  private String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths.get(column) - width(cell));
      boolean isRight = columns.get(column).alignment() == Column.Alignment.RIGHT;
      line.append(isRight ? padding + cell : cell + padding).append(GAP);
    }
    return line.toString().stripTrailing() + "\n";
  }

  /** The text without what would move the cursor or start a line. */
  static String visible(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String quoted(String text) {
    return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
