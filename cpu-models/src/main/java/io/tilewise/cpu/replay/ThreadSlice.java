package io.tilewise.cpu.replay;

import io.tilewise.cpu.device.Core;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one thread did in a call. Times in picoseconds. Of the call's duration it spent {@code start
 * - call start} before it could begin, then {@link #duration} on tiles, which phases and waits add
 * up to, then {@link #barrier}.
 *
 * @param core the core it ran on
 * @param start when it began with its first tile
 * @param duration from there to the end of its last tile
 * @param tiles how many tiles it executed
 * @param phases how long its tiles would have taken with nobody else there, by phase; the phases of
 *     a kernel follow each other within each tile, so these are sums over its tiles
 * @param waits how much longer it took, by the shared resource that held it up
 * @param barrier how long it then waited for the other threads of the call
 */
public record ThreadSlice(
    Core core,
    long start,
    long duration,
    long tiles,
    Map<String, Double> phases,
    Map<Bottleneck, Double> waits,
    long barrier) {

  /** Copies the maps, keeping their order. */
  public ThreadSlice {
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    waits = Collections.unmodifiableMap(new LinkedHashMap<>(waits));
  }
}
