package io.tilewise.report.text;

import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sets a table in columns of plain ASCII. If the groups of columns are too wide for a line, those
 * that do not fit follow below, with the row labels again.
 */
public final class TextTable {

  private static final int WIDEST = 118;
  private static final int LONGEST_CELL = 32;
  private static final int SHORTEST_CUT = 20;
  private static final String GAP = "  ";

  private final ReportTable table;
  private final StringBuilder text = new StringBuilder();

  private TextTable(ReportTable table) {
    this.table = table;
  }

  /** The table as lines, each ended by a line feed. */
  public static String of(ReportTable table) {
    return text(fitting(table));
  }

  /** The same with nothing cut, for names that are to be copied, such as paths of parameters. */
  public static String uncut(ReportTable table) {
    return text(new TextTable(cut(table, Integer.MAX_VALUE)));
  }

  private static String text(TextTable set) {
    set.text.append(Paragraph.of(set.table.title()));
    set.blocks();
    set.table.notes().forEach(note -> set.text.append(Paragraph.of(note)));
    return set.text.toString();
  }

  /** Cuts long cells only as far as the line needs it. */
  private static TextTable fitting(ReportTable table) {
    int longest = LONGEST_CELL;
    TextTable set = new TextTable(cut(table, longest));
    while (set.width() > WIDEST && longest > SHORTEST_CUT) {
      longest--;
      set = new TextTable(cut(table, longest));
    }
    return set;
  }

  private int width() {
    return labelWidth()
        + table.groups().stream().mapToInt(group -> GAP.length() + width(group)).sum();
  }

  private void blocks() {
    List<Group> block = new ArrayList<>();
    int used = labelWidth();
    for (Group group : table.groups()) {
      int width = GAP.length() + width(group);
      if (used + width > WIDEST && !block.isEmpty()) {
        block(block);
        text.append('\n');
        block.clear();
        used = labelWidth();
      }
      block.add(group);
      used += width;
    }
    block(block);
  }

  private void block(List<Group> groups) {
    int ruler = labelWidth();
    StringBuilder groupHeaders = new StringBuilder(" ".repeat(labelWidth()));
    StringBuilder headers = new StringBuilder(left(table.corner(), labelWidth()));
    for (Group group : groups) {
      ruler += GAP.length() + width(group);
      groupHeaders.append(GAP).append(centred(group.header(), width(group)));
      headers.append(GAP).append(cells(group, Column::header));
    }
    if (!groupHeaders.toString().isBlank()) {
      line(groupHeaders);
    }
    line(headers);
    text.append("-".repeat(ruler)).append('\n');
    for (int row = 0; row < table.rows().size(); row++) {
      row(groups, row);
    }
  }

  private void row(List<Group> groups, int row) {
    StringBuilder line = new StringBuilder(left(table.rows().get(row), labelWidth()));
    groups.forEach(
        group -> line.append(GAP).append(cells(group, column -> column.cells().get(row))));
    line(line);
  }

  private void line(StringBuilder line) {
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private int labelWidth() {
    return longest(Stream.concat(Stream.of(table.corner()), table.rows().stream()));
  }

  /** The cells of a row of a group; a heading wider than its columns widens the first of them. */
  private static String cells(Group group, Function<Column, String> cell) {
    StringBuilder line = new StringBuilder();
    int spare = width(group) - columnsWidth(group);
    line.append(" ".repeat(spare));
    String gap = "";
    for (Column column : group.columns()) {
      line.append(gap);
      line.append(
          column.number()
              ? right(cell.apply(column), width(column))
              : left(cell.apply(column), width(column)));
      gap = GAP;
    }
    return line.toString();
  }

  private static int width(Group group) {
    return Math.max(group.header().length(), columnsWidth(group));
  }

  private static int columnsWidth(Group group) {
    return group.columns().stream().mapToInt(TextTable::width).sum()
        + GAP.length() * (group.columns().size() - 1);
  }

  private static int width(Column column) {
    return longest(Stream.concat(Stream.of(column.header()), column.cells().stream()));
  }

  private static int longest(Stream<String> texts) {
    return texts.mapToInt(String::length).max().orElse(0);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private static String centred(String text, int width) {
    int before = (width - text.length()) / 2;
    return left(" ".repeat(before) + text, width);
  }

  private static ReportTable cut(ReportTable table, int longest) {
    return new ReportTable(
        table.title(),
        table.corner(),
        cut(table.rows(), longest),
        table.groups().stream().map(group -> cut(group, longest)).toList(),
        table.notes());
  }

  private static Group cut(Group group, int longest) {
    return new Group(
        cut(group.header(), longest),
        group.columns().stream()
            .map(c -> new Column(cut(c.header(), longest), c.number(), cut(c.cells(), longest)))
            .toList());
  }

  private static List<String> cut(List<String> texts, int longest) {
    return texts.stream().map(text -> cut(text, longest)).toList();
  }

  private static String cut(String text, int longest) {
    return Names.shortened(Names.ascii(text), longest);
  }
}
