package io.tilewise.report.html;

import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.List;

/** Sets a table for a page; a table wider than the page can be moved sideways. */
public final class HtmlTable {

  private static final int SHORT = 20;

  private HtmlTable() {}

  public static Markup of(ReportTable table) {
    Markup out = new Markup();
    out.open("div", "class", "wide").open("table");
    head(out, table);
    out.open("tbody");
    List<Column> columns =
        table.groups().stream().flatMap(group -> group.columns().stream()).toList();
    for (int row = 0; row < table.rows().size(); row++) {
      out.open("tr").element("th", table.rows().get(row), "scope", "row");
      for (Column column : columns) {
        out.element("td", column.cells().get(row), "class", kind(column));
      }
      out.close("tr");
    }
    out.close("tbody").close("table").close("div");
    table.notes().forEach(note -> out.element("p", note, "class", "note"));
    return out.line();
  }

  /** Cells of few characters are not broken. */
  private static String kind(Column column) {
    boolean isShort = column.cells().stream().allMatch(cell -> cell.length() <= SHORT);
    return column.number() ? "number" : isShort ? "short" : "";
  }

  private static void head(Markup out, ReportTable table) {
    out.open("thead");
    if (table.groups().stream().anyMatch(group -> !group.header().isEmpty())) {
      out.open("tr").element("td", "");
      for (Group group : table.groups()) {
        out.element(
            "th",
            group.header(),
            "colspan",
            Integer.toString(Math.max(1, group.columns().size())),
            "scope",
            "colgroup");
      }
      out.close("tr");
    }
    out.open("tr").element("th", table.corner(), "scope", "col");
    table.groups().stream()
        .flatMap(group -> group.columns().stream())
        .forEach(
            column ->
                out.element(
                    "th",
                    column.header(),
                    "scope",
                    "col",
                    "class",
                    column.number() ? "number" : ""));
    out.close("tr").close("thead");
  }
}
