package io.tilewise.report;

import io.tilewise.experiment.compare.ComparisonResult;
import io.tilewise.experiment.compare.ComparisonResult.CallDifference;
import io.tilewise.experiment.compare.ComparisonResult.FileDifference;
import io.tilewise.experiment.compare.ComparisonResult.ScenarioPair;
import io.tilewise.experiment.compare.ComparisonResult.TextDifference;
import io.tilewise.experiment.compare.ComparisonResult.TimeDifference;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a comparison; those that would have no rows are left out. */
final class ComparisonTables {
  private static final int MOST_CALLS = 20;
  private static final int SHOWN_OF_CHECKSUM = 12;

  private ComparisonTables() {}

  /** The input files that are not the same in all runs. */
  static Optional<ReportTable> files(ComparisonResult comparison) {
    List<FileDifference> files = comparison.files();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < comparison.runs().size(); i++) {
      int run = i;
      List<String> sums = Column.each(files, file -> shortened(file.sha256().get(run)));
      groups.add(Group.of(Column.text(comparison.runs().get(i).label(), sums)));
    }
    return Optional.of(
        new ReportTable(
            "Input files that differ",
            "file",
            Column.each(files, FileDifference::path),
            groups,
            List.of("The beginning of each file's SHA-256; - where a run has no such file.")));
  }

  private static String shortened(String checksum) {
    return checksum.isEmpty()
        ? Numbers.NONE
        : checksum.substring(0, Math.min(SHOWN_OF_CHECKSUM, checksum.length()));
  }

  /** All tables about two scenarios. */
  static List<ReportTable> of(ScenarioPair pair) {
    return Stream.of(
            texts(pair, "How they were run, what differs", "setting", pair.settings()),
            texts(pair, "Parameters and settings that differ", "path", pair.parameters()),
            times(pair, "Categories that differ (ms)", "category", pair.categories()),
            times(pair, "Bounds that differ (ms)", "resource", pair.boundBy()),
            calls(pair))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whom a pair is of: {@code before: sme2 and after: sme2}. */
  static String names(ScenarioPair pair) {
    return left(pair) + " and " + right(pair);
  }

  private static String left(ScenarioPair pair) {
    return pair.leftRun() + ": " + pair.left();
  }

  private static String right(ScenarioPair pair) {
    return pair.rightRun() + ": " + pair.right();
  }

  /** The difference in one sentence. */
  static String sentence(ScenarioPair pair) {
    String change =
        pair.deltaMs() == 0
            ? "as long"
            : Numbers.brief(Math.abs(pair.deltaMs()))
                + (pair.deltaMs() < 0 ? " ms less" : " ms more");
    return left(pair)
        + " takes "
        + Numbers.brief(pair.leftMs())
        + " ms, "
        + right(pair)
        + " "
        + Numbers.brief(pair.rightMs())
        + " ms, "
        + change
        + " ("
        + Numbers.speedup(pair.speedup())
        + "). Of the calls "
        + pair.unchanged()
        + " are the same, "
        + pair.changed()
        + " changed, "
        + pair.inserted()
        + " were inserted, "
        + pair.removed()
        + " removed"
        + (pair.moved() == 0 ? "." : "; " + pair.moved() + " are in another order.");
  }

  private static Optional<ReportTable> texts(
      ScenarioPair pair, String title, String corner, List<TextDifference> differences) {
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    List<Group> groups =
        List.of(
            Group.of(Column.text(left(pair), Column.each(differences, d -> said(d.left())))),
            Group.of(Column.text(right(pair), Column.each(differences, d -> said(d.right())))));
    return Optional.of(
        new ReportTable(
            title, corner, Column.each(differences, TextDifference::key), groups, List.of()));
  }

  private static String said(String text) {
    return text.isEmpty() ? Numbers.NONE : text;
  }

  private static Optional<ReportTable> times(
      ScenarioPair pair, String title, String corner, List<TimeDifference> all) {
    int decimals = Numbers.decimals(Math.max(pair.leftMs(), pair.rightMs()));
    String none = Numbers.signedPlain(0, decimals);
    List<TimeDifference> differences =
        all.stream().filter(d -> !Numbers.signedPlain(d.deltaMs(), decimals).equals(none)).toList();
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    List<Group> groups =
        List.of(
            Group.of(
                Column.number(
                    left(pair),
                    Column.each(differences, d -> Numbers.fixed(d.leftMs(), decimals)))),
            Group.of(
                Column.number(
                    right(pair),
                    Column.each(differences, d -> Numbers.fixed(d.rightMs(), decimals)))),
            Group.of(
                Column.number(
                    "difference",
                    Column.each(differences, d -> Numbers.signedPlain(d.deltaMs(), decimals)))));
    return Optional.of(
        new ReportTable(
            title,
            corner,
            Column.each(differences, d -> Breakdown.labelOf(d.key())),
            groups,
            List.of()));
  }

  private static Optional<ReportTable> calls(ScenarioPair pair) {
    List<CallDifference> calls = pair.calls().stream().limit(MOST_CALLS).toList();
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    int decimals =
        Numbers.decimals(
            calls.stream()
                .mapToDouble(call -> Math.max(call.leftUs(), call.rightUs()) / 1000)
                .max()
                .orElse(0));
    List<Column> columns =
        List.of(
            Column.text("operator", Column.each(calls, CallDifference::operator)),
            Column.text("change", Column.each(calls, CallDifference::kind)),
            Column.number(
                "left ms",
                Column.each(calls, c -> milliseconds(c.leftIndex(), c.leftUs(), decimals))),
            Column.number(
                "right ms",
                Column.each(calls, c -> milliseconds(c.rightIndex(), c.rightUs(), decimals))),
            Column.number(
                "difference",
                Column.each(calls, c -> Numbers.signedPlain(c.deltaUs() / 1000, decimals))),
            Column.text(
                "mostly bound by",
                Column.each(calls, c -> arrow(c.leftBoundBy(), c.rightBoundBy()))));
    String title =
        pair.calls().size() > calls.size()
            ? calls.size() + " of " + pair.calls().size() + " calls that differ"
            : "Calls that differ";
    return Optional.of(
        new ReportTable(
            title,
            "call",
            Column.each(calls, CallDifference::name),
            columns.stream().map(Group::of).toList(),
            calls.stream()
                .filter(call -> !call.differences().isEmpty())
                .map(call -> call.name() + ": " + differs(call))
                .toList()));
  }

  private static String milliseconds(Optional<Integer> index, double us, int decimals) {
    return index.isPresent() ? Numbers.fixed(us / 1000, decimals) : Numbers.NONE;
  }

  private static String differs(CallDifference call) {
    return call.differences().stream()
        .map(d -> d.key() + " " + d.left() + " -> " + d.right())
        .collect(Collectors.joining("; "));
  }

  private static String arrow(String left, String right) {
    if (left.isEmpty() || left.equals(right)) {
      return right;
    }
    return right.isEmpty() ? left : left + " -> " + right;
  }
}
