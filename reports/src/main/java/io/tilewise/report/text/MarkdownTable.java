package io.tilewise.report.text;

import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sets a table as GitHub's Markdown does; the heading of a group is repeated on its columns. */
final class MarkdownTable {

  private MarkdownTable() {}

  /** The table with its notes, without its title. */
  static String of(ReportTable table) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(table.corner(), table.rows()));
    table.groups().forEach(group -> group.columns().forEach(c -> columns.add(flat(group, c))));
    StringBuilder text = new StringBuilder();
    text.append(line(columns.stream().map(Column::header).toList()));
    text.append(
        columns.stream()
            .map(column -> column.number() ? " ---: " : " --- ")
            .collect(Collectors.joining("|", "|", "|\n")));
    for (int row = 0; row < table.rows().size(); row++) {
      int index = row;
      text.append(line(columns.stream().map(column -> column.cells().get(index)).toList()));
    }
    table.notes().forEach(note -> text.append("\n").append(MarkdownText.of(note)).append("\n"));
    return text.toString();
  }

  private static Column flat(Group group, Column column) {
    String header = (group.header() + " " + column.header()).strip();
    return new Column(header, column.number(), column.cells());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> " " + MarkdownText.of(cell) + " ")
        .collect(Collectors.joining("|", "|", "|\n"));
  }
}
