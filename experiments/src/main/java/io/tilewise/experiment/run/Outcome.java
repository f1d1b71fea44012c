package io.tilewise.experiment.run;

import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.workload.Category;
import io.tilewise.workload.graph.OperatorKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a replay came to, in milliseconds.
 *
 * @param latency time of the inference
 * @param categories time by category
 * @param transposes time of transposes
 */
public record Outcome(double latency, Map<Category, Double> categories, double transposes) {
  private static final double PICOSECONDS = 1e9;

  static Outcome of(Timeline timeline) {
    Map<Category, Double> categories = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      categories.put(category, 0.0);
    }
    double transposes = 0;
    for (CallRecord record : timeline.calls()) {
      double time = record.duration() / PICOSECONDS;
      categories.merge(record.call().call().category(), time, Double::sum);
      if (record.call().call().operator().kind() == OperatorKind.PERMUTE) {
        transposes += time;
      }
    }
    return new Outcome(timeline.duration() / PICOSECONDS, categories, transposes);
  }

  /**
   * The outcomes of scenarios, in their order.
   *
   * @param values of parameters; used by this call only
   */
  public static List<Outcome> ofAll(
      Collection<PreparedScenario> scenarios, ParameterValues values) {
    return scenarios.stream().map(scenario -> of(scenario.at(values).inference())).toList();
  }

  /** Latency of a baseline over this latency; 1 if there is nothing to do. */
  double speedup(Outcome baseline) {
    return latency == 0 ? 1 : baseline.latency / latency;
  }
}
