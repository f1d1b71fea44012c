package io.tilewise.report;

import io.tilewise.experiment.sweep.SweepResult;
import io.tilewise.experiment.sweep.SweepResult.AxisResult;
import io.tilewise.experiment.sweep.SweepResult.BestResult;
import io.tilewise.experiment.sweep.SweepResult.ParetoPoint;
import io.tilewise.experiment.sweep.SweepResult.ParetoResult;
import io.tilewise.experiment.sweep.SweepResult.PointResult;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import io.tilewise.report.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code tilewise sweep} says: how many points, the best of them, and where lines cross. */
public final class SweepReport {
  private static final int MOST_ROWS = 20;

  private SweepReport() {}

  /** As plain ASCII for the terminal, in at most 120 columns. */
  public static String terminal(SweepResult result) {
    StringBuilder text =
        new StringBuilder(Paragraph.of(result.title() + Settings.assigned(result.assignments())));
    text.append('\n').append(Paragraph.of(size(result)));
    for (ReportTable table : tables(result)) {
      text.append('\n').append(TextTable.of(table));
    }
    if (!crossings(result).isEmpty()) {
      text.append('\n');
    }
    crossings(result).forEach(sentence -> text.append(Paragraph.of(sentence)));
    return text.toString();
  }

  /** As Markdown, with the files it was computed from. */
  static String markdown(SweepResult result) {
    StringBuilder text = new StringBuilder("# " + MarkdownText.of(result.title()) + "\n\n");
    text.append(MarkdownText.of(size(result))).append('\n');
    tables(result).forEach(table -> text.append(MarkdownSections.table(table)));
    if (!crossings(result).isEmpty()) {
      text.append('\n');
    }
    crossings(result).forEach(s -> text.append("- ").append(MarkdownText.of(s)).append('\n'));
    text.append(MarkdownSections.inputs(result.inputs()));
    return text.append('\n')
        .append(
            MarkdownText.of(
                "Source: sweep " + result.sweep() + Settings.assigned(result.assignments())))
        .append(MarkdownText.of(", Tilewise " + result.toolVersion()))
        .append('\n')
        .toString();
  }

  private static String size(SweepResult result) {
    StringBuilder text = new StringBuilder();
    text.append(count(result.points(), "point"))
        .append(" (")
        .append(result.design().replace('_', ' '))
        .append(" over ")
        .append(result.axes().stream().map(SweepReport::axis).collect(Collectors.joining("; ")))
        .append("), ")
        .append(count(result.scenarios().size(), "scenario"))
        .append(" each");
    if (result.leftOut() > 0) {
      text.append("; ").append(result.leftOut()).append(" more do not fulfil the constraints");
    }
    if (result.failed() > 0) {
      text.append("; ").append(result.failed()).append(" failed, see failure in sweep.csv");
    }
    return text.append('.').toString();
  }

  private static String axis(AxisResult axis) {
    return axis.values().isEmpty()
        ? axis.heading()
        : axis.heading() + ", " + count(axis.values().size(), "value");
  }

  private static String count(int count, String what) {
    return String.format(Locale.ROOT, "%d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static List<ReportTable> tables(SweepResult result) {
    List<ReportTable> tables = new ArrayList<>();
    if (!result.best().isEmpty()) {
      tables.add(best(result));
    }
    result.pareto().forEach(front -> tables.add(pareto(result, front)));
    return tables;
  }

  private static ReportTable best(SweepResult result) {
    List<BestResult> best = result.best();
    List<Column> columns = new ArrayList<>();
    columns.add(
        Column.number(
            "value", best.stream().map(b -> b.value().map(Numbers::shown).orElse("-")).toList()));
    for (AxisResult axis : result.axes()) {
      columns.add(
          Column.text(
              axis.name(),
              best.stream()
                  .map(b -> b.point().map(p -> p.at().get(axis.name())).orElse("-"))
                  .toList()));
    }
    return new ReportTable(
        "Best points",
        "metric",
        best.stream().map(b -> b.goal() + " " + b.metric() + " of " + b.scenario()).toList(),
        List.of(new Group("", columns)),
        ties(best));
  }

  private static List<String> ties(List<BestResult> best) {
    return best.stream()
        .filter(b -> b.ties() > 0)
        .map(
            b ->
                String.format(
                    Locale.ROOT,
                    "%s %s of %s: the first such point, and %d more with the same value.",
                    b.goal(),
                    b.metric(),
                    b.scenario(),
                    b.ties()))
        .toList();
  }

  private static ReportTable pareto(SweepResult result, ParetoResult front) {
    List<ParetoPoint> shown = front.points().subList(0, Math.min(MOST_ROWS, front.points().size()));
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < front.objectives().size(); i++) {
      int objective = i;
      columns.add(
          Column.number(
              front.objectives().get(i),
              shown.stream().map(p -> Numbers.shown(p.values().get(objective))).toList()));
    }
    for (AxisResult axis : result.axes()) {
      columns.add(
          Column.text(
              axis.name(), shown.stream().map(p -> p.point().at().get(axis.name())).toList()));
    }
    int more = front.points().size() - shown.size();
    return new ReportTable(
        "Points that none beats in " + String.join(", ", front.objectives()),
        "point",
        shown.stream()
            .map(ParetoPoint::point)
            .map(PointResult::point)
            .map(String::valueOf)
            .toList(),
        List.of(new Group("", columns)),
        more > 0 ? List.of(more + " more are in sweep.json.") : List.of());
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static List<String> crossings(SweepResult result) {
    List<String> sentences =
        new ArrayList<>(
            result.crossings().stream().limit(MOST_ROWS).map(c -> c.statement() + ".").toList());
    int more = result.crossings().size() - MOST_ROWS;
    if (more > 0) {
      sentences.add(more + " more crossings are in sweep.json.");
    }
    result.withoutCrossing().forEach(sentence -> sentences.add(capital(sentence) + "."));
    return sentences;
  }
}
