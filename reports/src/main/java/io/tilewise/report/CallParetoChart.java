package io.tilewise.report;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LineChart;
import io.tilewise.report.chart.LineChart.Line;
import io.tilewise.report.chart.LineChart.Panel;
import io.tilewise.report.chart.LineChart.Point;
import io.tilewise.report.chart.Scale;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which part of the time the largest calls make: their number across, the largest first, and their
 * share of the time upwards, a line for each scenario.
 */
final class CallParetoChart {

  private static final int MOST_LINES = 8;
  private static final int MOST_POINTS = 100;
  private static final double[] PARTS = {50, 80, 90, 95};

  private CallParetoChart() {}

  static Figure of(RunResult result) {
    List<ScenarioResult> shown =
        ScenarioSelection.of(result, MOST_LINES).stream().map(result.scenarios()::get).toList();
    String which =
        shown.size() < result.scenarios().size()
            ? " (" + shown.size() + " of " + result.scenarios().size() + " scenarios)"
            : "";
    Caption caption = Caption.of("How few calls make most of the time" + which, result);
    return new Figure(
        "pareto",
        caption,
        summary(result),
        table(caption, result),
        canvas ->
            LineChart.chart(
                caption,
                canvas,
                Scale.logarithmic("largest calls", "number"),
                List.of(
                    new Panel(
                        Scale.fromZero("share of the time", "%"),
                        shown.stream().map(CallParetoChart::line).toList(),
                        false))));
  }

  private static List<CallResult> largestFirst(ScenarioResult scenario) {
    return scenario.calls().stream()
        .sorted(
            Comparator.comparingDouble((CallResult call) -> -call.durationUs())
                .thenComparingInt(CallResult::index))
        .toList();
  }

  private static double[] shares(List<CallResult> calls) {
    double total = calls.stream().mapToDouble(CallResult::durationUs).sum();
    double[] shares = new double[calls.size()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += calls.get(i).durationUs();
      shares[i] = total > 0 ? 100 * sum / total : 0;
    }
    return shares;
  }

  /** Every call while they are few, then ever fewer: the axis is logarithmic. */
  private static Line line(ScenarioResult scenario) {
    List<CallResult> calls = largestFirst(scenario);
    double[] shares = shares(calls);
    List<Point> points = new ArrayList<>();
    double step = Math.pow(Math.max(2, calls.size()), 1.0 / MOST_POINTS);
    int next = 1;
    for (int count = 1; count <= calls.size(); count++) {
      if (count >= next || count == calls.size()) {
        String last = "the last being " + calls.get(count - 1).name();
        points.add(new Point(count, shares[count - 1], last));
        next = Math.max(count + 1, (int) (count * step));
      }
    }
    return new Line(scenario.name(), points);
  }

  private static int needed(double[] shares, double part) {
    return 1
        + IntStream.range(0, shares.length)
            .filter(i -> shares[i] >= part - 1e-9)
            .findFirst()
            .orElse(shares.length - 1);
  }

  private static String summary(RunResult result) {
    StringBuilder text = new StringBuilder();
    for (ScenarioResult scenario : result.scenarios()) {
      double[] shares = shares(largestFirst(scenario));
      if (shares.length > 0) {
        text.append(text.isEmpty() ? "" : " ")
            .append("With ")
            .append(scenario.name())
            .append(", ")
            .append(needed(shares, 80))
            .append(" of ")
            .append(shares.length)
            .append(" calls make 80 % of the time.");
      }
    }
    return text.isEmpty() ? "There is no call." : text.toString();
  }

  private static ReportTable table(Caption caption, RunResult result) {
    List<Column> columns = new ArrayList<>();
    for (ScenarioResult scenario : result.scenarios()) {
      double[] shares = shares(largestFirst(scenario));
      columns.add(
          Column.number(
              scenario.name(),
              Arrays.stream(PARTS)
                  .mapToObj(
                      part ->
                          shares.length == 0
                              ? Numbers.NONE
                              : Integer.toString(needed(shares, part)))
                  .toList()));
    }
    return new ReportTable(
        caption.title(),
        "share of the time",
        Arrays.stream(PARTS).mapToObj(part -> Numbers.plain(part) + " %").toList(),
        List.of(new Group("largest calls", columns)),
        List.of());
  }
}
