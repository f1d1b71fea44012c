package io.tilewise.experiment.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How sure a scenario's figures are, as far as that follows from the ranges of parameters.
 *
 * @param draws how many draws the intervals come from
 * @param seed of the draws
 * @param latencyMs interval of the latency, in milliseconds
 * @param speedup interval of the speed-up over the baseline, drawn with the same parameters
 * @param categoriesMs intervals of the categories' times, in milliseconds
 * @param tornado the parameters that move the latency most when each is changed alone, the largest
 *     effect first
 */
public record UncertaintyResult(
    int draws,
    long seed,
    Interval latencyMs,
    Interval speedup,
    Map<String, Interval> categoriesMs,
    List<ParameterEffect> tornado) {

  /** Copies the map and the list, keeping their order. */
  public UncertaintyResult {
    categoriesMs = Collections.unmodifiableMap(new LinkedHashMap<>(categoriesMs));
    tornado = List.copyOf(tornado);
  }
}
