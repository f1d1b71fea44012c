package io.tilewise.experiment.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one thread did in a call that several share. Phases and waits add up to the duration. What
 * is left of the call is the runtime's overhead before the start and the barrier behind the end.
 *
 * @param core the core it ran on
 * @param startUs when it began with its first tile, in microseconds, on the scenario's clock
 * @param durationUs from there to the end of its last tile, in microseconds
 * @param tiles how many of the call's tiles it executed
 * @param phases how long its tiles would have taken with nobody else there, by phase, in
 *     microseconds
 * @param waits how much longer they took, by the shared resource that held them up, in microseconds
 * @param barrierUs how long it then waited for the other threads, in microseconds
 */
public record SliceResult(
    String core,
    double startUs,
    double durationUs,
    long tiles,
    Map<String, Double> phases,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, Double> waits,
    double barrierUs) {

  /** Copies the maps, keeping their order. */
  public SliceResult {
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    waits = Collections.unmodifiableMap(new LinkedHashMap<>(waits));
  }
}
