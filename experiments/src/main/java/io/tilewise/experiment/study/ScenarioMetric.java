package io.tilewise.experiment.study;

import io.tilewise.config.Checks;
import io.tilewise.config.Loaded;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A metric of one scenario of a study.
 *
 * @param metric the metric
 * @param scenario name of the scenario
 * @param index its place among the scenarios
 */
public record ScenarioMetric(ResultMetric metric, String scenario, int index) {
  private static final int BLOCK = 16;

  /** Hears how far an evaluation is. */
  public interface Progress {
    /** So many evaluations of all are done. */
    void show(int done, int all);
  }

  /**
   * The metric that a file names.
   *
   * @param at leads from the file to the keys metric and scenario
   * @param scenario the scenario; the last if empty
   * @throws io.tilewise.config.ConfigException if there is no such metric or scenario
   */
  public static ScenarioMetric of(
      Study study,
      Loaded<?> loaded,
      UnaryOperator<Checks> at,
      String metric,
      Optional<String> scenario) {
    List<String> names = study.scenarioNames();
    String name = scenario.orElse(names.get(names.size() - 1));
    loaded.check(checks -> at.apply(checks).at("scenario").knownName(name, names, "scenarios"));
    int index = names.indexOf(name);
    ResultMetric wanted = ResultMetric.of(metric);
    ScenarioResult result = study.evaluator().at(Map.of()).get(index);
    List<String> resources = study.scenarios().get(index).resources();
    loaded.check(
        checks -> {
          if (!wanted.isKnown(result, resources)) {
            List<String> known = new ArrayList<>(ResultMetric.names(result));
            resources.forEach(resource -> known.add("bound_by." + resource));
            at.apply(checks).at("metric").knownName(metric, known, "metrics");
          }
        });
    return new ScenarioMetric(wanted, name, index);
  }

  /** Its value among the results of all scenarios. */
  public double of(List<ScenarioResult> results) {
    return metric.of(results.get(index));
  }

  /** For instance {@code latency_ms of sme2}. */
  public String described() {
    return metric.name() + " of " + scenario;
  }

  /**
   * Metrics at several points, on several threads; the same for any number of them.
   *
   * @param settings what is set at each point
   * @param points how many there are
   * @return by point, then by metric
   */
  public static double[][] at(
      Study study,
      List<ScenarioMetric> metrics,
      int points,
      IntFunction<Map<String, String>> settings,
      int threads,
      Progress progress) {
    double[][] values = new double[points][];
    AtomicInteger done = new AtomicInteger();
    BlockPool.run(
        IntStream.range(0, points).toArray(),
        BLOCK,
        threads,
        () -> {
          PointEvaluator evaluator =
              study.evaluator(metrics.stream().map(ScenarioMetric::metric).toList());
          return block -> {
            for (int point : block) {
              List<ScenarioResult> results = evaluator.at(settings.apply(point));
              values[point] = metrics.stream().mapToDouble(m -> m.of(results)).toArray();
            }
            progress.show(done.addAndGet(block.length), points);
          };
        });
    return Arrays.copyOf(values, points);
  }
}
