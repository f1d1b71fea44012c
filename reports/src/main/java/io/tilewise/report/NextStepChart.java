package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.LyingBars;
import io.tilewise.report.chart.LyingBars.Extent;
import io.tilewise.report.chart.LyingBars.Row;
import io.tilewise.report.chart.LyingBars.Segment;
import io.tilewise.report.chart.Palette;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Amdahl's next step: the time that would remain if one category of operators, or one resource,
 * took no time at all, and what would be largest then.
 *
 * <p>Remaining time: latency less the part's time. Calls run one after the other, so the times of
 * categories add up, and without a category its time is gone. A resource that took no time would
 * leave a call to the resource that comes next, which is not counted: the remaining time is a lower
 * bound, and the speed-up the most there is to gain.
 */
final class NextStepChart {

  static final String ASSUMPTION =
      "Calls run one after the other, so the parts add up. A resource that took no time would leave"
          + " its calls to the next one, which is not counted here: what remains is the least"
          + " possible, and the speed-up the most there is to gain.";

  private static final int MOST = 12;

  /** A part and the time that would remain without it. */
  record Step(String part, String kind, double time, double remains, String next) {}

  private NextStepChart() {}

  /** One for each scenario. */
  static List<Figure> of(RunResult result) {
    List<String> keys = Keys.of("next-step", result);
    Breakdown categories = Breakdown.byCategory(result);
    Breakdown bounds = Breakdown.byBound(result);
    return IntStream.range(0, keys.size())
        .mapToObj(
            scenario ->
                figure(result, scenario, keys.get(scenario), steps(scenario, categories, bounds)))
        .toList();
  }

  private static List<Step> steps(int scenario, Breakdown categories, Breakdown bounds) {
    List<Step> steps = new ArrayList<>(steps(scenario, categories, "category"));
    steps.addAll(steps(scenario, bounds, "resource"));
    return steps;
  }

  /** The largest first. */
  static List<Step> steps(int scenario, Breakdown breakdown, String kind) {
    Map<String, Double> times = breakdown.times().get(scenario);
    double latency = breakdown.latencies().get(scenario);
    return times.entrySet().stream()
        .filter(part -> part.getValue() > 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(
            part ->
                new Step(
                    part.getKey(),
                    kind,
                    part.getValue(),
                    Math.max(0, latency - part.getValue()),
                    largestBut(part.getKey(), times)))
        .toList();
  }

  private static String largestBut(String without, Map<String, Double> times) {
    return times.entrySet().stream()
        .filter(part -> !part.getKey().equals(without) && part.getValue() > 0)
        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
        .map(Map.Entry::getKey)
        .orElse(Numbers.NONE);
  }

  private static Figure figure(RunResult result, int index, String key, List<Step> steps) {
    ScenarioResult scenario = result.scenarios().get(index);
    Caption caption = Caption.of("The next step from " + scenario.name(), result);
    int decimals = Numbers.decimals(scenario.latencyMs());
    List<Step> shown =
        steps.stream().sorted(Comparator.comparingDouble(Step::remains)).limit(MOST).toList();
    return new Figure(
        key,
        caption,
        summary(scenario, steps, decimals),
        table(caption, scenario, steps, decimals),
        canvas ->
            LyingBars.chart(
                caption,
                canvas,
                Extent.fromZero("time that would remain (ms)"),
                rows(scenario, index, shown, decimals),
                List.of(
                    new ChartTheme.Key("remains", Palette.BAR),
                    new ChartTheme.Key("taken away", Palette.CATEGORIES.get(4)))));
  }

  private static List<Row> rows(
      ScenarioResult scenario, int index, List<Step> steps, int decimals) {
    return steps.stream().map(step -> row(scenario, index, step, decimals)).toList();
  }

  private static Row row(ScenarioResult scenario, int index, Step step, int decimals) {
    String gain = Numbers.speedup(scenario.latencyMs() / step.remains());
    String label =
        Numbers.fixed(step.remains(), decimals)
            + " ms"
            + (gain.equals(Numbers.NONE) ? "" : "  (" + gain + ")");
    String link =
        step.kind().equals("category")
            ? Links.categoryCalls(index, Breakdown.key(step.part()))
            : Links.boundCalls(index, step.part());
    String tip =
        "without "
            + step.part()
            + " ("
            + Numbers.fixed(step.time(), decimals)
            + " ms) "
            + label
            + " would remain; the largest "
            + step.kind()
            + " would be "
            + step.next();
    return new Row(
        "no " + step.part(),
        List.of(
            new Segment(0, step.remains(), Palette.BAR, "", tip, link),
            new Segment(
                step.remains(), scenario.latencyMs(), Palette.CATEGORIES.get(4), "", tip, link)),
        label,
        Optional.empty());
  }

  private static String summary(ScenarioResult scenario, List<Step> steps, int decimals) {
    Optional<Step> first = steps.stream().filter(s -> s.kind().equals("category")).findFirst();
    Optional<Step> bound = steps.stream().filter(s -> s.kind().equals("resource")).findFirst();
    if (first.isEmpty()) {
      return "No time passed with " + scenario.name() + ".";
    }
    String text = sentence(scenario, first.get(), decimals);
    return bound.map(step -> text + " " + sentence(scenario, step, decimals)).orElse(text);
  }

  private static String sentence(ScenarioResult scenario, Step step, int decimals) {
    return "If "
        + step.part()
        + " took no time, "
        + Numbers.fixed(step.remains(), decimals)
        + " of "
        + Numbers.fixed(scenario.latencyMs(), decimals)
        + " ms would remain at least, and the largest "
        + step.kind()
        + " would be "
        + step.next()
        + ".";
  }

  private static ReportTable table(
      Caption caption, ScenarioResult scenario, List<Step> steps, int decimals) {
    return new ReportTable(
        caption.title(),
        "if this took no time",
        steps.stream().map(Step::part).toList(),
        List.of(
            new Group(
                "",
                List.of(
                    Column.text("kind", steps.stream().map(Step::kind).toList()),
                    Column.number(
                        "takes (ms)",
                        steps.stream().map(s -> Numbers.fixed(s.time(), decimals)).toList()),
                    Column.number(
                        "would remain (ms)",
                        steps.stream().map(s -> Numbers.fixed(s.remains(), decimals)).toList()),
                    Column.number(
                        "speed-up at most",
                        steps.stream()
                            .map(s -> Numbers.speedup(scenario.latencyMs() / s.remains()))
                            .toList()),
                    Column.text("largest then", steps.stream().map(Step::next).toList())))),
        List.of(ASSUMPTION));
  }
}
