package io.tilewise.experiment.run;

import io.tilewise.experiment.result.Interval;
import io.tilewise.experiment.result.ParameterEffect;
import io.tilewise.experiment.result.UncertaintyResult;
import io.tilewise.experiment.uncertainty.Draws;
import io.tilewise.experiment.uncertainty.UncertainParameter;
import io.tilewise.workload.Category;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * How the ranges of parameters spread what scenarios come to: intervals from draws of all of them
 * together, and what each does alone.
 *
 * <p>In a draw all scenarios have the same probabilities of parameters, so a speed-up compares like
 * with like. A parameter's effect is the latency at its 5th and at its 95th percentile.
 */
final class RunUncertainty {
  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;

  /** Effects below this part of the latency are not named. */
  private static final double LEAST_NAMED = 0.001;

  private static final int MOST_NAMED = 20;

  private final List<PreparedScenario> scenarios;
  private final int draws;
  private final long seed;
  private final List<Outcome> asWritten;
  private final List<List<Outcome>> drawn;
  private final Map<String, List<Outcome>> atLow = new LinkedHashMap<>();
  private final Map<String, List<Outcome>> atHigh = new LinkedHashMap<>();

  /**
   * Runs the scenarios in all draws.
   *
   * @param draws how many draws; 2 or more
   * @param seed of the draws
   */
  RunUncertainty(List<PreparedScenario> scenarios, int draws, long seed) {
    this.scenarios = scenarios;
    this.draws = draws;
    this.seed = seed;
    asWritten = Outcome.ofAll(scenarios, ParameterValues.asWritten());
    Draws all = PreparedScenario.draws(scenarios, draws, seed);
    drawn = inParallel(IntStream.range(0, draws).mapToObj(all::draw).toList());
    Set<String> paths = new TreeSet<>(all.paths());
    List<Map<String, Double>> alone = new ArrayList<>();
    for (String path : paths) {
      alone.add(Map.of(path, LOW));
      alone.add(Map.of(path, HIGH));
    }
    List<List<Outcome>> effects = inParallel(alone);
    int next = 0;
    for (String path : paths) {
      atLow.put(path, effects.get(next));
      atHigh.put(path, effects.get(next + 1));
      next += 2;
    }
  }

  private List<List<Outcome>> inParallel(List<Map<String, Double>> probabilities) {
    return probabilities.stream()
        .parallel()
        .map(each -> Outcome.ofAll(scenarios, ParameterValues.drawn(each)))
        .toList();
  }

  /** What is uncertain about a scenario; the first one is the baseline. */
  UncertaintyResult of(int scenario) {
    Map<String, Interval> categories = new LinkedHashMap<>();
    for (Category category : Category.values()) {
      categories.put(category.key(), interval(all -> all.get(scenario).categories().get(category)));
    }
    return new UncertaintyResult(
        draws,
        seed,
        interval(all -> all.get(scenario).latency()),
        interval(all -> all.get(scenario).speedup(all.get(0))),
        categories,
        tornado(scenario));
  }

  private Interval interval(ToDoubleFunction<List<Outcome>> figure) {
    double[] figures = drawn.stream().mapToDouble(figure).toArray();
    double prediction = figure.applyAsDouble(asWritten);
    Percentile percentile = new Percentile();
    percentile.setData(figures);
    return new Interval(
        Math.min(prediction, percentile.evaluate(100 * LOW)),
        Math.max(prediction, percentile.evaluate(100 * HIGH)));
  }

  private List<ParameterEffect> tornado(int scenario) {
    double least = LEAST_NAMED * asWritten.get(scenario).latency();
    List<ParameterEffect> effects = new ArrayList<>();
    scenarios
        .get(scenario)
        .uncertainParameters()
        .forEach((path, parameter) -> effects.add(effect(scenario, path, parameter)));
    return effects.stream()
        .filter(effect -> effect.swingMs() >= least)
        .sorted(
            Comparator.comparingDouble(ParameterEffect::swingMs)
                .reversed()
                .thenComparing(ParameterEffect::path))
        .limit(MOST_NAMED)
        .toList();
  }

  private ParameterEffect effect(int scenario, String path, UncertainParameter parameter) {
    return new ParameterEffect(
        path,
        parameter.unit(),
        parameter.quantile(LOW),
        parameter.quantile(HIGH),
        atLow.get(path).get(scenario).latency(),
        atHigh.get(path).get(scenario).latency());
  }
}
