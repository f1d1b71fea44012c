package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.LyingBars.Row;
import io.tilewise.report.chart.LyingBars.Segment;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.text.Numbers;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The time of each scenario as a bar of its parts, in milliseconds or in shares of the time. */
final class StackedParts {

  private final RunResult result;
  private final Breakdown breakdown;
  private final boolean shares;
  private final BiFunction<Integer, String, String> link;

  /**
   * Parts of a result.
   *
   * @param shares whether bars are in percent of the scenario's time, else in milliseconds
   * @param link where a part of a scenario leads to
   */
  StackedParts(
      RunResult result,
      Breakdown breakdown,
      boolean shares,
      BiFunction<Integer, String, String> link) {
    this.result = result;
    this.breakdown = breakdown;
    this.shares = shares;
    this.link = link;
  }

  List<ChartTheme.Key> keys() {
    return IntStream.range(0, breakdown.parts().size())
        .mapToObj(i -> new ChartTheme.Key(breakdown.parts().get(i), colour(i)))
        .toList();
  }

  List<Row> rows() {
    int decimals =
        Numbers.decimals(
            breakdown.latencies().stream().mapToDouble(Double::doubleValue).max().orElse(0));
    return IntStream.range(0, result.scenarios().size())
        .mapToObj(scenario -> row(scenario, decimals))
        .toList();
  }

  private Row row(int scenario, int decimals) {
    ScenarioResult run = result.scenarios().get(scenario);
    double latency = breakdown.latencies().get(scenario);
    List<Segment> segments = new ArrayList<>();
    double end = 0;
    for (int part = 0; part < breakdown.parts().size(); part++) {
      String name = breakdown.parts().get(part);
      double time = breakdown.time(scenario, name).orElse(0);
      double length = shares ? percent(time, latency) : time;
      if (length > 0) {
        String ms = Numbers.fixed(time, decimals) + " ms";
        String share = Numbers.percent(time, latency, 1);
        String label =
            shares ? Numbers.percent(time, latency, 0) : Numbers.fixed(time, decimals - 1);
        segments.add(
            new Segment(
                end,
                end + length,
                colour(part),
                label,
                run.name() + ", " + name + ": " + ms + ", " + share,
                link.apply(scenario, name)));
        end += length;
      }
    }
    String total = Numbers.fixed(latency, decimals) + " ms";
    return new Row(run.name(), segments, total, Optional.empty());
  }

  private static double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
  }

  private static Color colour(int part) {
    return Palette.CATEGORIES.get(part);
  }
}
