package io.tilewise.report.text;

import java.util.List;
import java.util.function.Function;

/**
 * A table of a report before it is set as text or Markdown: labelled rows, and columns in groups
 * that stay together.
 *
 * @param title its heading
 * @param corner heading of the row labels
 * @param rows the row labels
 * @param groups the columns; each has a cell for every row
 * @param notes what the table's marks mean
 */
public record ReportTable(
    String title, String corner, List<String> rows, List<Group> groups, List<String> notes) {

  /**
   * Columns below a common heading.
   *
   * @param header the heading; empty if there is none
   */
  public record Group(String header, List<Column> columns) {

    /** A column without a heading above its own. */
    public static Group of(Column column) {
      return new Group("", List.of(column));
    }
  }

  /**
   * One column.
   *
   * @param number whether its cells are set to the right
   */
  public record Column(String header, boolean number, List<String> cells) {

    public static Column text(String header, List<String> cells) {
      return new Column(header, false, cells);
    }

    public static Column number(String header, List<String> cells) {
      return new Column(header, true, cells);
    }

    /** A cell for each thing. */
    public static <T> List<String> each(List<T> things, Function<T, String> text) {
      return things.stream().map(text).toList();
    }
  }
}
