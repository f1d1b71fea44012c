package io.tilewise.report;

import io.tilewise.experiment.baseline.BaselineComparison;
import io.tilewise.experiment.baseline.Change;
import io.tilewise.experiment.baseline.Contribution;
import io.tilewise.experiment.baseline.Movement;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of a check against baselines. */
final class BaselineTables {

  private static final int CHECKSUM_SHOWN = 8;

  private BaselineTables() {}

  /** What moved, at most so many rows. */
  static ReportTable movements(BaselineComparison comparison, int most) {
    List<Movement> shown = comparison.movements().stream().limit(most).toList();
    int left = comparison.movements().size() - shown.size();
    List<Column> columns =
        List.of(
            Column.text("scenario", Column.each(shown, Movement::scenario)),
            Column.number("recorded", Column.each(shown, m -> value(m, m.recorded()))),
            Column.number("now", Column.each(shown, m -> value(m, m.now()))),
            Column.number("difference", Column.each(shown, BaselineTables::difference)),
            Column.number("moved", Column.each(shown, BaselineTables::moved)),
            Column.number(
                "tolerance", Column.each(shown, m -> Numbers.plain(m.tolerancePercent()) + " %")),
            Column.text("note", Column.each(shown, Movement::note)));
    return new ReportTable(
        "What moved in " + comparison.experiment(),
        "figure",
        Column.each(shown, BaselineTables::figure),
        columns.stream().map(Group::of).toList(),
        left == 0 ? List.of() : List.of("... and " + left + " more; --out DIR writes all."));
  }

  /** What is different from when the baseline was recorded. */
  static ReportTable changes(BaselineComparison comparison) {
    List<Change> changes = comparison.changes();
    int scenarios =
        comparison.changes().stream().mapToInt(c -> c.scenarios().size()).max().orElse(0);
    List<Column> columns =
        List.of(
            Column.text("recorded", Column.each(changes, c -> value(c, c.recorded()))),
            Column.text("now", Column.each(changes, c -> value(c, c.now()))),
            Column.text(
                "scenarios",
                Column.each(
                    changes,
                    c -> c.kind() == Change.Kind.SETTING ? String.join(" ", c.scenarios()) : "")));
    return new ReportTable(
        "What changed since " + comparison.experiment() + " was recorded",
        "value or file",
        Column.each(changes, Change::subject),
        List.of(new Group("", scenarios == 0 ? columns.subList(0, 2) : columns)),
        List.of());
  }

  /** How much of the movements single values explain. */
  static ReportTable contributions(BaselineComparison comparison) {
    List<Contribution> all = comparison.contributions();
    List<Column> columns =
        List.of(
            Column.text("scenario", Column.each(all, Contribution::scenario)),
            Column.text("set back to", Column.each(all, Contribution::recorded)),
            Column.number("latency moved (ms)", Column.each(all, c -> signed(c.movedMs()))),
            Column.number("explained (ms)", Column.each(all, c -> signed(c.explainedMs()))),
            Column.number("explained", Column.each(all, BaselineTables::share)));
    return new ReportTable(
        "What single changes explain of it",
        "value",
        Column.each(all, Contribution::path),
        List.of(new Group("", columns)),
        comparison.remark().isEmpty() ? List.of() : List.of(comparison.remark()));
  }

  /** A change in a line. */
  static String sentence(Change change) {
    return change.subject()
        + ": "
        + value(change, change.recorded())
        + " -> "
        + value(change, change.now())
        + (change.kind() == Change.Kind.SETTING
            ? " (" + String.join(", ", change.scenarios()) + ")"
            : "");
  }

  /** What a changed value explains, in a line; empty if that was not found out. */
  static String contribution(BaselineComparison comparison, Change change) {
    return comparison.contributions().stream()
        .filter(c -> c.path().equals(change.subject()))
        .filter(c -> change.scenarios().contains(c.scenario()))
        .filter(c -> change.recorded().equals(Optional.of(c.recorded())))
        .map(
            c ->
                c.scenario()
                    + " "
                    + signed(c.explainedMs())
                    + " of "
                    + signed(c.movedMs())
                    + " ms ("
                    + share(c)
                    + ")")
        .collect(Collectors.joining(", "));
  }

  /** A movement in a line. */
  static String sentence(Movement movement) {
    return movement.scenario()
        + " "
        + figure(movement)
        + ": recorded "
        + value(movement, movement.recorded())
        + ", now "
        + value(movement, movement.now())
        + ", moved "
        + moved(movement)
        + ", tolerance "
        + Numbers.plain(movement.tolerancePercent())
        + " %"
        + (movement.note().isEmpty() ? "" : ", " + movement.note());
  }

  /** What the figure is: latency, a category, a call. */
  static String figure(Movement movement) {
    return switch (movement.kind()) {
      case SCENARIO -> "scenario";
      case LATENCY -> "latency";
      case ENERGY -> "energy";
      case CATEGORY -> movement.subject().replace('_', ' ');
      case CALL -> movement.subject();
      case CALL_ENERGY -> "energy of " + movement.subject();
    };
  }

  private static String value(Movement movement, Optional<Double> value) {
    return value
        .map(v -> Numbers.fixed(v, Numbers.decimals(Math.abs(v))) + " " + movement.unit())
        .orElse(Numbers.NONE);
  }

  private static String difference(Movement movement) {
    return signed(movement.difference()) + " " + movement.unit();
  }

  private static String moved(Movement movement) {
    if (movement.recorded().isEmpty()) {
      return "new";
    }
    if (movement.now().isEmpty()) {
      return "gone";
    }
    return movement.percent().map(p -> signed(p) + " %").orElse(Numbers.NONE);
  }

  private static String value(Change change, Optional<String> value) {
    return value
        .map(
            text ->
                change.kind() == Change.Kind.FILE ? text.substring(0, CHECKSUM_SHOWN) + ".." : text)
        .orElse(Numbers.NONE);
  }

  private static String share(Contribution contribution) {
    String share = Numbers.percent(contribution.explainedMs(), contribution.movedMs(), 0);
    return share.equals("-0 %") ? "0 %" : share;
  }

  private static String signed(double value) {
    String number = Numbers.fixed(value, Numbers.decimals(Math.abs(value)));
    return value > 0 ? "+" + number : number;
  }
}
