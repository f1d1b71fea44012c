package io.tilewise.report;

import io.tilewise.experiment.sensitivity.SensitivityResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.IndexResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.ParameterSensitivity;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.TornadoChart;
import io.tilewise.report.text.CsvText;
import io.tilewise.report.text.MarkdownSections;
import io.tilewise.report.text.MarkdownText;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.Paragraph;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import io.tilewise.report.text.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What {@code tilewise sensitivity} says. */
public final class SensitivityReport {
  private static final int MOST_ROWS = 16;

  /** Half of the last digit that intervals are shown with. */
  private static final double VISIBLE = 0.005;

  private SensitivityReport() {}

  /**
   * As plain ASCII for the terminal, in at most 120 columns unless a path is longer than fits: they
   * are shown whole, to be told apart and copied.
   */
  public static String terminal(SensitivityResult result) {
    return Paragraph.of(result.title() + Settings.assigned(result.assignments()))
        + "\n"
        + Paragraph.of(summary(result))
        + "\n"
        + TextTable.uncut(table(result, MOST_ROWS));
  }

  /** As Markdown, with the files it was computed from. */
  static String markdown(SensitivityResult result) {
    return "# "
        + MarkdownText.of(result.title())
        + "\n\n"
        + MarkdownText.of(summary(result))
        + "\n"
        + MarkdownSections.table(table(result, Integer.MAX_VALUE))
        + MarkdownSections.inputs(result.inputs())
        + "\n"
        + MarkdownText.of(
            "Source: sensitivity " + result.sensitivity() + Settings.assigned(result.assignments()))
        + MarkdownText.of(", Tilewise " + result.toolVersion())
        + "\n";
  }

  /** As tidy CSV, a row per parameter. */
  static String csv(SensitivityResult result) {
    CsvText csv =
        new CsvText(
            "parameter",
            "unit",
            "value",
            "low",
            "high",
            "metric_at_low",
            "metric_at_high",
            "first_order",
            "first_order_low",
            "first_order_high",
            "total_order",
            "total_order_low",
            "total_order_high");
    for (ParameterSensitivity p : result.parameters()) {
      csv.row(
          p.path(),
          p.unit(),
          p.value(),
          p.low(),
          p.high(),
          p.atLow(),
          p.atHigh(),
          cell(p.first(), IndexResult::value),
          cell(p.first(), IndexResult::low),
          cell(p.first(), IndexResult::high),
          cell(p.total(), IndexResult::value),
          cell(p.total(), IndexResult::low),
          cell(p.total(), IndexResult::high));
    }
    return csv.text();
  }

  /** The charts: parameters one at a time, and their shares of the variance if it varies. */
  static List<Figure> charts(SensitivityResult result) {
    boolean isVarying = result.parameters().stream().anyMatch(p -> p.total().isPresent());
    return isVarying ? List.of(tornado(result), indices(result)) : List.of(tornado(result));
  }

  private static Caption caption(SensitivityResult result, String what) {
    return new Caption(
        result.title(),
        MetricName.withUnit(result.metric(), result.unit()) + " of " + result.scenario() + what,
        "Source: sensitivity "
            + result.sensitivity()
            + Settings.assigned(result.assignments())
            + ", Tilewise "
            + result.toolVersion());
  }

  private static Figure indices(SensitivityResult result) {
    return IndicesChart.of(
        result,
        caption(
            result,
            ", Sobol indices with 95 % intervals from " + result.evaluations() + " evaluations"),
        table(result, Integer.MAX_VALUE));
  }

  /** The parameters one at a time, the largest swing first. */
  private static Figure tornado(SensitivityResult result) {
    return TornadoChart.of(
        "tornado",
        caption(result, ", one parameter at a time"),
        new TornadoChart.Moved(
            MetricName.words(result.metric(), result.unit()), result.unit(), result.value()),
        result.parameters().stream()
            .map(
                p ->
                    new TornadoChart.Influence(
                        p.path(),
                        (Numbers.shown(p.low()) + " " + p.unit()).strip(),
                        (Numbers.shown(p.high()) + " " + p.unit()).strip(),
                        p.atLow(),
                        p.atHigh()))
            .toList());
  }

