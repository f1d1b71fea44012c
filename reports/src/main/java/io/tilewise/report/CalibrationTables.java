package io.tilewise.report;

import io.tilewise.experiment.calibration.CalibrationResult;
import io.tilewise.experiment.calibration.FittedParameter;
import io.tilewise.experiment.calibration.Residual;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables and sentences of a calibration's reports. */
final class CalibrationTables {

  /** Two parameters whose errors correlate more can hardly be told apart. */
  private static final double STRONG = 0.9;

  /** A relative standard error above this says no more than that nothing is known. */
  private static final double MOST_ERROR_PERCENT = 1000;

  private record Pair(String first, String second, double correlation) {}

  private CalibrationTables() {}

  static ReportTable parameters(CalibrationResult result) {
    List<FittedParameter> all = result.parameters();
    List<Column> columns =
        List.of(
            Column.number("value", Column.each(all, p -> number(p, p.value()))),
            Column.text("unit", Column.each(all, FittedParameter::unit)),
            Column.number("std. error", Column.each(all, CalibrationTables::error)),
            Column.number("90 % low", Column.each(all, p -> number(p, p.low()))),
            Column.number("90 % high", Column.each(all, p -> number(p, p.high()))),
            Column.number("prior", Column.each(all, p -> number(p, p.prior()))),
            Column.text("at bound", Column.each(all, CalibrationTables::bound)),
            Column.text("identified", Column.each(all, p -> p.identified() ? "yes" : "no")));
    return new ReportTable(
        "Fitted parameters",
        "parameter",
        Column.each(all, FittedParameter::path),
        List.of(new Group("", columns)),
        List.of());
  }

  /** The pairs of parameters that the figures can hardly tell apart. */
  static ReportTable correlations(CalibrationResult result) {
    List<Pair> pairs = strongest(result);
    return new ReportTable(
        "Correlations above " + STRONG,
        "parameter",
        Column.each(pairs, Pair::first),
        List.of(
            new Group(
                "",
                List.of(
                    Column.text("with", Column.each(pairs, Pair::second)),
                    Column.number(
                        "correlation",
                        Column.each(pairs, p -> Numbers.fixed(p.correlation(), 3)))))),
        pairs.isEmpty() ? List.of("There are none.") : List.of());
  }

  /** Targets are what was published of a case and what the device file states. */
  static ReportTable residuals(CalibrationResult result) {
    List<Residual> all = result.residuals();
    List<Column> columns =
        List.of(
            Column.number("target", Column.each(all, r -> figure(r, r.published()))),
            Column.number("fitted", Column.each(all, r -> figure(r, r.fitted()))),
            Column.number(
                "error", Column.each(all, r -> ValidationTables.signed(r.errorPercent()))),
            Column.number("if left out", Column.each(all, CalibrationTables::leftOut)),
            Column.number("leverage", Column.each(all, r -> Numbers.fixed(r.leverage(), 2))));
    return new ReportTable(
        "Figures",
        "figure",
        Column.each(all, Residual::id),
        List.of(new Group("", columns)),
        List.of(
            "Target: what was published, or what the device file states. If left out: the error that a fit without this figure would have, from the linearised"
                + " fit. Leverage: how far a figure determines its own fit, from 0 to 1."));
  }

  static ReportTable starts(CalibrationResult result) {
    List<Double> costs = result.startCosts();
    return new ReportTable(
        "Cost by start, the best first",
        "start",
        IntStream.rangeClosed(1, costs.size()).mapToObj(Integer::toString).toList(),
        List.of(
            new Group(
                "", List.of(Column.number("cost", Column.each(costs, c -> Numbers.fixed(c, 4)))))),
        List.of());
  }

  /** What a reader has to know before looking at the tables. */
  static List<String> sentences(CalibrationResult result) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        counted(result.parameters().size(), "parameter")
            + " fitted to "
            + counted(result.residuals().size(), "figure")
            + ", with a root mean square error of "
            + Numbers.fixed(result.rootMeanSquarePercent(), 2)
            + " %.");
    sentences.add(condition(result.condition()));
    sentences.add(
        named(
            result,
            p -> !p.identified(),
            "The figures say something about every parameter.",
            "The figures do not identify: "));
    sentences.add(
        named(
            result,
            FittedParameter::atBound,
            "No parameter is at a bound.",
            "At a bound, so their errors mean little: "));
    return sentences;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String condition(OptionalDouble condition) {
    return condition.isPresent()
        ? "The condition of the problem is "
            + Numbers.brief(condition.getAsDouble())
            + "; far above 100 means that combinations of parameters cannot be told apart."
        : "The problem is singular: the figures leave a combination of parameters open.";
  }

  private static String named(
      CalibrationResult result, Predicate<FittedParameter> which, String none, String some) {
    String names =
        result.parameters().stream()
            .filter(which)
            .map(FittedParameter::path)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? none : some + names + ".";
  }

  private static List<Pair> strongest(CalibrationResult result) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < result.parameters().size(); i++) {
      for (int j = i + 1; j < result.parameters().size(); j++) {
        double correlation = result.correlations().get(i).get(j);
        if (Math.abs(correlation) > STRONG) {
          String first = result.parameters().get(i).path();
          pairs.add(new Pair(first, result.parameters().get(j).path(), correlation));
        }
      }
    }
    // The sort is stable: equal ones stay in the order of the file.
    pairs.sort(Comparator.comparingDouble(pair -> -Math.abs(pair.correlation())));
    return pairs;
  }

  private static String error(FittedParameter parameter) {
    double percent = 100 * parameter.standardError() / parameter.value();
    return percent > MOST_ERROR_PERCENT
        ? "> " + Numbers.fixed(MOST_ERROR_PERCENT, 0) + " %"
        : Numbers.fixed(percent, 1) + " %";
  }

  private static String bound(FittedParameter parameter) {
    if (!parameter.atBound()) {
      return "";
    }
    double middle = Math.sqrt(parameter.lower() * parameter.upper());
    return parameter.value() < middle ? "lower" : "upper";
  }

  private static String leftOut(Residual residual) {
    OptionalDouble error = residual.leaveOneOutPercent();
    return error.isPresent() ? ValidationTables.signed(error.getAsDouble()) : Numbers.NONE;
  }

  /** With four digits of the value. */
  private static String number(FittedParameter parameter, double value) {
    return Numbers.fixed(value, Numbers.decimals(parameter.value()));
  }

  private static String figure(Residual residual, double value) {
    return Numbers.fixed(value, Math.max(1, Numbers.decimals(residual.published()) - 1));
  }
}
