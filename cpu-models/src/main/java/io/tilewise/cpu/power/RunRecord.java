package io.tilewise.cpu.power;

import io.tilewise.cpu.replay.Timeline;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in a run.
 *
 * @param first the first inference
 * @param callEnergies energy of its calls in joules; empty if the device's power is not known
 * @param firstEnergies energy of the first inference by domain of power; empty likewise
 * @param inferences all inferences, in order
 * @param frames frames that arrived, of a frame stream
 * @param duration from the start to the end of the run, in picoseconds
 * @param energies energy of the whole run by domain, idle time included; empty likewise
 * @param leaked energy of the whole run that leakage took
 * @param highestAverage highest power averaged over a window, in watts
 * @param window length of that window in picoseconds
 * @param throttled when heat first made clocks lower than asked for, and which temperature did
 * @param note what the governor could not do
 * @param series quantities over time, if they were asked for
 */
public record RunRecord(
    Timeline first,
    List<Double> callEnergies,
    Map<String, Double> firstEnergies,
    List<Inference> inferences,
    int frames,
    long duration,
    Map<String, Double> energies,
    double leaked,
    double highestAverage,
    long window,
    Optional<Throttled> throttled,
    Optional<String> note,
    Optional<List<Series>> series) {

  /**
   * One inference.
   *
   * @param start when it started or its frame arrived, in picoseconds
   * @param end when it ended
   * @param energy of all domains meanwhile, in joules
   * @param advanced whether it was advanced as a repetition instead of being replayed
   */
  public record Inference(long start, long end, double energy, boolean advanced) {
    /** From start to end. */
    public long latency() {
      return end - start;
    }
  }

  /**
   * A limit of temperature that was reached.
   *
   * @param time in picoseconds
   * @param node {@code case} or {@code junction}
   */
  public record Throttled(long time, String node) {}

  /** Copies lists and maps, keeping their order. */
  public RunRecord {
    callEnergies = List.copyOf(callEnergies);
    firstEnergies = Collections.unmodifiableMap(new LinkedHashMap<>(firstEnergies));
    inferences = List.copyOf(inferences);
    energies = Collections.unmodifiableMap(new LinkedHashMap<>(energies));
  }
}