  private static Object cell(Optional<IndexResult> index, Function<IndexResult, Double> part) {
    return index.map(i -> (Object) part.apply(i)).orElse("");
  }

  private static String summary(SensitivityResult result) {
    String unit = result.unit().isEmpty() ? "" : " " + result.unit();
    return result.metric()
        + " of "
        + result.scenario()
        + " is "
        + Numbers.shown(result.value())
        + unit
        + " as the files say; with all parameters drawn from their ranges its mean is "
        + Numbers.shown(result.mean())
        + unit
        + " and its standard deviation "
        + Numbers.shown(result.deviation())
        + unit
        + " ("
        + result.evaluations()
        + " evaluations, seed "
        + result.seed()
        + ").";
  }

  private static ReportTable table(SensitivityResult result, int most) {
    List<ParameterSensitivity> all =
        result.parameters().subList(0, Math.min(most, result.parameters().size()));
    int more = result.parameters().size() - all.size();
    return new ReportTable(
        "What it depends on",
        "parameter",
        all.stream().map(ParameterSensitivity::path).toList(),
        List.of(
            new Group(
                "range",
                List.of(
                    Column.number("from", numbers(all, ParameterSensitivity::low)),
                    Column.number("to", numbers(all, ParameterSensitivity::high)),
                    Column.text("", all.stream().map(ParameterSensitivity::unit).toList()))),
            new Group(
                result.metric() + " there",
                List.of(
                    Column.number("from", numbers(all, ParameterSensitivity::atLow)),
                    Column.number("to", numbers(all, ParameterSensitivity::atHigh)))),
            new Group(
                "share of variance",
                List.of(
                    Column.number("first", indices(all, ParameterSensitivity::first)),
                    Column.text("95 %", intervals(all, ParameterSensitivity::first)),
                    Column.number("total", indices(all, ParameterSensitivity::total)),
                    Column.text("95 %", intervals(all, ParameterSensitivity::total))))),
        notes(
            all,
            "first: what would be gone of the variance if this were known; total: what would be"
                + " left if all else were. The difference is what it does together with others."
                + (more > 0 ? " " + more + " parameters with smaller totals are left out." : "")));
  }

  /** True indices lie between 0 and the total; estimates do not where the sample is small. */
  private static List<String> notes(List<ParameterSensitivity> shown, String meaning) {
    long outside = shown.stream().filter(SensitivityReport::isImpossible).count();
    return outside == 0
        ? List.of(meaning)
        : List.of(
            meaning,
            "Of "
                + outside
                + " of these parameters the interval of the first index lies below 0 or above that"
                + " of the total, where the true one cannot be: the sample is too small to tell"
                + " them; take more samples.");
  }

  private static boolean isImpossible(ParameterSensitivity parameter) {
    return parameter
        .first()
        .flatMap(
            f -> parameter.total().map(t -> f.high() < -VISIBLE || f.low() > t.high() + VISIBLE))
        .orElse(false);
  }

  private static List<String> numbers(
      List<ParameterSensitivity> all, Function<ParameterSensitivity, Double> number) {
    return all.stream().map(number).map(Numbers::shown).toList();
  }

  private static List<String> indices(
      List<ParameterSensitivity> all, Function<ParameterSensitivity, Optional<IndexResult>> index) {
    return all.stream()
        .map(index)
        .map(i -> i.map(v -> Numbers.fixed(v.value(), 3)).orElse(Numbers.NONE))
        .toList();
  }

  private static List<String> intervals(
      List<ParameterSensitivity> all, Function<ParameterSensitivity, Optional<IndexResult>> index) {
    return all.stream()
        .map(index)
        .map(
            i ->
                i.map(v -> Numbers.fixed(v.low(), 2) + " to " + Numbers.fixed(v.high(), 2))
                    .orElse(Numbers.NONE))
        .toList();
  }
}
