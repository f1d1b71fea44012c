package io.tilewise.experiment.measured;

import io.tilewise.workload.Category;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A measurement carried over to a scenario. Times in microseconds.
 *
 * @param name name of the scenario
 * @param isMeasured whether it is the one that was measured in, where all ratios are 1
 * @param calls the calls, in order of execution
 * @param predictedLatency time of an inference by the simulation alone
 * @param measuredRest what the measured inference took besides its operators: the runtime's own
 *     time, and what the trace does not show. It is not scaled
 */
public record ScaledScenario(
    String name,
    boolean isMeasured,
    List<ScaledCall> calls,
    double predictedLatency,
    double measuredRest) {

  /** Copies the list. */
  public ScaledScenario {
    calls = List.copyOf(calls);
  }

  /** Scaled operators, and the rest as it was measured. */
  public double scaledLatency() {
    return sum(ScaledCall::scaled) + measuredRest;
  }

  /** Sum over all calls. */
  public double sum(ToDoubleFunction<ScaledCall> time) {
    return calls.stream().mapToDouble(time).sum();
  }

  /** Sum over the calls of a category. */
  public double sum(Category category, ToDoubleFunction<ScaledCall> time) {
    return calls.stream()
        .filter(call -> call.call().category() == category)
        .mapToDouble(time)
        .sum();
  }
}
