package io.tilewise.cpu.replay;

import java.util.List;
import java.util.Map;

/**
 * What happened to one call in a replay. Times in picoseconds.
 *
 * @param call the call with its price
 * @param start when it started
 * @param duration how long it took, overhead and waiting included
 * @param threads how many threads worked on it
 * @param boundBy what bound it for how long; adds up to the duration
 * @param phases how long each phase took, on average over the threads; adds up to the duration
 * @param slices what each of the threads did, in their order; empty unless the replay was asked for
 *     it
 */
public record CallRecord(
    PricedCall call,
    long start,
    long duration,
    int threads,
    Map<Bottleneck, Double> boundBy,
    Map<String, Double> phases,
    List<ThreadSlice> slices) {

  public CallRecord {
    slices = List.copyOf(slices);
  }
}
