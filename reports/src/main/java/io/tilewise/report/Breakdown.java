package io.tilewise.report;

import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.workload.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The time of each scenario, split.
 *
 * @param parts what the time is split into, in the order of the report
 * @param times for each scenario, the milliseconds of the parts it has
 * @param latencies for each scenario, the milliseconds that are split
 */
record Breakdown(
    List<String> parts, List<Map<String, Double>> times, List<Double> latencies, int baseline) {

  /** By operator category. */
  static Breakdown byCategory(RunResult result) {
    List<String> labels = Arrays.stream(Category.values()).map(Breakdown::label).toList();
    return new Breakdown(
        labels,
        result.scenarios().stream().map(Breakdown::categoryTimes).toList(),
        latencies(result),
        baseline(result));
  }

  /** By what bound it, in the order of the baseline, which is the largest first. */
  static Breakdown byBound(RunResult result) {
    List<ScenarioResult> baselineFirst = new ArrayList<>(result.scenarios());
    result.scenario(result.baseline()).ifPresent(scenario -> baselineFirst.add(0, scenario));
    Set<String> resources = new LinkedHashSet<>();
    baselineFirst.forEach(scenario -> resources.addAll(scenario.boundBy().keySet()));
    return new Breakdown(
        List.copyOf(resources),
        result.scenarios().stream().map(ScenarioResult::boundBy).toList(),
        latencies(result),
        baseline(result));
  }

  /** The name of a category in a report. */
  static String label(Category category) {
    return category == Category.GEMM ? "GEMM" : category.label();
  }

  /** The name in a report of the category with a key; the key if no category has it. */
  static String labelOf(String key) {
    return Arrays.stream(Category.values())
        .filter(category -> category.key().equals(key))
        .map(Breakdown::label)
        .findFirst()
        .orElse(key);
  }

  /** The key of the category with a name in a report. */
  static String key(String label) {
    return Arrays.stream(Category.values())
        .filter(category -> label(category).equals(label))
        .map(Category::key)
        .findFirst()
        .orElseThrow();
  }

  /** The milliseconds of a part; none if the scenario does not have the part. */
  OptionalDouble time(int scenario, String part) {
    Double time = times.get(scenario).get(part);
    return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
  }

  /** The part that takes the most time; of equal ones the first. */
  String largest(int scenario) {
    return parts.stream()
        .reduce((a, b) -> time(scenario, b).orElse(0) > time(scenario, a).orElse(0) ? b : a)
        .orElseThrow();
  }

  /**
   * With the largest parts only, by their largest share of any scenario, and the rest as one.
   *
   * @param most parts, the rest among them
   */
  Breakdown largest(int most, String rest) {
    if (parts.size() <= most) {
      return this;
    }
    List<String> kept =
        parts.stream()
            .sorted(Comparator.comparingDouble((String part) -> -largestShare(part)))
            .limit(most - 1L)
            .toList();
    List<String> names = new ArrayList<>(parts.stream().filter(kept::contains).toList());
    names.add(rest);
    return new Breakdown(
        names, times.stream().map(time -> merged(time, kept, rest)).toList(), latencies, baseline);
  }

  private double largestShare(String part) {
    return IntStream.range(0, times.size())
        .mapToDouble(scenario -> time(scenario, part).orElse(0) / latencies.get(scenario))
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private static Map<String, Double> merged(
      Map<String, Double> times, List<String> kept, String rest) {
    Map<String, Double> merged = new LinkedHashMap<>();
    times.forEach(
        (part, time) -> merged.merge(kept.contains(part) ? part : rest, time, Double::sum));
    return merged;
  }

  private static Map<String, Double> categoryTimes(ScenarioResult scenario) {
    Map<String, Double> times = new LinkedHashMap<>();
    for (Category category : Category.values()) {
      CategoryResult time = scenario.categories().get(category.key());
      if (time != null) {
        times.put(label(category), time.latencyMs());
      }
    }
    return times;
  }

  private static List<Double> latencies(RunResult result) {
    return result.scenarios().stream().map(ScenarioResult::latencyMs).toList();
  }

  private static int baseline(RunResult result) {
    return Math.max(
        0,
        result.scenarios().stream().map(ScenarioResult::name).toList().indexOf(result.baseline()));
  }
}
