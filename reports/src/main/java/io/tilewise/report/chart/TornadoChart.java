package io.tilewise.report.chart;

import io.tilewise.report.chart.LyingBars.Extent;
import io.tilewise.report.chart.LyingBars.Row;
import io.tilewise.report.chart.LyingBars.Segment;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far a number moves when one parameter after the other goes to the ends of its range, the most
 * influential first, on either side of the number at all values as they are.
 */
public final class TornadoChart {

  private static final int MOST = 20;

  /**
   * What one parameter does.
   *
   * @param parameter its name or path
   * @param low its lower value with its unit
   * @param high its upper value
   * @param atLow the number at the lower value
   * @param atHigh the number at the upper value
   */
  public record Influence(String parameter, String low, String high, double atLow, double atHigh) {

    /** How far the number moves in all. */
    double swing() {
      return Math.abs(atHigh - atLow);
    }
  }

  /**
   * What moves.
   *
   * @param name what the number is: {@code latency}
   * @param base the number at all values as they are
   */
  public record Moved(String name, String unit, double base) {}

  private TornadoChart() {}

  public static Figure of(String key, Caption caption, Moved moved, List<Influence> influences) {
    List<Influence> sorted = new ArrayList<>(influences);
    sorted.sort(
        Comparator.comparingDouble((Influence i) -> -i.swing())
            .thenComparing(Influence::parameter));
    List<Influence> shown = sorted.subList(0, Math.min(MOST, sorted.size()));
    return new Figure(
        key,
        caption,
        summary(moved, sorted, shown),
        table(caption, moved, sorted),
        canvas ->
            LyingBars.chart(
                caption,
                canvas,
                new Extent(Scale.linear(moved.name(), moved.unit()).label(), moved.base()),
                shown.stream().map(influence -> row(moved, influence)).toList(),
                List.of(
                    new ChartTheme.Key("lower value", Palette.LESS),
                    new ChartTheme.Key("upper value", Palette.MORE)),
                canvas.longestPath()));
  }

  private static String summary(Moved moved, List<Influence> sorted, List<Influence> shown) {
    if (sorted.isEmpty()) {
      return "No parameter was varied.";
    }
    Influence first = sorted.get(0);
    return first.parameter()
        + " moves the "
        + moved.name()
        + " most: "
        + Numbers.shown(first.atLow())
        + " "
        + moved.unit()
        + " at "
        + first.low()
        + ", "
        + Numbers.shown(first.atHigh())
        + " "
        + moved.unit()
        + " at "
        + first.high()
        + "."
        + (sorted.size() > shown.size()
            ? " The chart shows the first " + shown.size() + " of " + sorted.size() + "."
            : "");
  }

  private static Row row(Moved moved, Influence influence) {
    String tip =
        influence.parameter()
            + ": "
            + influence.low()
            + " gives "
            + Numbers.shown(influence.atLow())
            + " "
            + moved.unit()
            + ", "
            + influence.high()
            + " gives "
            + Numbers.shown(influence.atHigh())
            + " "
            + moved.unit();
    Segment low = new Segment(moved.base(), influence.atLow(), Palette.LESS, "", tip, "");
    Segment high = new Segment(moved.base(), influence.atHigh(), Palette.MORE, "", tip, "");
    // If both ends are on one side, the shorter bar must be on top.
    boolean isLowLonger =
        Math.abs(influence.atLow() - moved.base()) > Math.abs(influence.atHigh() - moved.base());
    String label =
        Numbers.shown(Math.min(influence.atLow(), influence.atHigh()))
            + " to "
            + Numbers.shown(Math.max(influence.atLow(), influence.atHigh()));
    return new Row(
        influence.parameter(),
        isLowLonger ? List.of(low, high) : List.of(high, low),
        label,
        Optional.empty());
  }

  private static ReportTable table(Caption caption, Moved moved, List<Influence> influences) {
    return new ReportTable(
        caption.title(),
        "parameter",
        influences.stream().map(Influence::parameter).toList(),
        List.of(
            new Group(
                "",
                List.of(
                    Column.number("low", influences.stream().map(Influence::low).toList()),
                    Column.number("high", influences.stream().map(Influence::high).toList()),
                    Column.number(
                        moved.unit() + " at low",
                        influences.stream().map(i -> Numbers.shown(i.atLow())).toList()),
                    Column.number(
                        moved.unit() + " at high",
                        influences.stream().map(i -> Numbers.shown(i.atHigh())).toList())))),
        List.of(
            "With all parameters as they are: "
                + Numbers.shown(moved.base())
                + " "
                + moved.unit()));
  }
}
