package io.tilewise.report;

import io.tilewise.experiment.result.ParameterEffect;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.UncertaintyResult;
import io.tilewise.report.chart.Caption;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.TornadoChart;
import io.tilewise.report.chart.TornadoChart.Influence;
import io.tilewise.report.chart.TornadoChart.Moved;
import io.tilewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.data.Range;

/** What a result says of how sure it is. */
final class Uncertainties {

  private Uncertainties() {}

  /** The 90 % interval of a scenario's latency in milliseconds, if it was computed. */
  static Optional<Range> interval(ScenarioResult scenario) {
    return scenario
        .uncertainty()
        .map(UncertaintyResult::latencyMs)
        .map(interval -> new Range(interval.low(), interval.high()));
  }

  /** How much parameters that are not known exactly move the answer, or that this is not known. */
  static String statement(RunResult result) {
    Optional<UncertaintyResult> computed =
        result.scenarios().stream().flatMap(s -> s.uncertainty().stream()).findFirst();
    return computed
        .map(
            uncertainty ->
                "Intervals come from "
                    + uncertainty.draws()
                    + " draws of those with a range (seed "
                    + uncertainty.seed()
                    + "), effects from changing each alone to its 5th and its 95th percentile."
                    + " Errors of the formulas themselves are not in them.")
        .orElse(
            "How much they move the answer was not computed; tilewise run --uncertainty N does.");
  }

  /** A tornado for each scenario that has one. */
  static List<Figure> tornados(RunResult result) {
    List<String> keys = Keys.of("tornado", result);
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      ScenarioResult scenario = result.scenarios().get(i);
      String key = keys.get(i);
      scenario.uncertainty().ifPresent(u -> figures.add(tornado(result, scenario, key, u)));
    }
    return figures;
  }

  private static Figure tornado(
      RunResult result, ScenarioResult scenario, String key, UncertaintyResult uncertainty) {
    String title = "Parameters that move the latency of " + scenario.name();
    return TornadoChart.of(
        key,
        Caption.of(title, result),
        new Moved("latency", "ms", scenario.latencyMs()),
        uncertainty.tornado().stream().map(Uncertainties::influence).toList());
  }

  private static Influence influence(ParameterEffect effect) {
    return new Influence(
        effect.path(),
        quantity(effect.low(), effect.unit()),
        quantity(effect.high(), effect.unit()),
        effect.latencyAtLowMs(),
        effect.latencyAtHighMs());
  }

  /** How far a parameter moves the latency of a scenario, if that was computed. */
  static Optional<Double> swingMs(ScenarioResult scenario, String path) {
    return scenario.uncertainty().stream()
        .flatMap(uncertainty -> uncertainty.tornado().stream())
        .filter(effect -> effect.path().equals(path))
        .map(ParameterEffect::swingMs)
        .findFirst();
  }

  private static String quantity(double value, String unit) {
    return (Numbers.shown(value) + " " + unit).strip();
  }
}
