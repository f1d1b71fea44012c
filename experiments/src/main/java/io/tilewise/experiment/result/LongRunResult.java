package io.tilewise.experiment.result;

import java.util.Optional;

/**
 * A run of more than one inference. {@code latency_ms}, categories and calls of the scenario are
 * those of its first inference.
 *
 * @param durationMs from the start of the first inference to the end of the run
 * @param inferences how many were completed
 * @param advanced how many of these were advanced as repetitions of a steady cycle
 * @param meanMs their mean latency
 * @param shortestMs the shortest
 * @param longestMs the longest
 * @param sustainedMs mean latency of those that started in the last quarter of the run
 * @param sustainedRate inferences per second in the last quarter of the run
 * @param meanEnergyMj mean energy of an inference, in millijoules, if the device's power is known
 * @param frames frames that arrived, of a frame stream
 * @param met frames whose inference ended before the next frame arrived
 * @param frames whose inference ended later
 * @param dropped frames that arrived while another was being worked on
 * @param throttledMs when heat first made clocks lower than asked for; absent if it never did
 * @param throttledBy the temperature that did: {@code case} or {@code junction}
 */
public record LongRunResult(
    double durationMs,
    int inferences,
    int advanced,
    double meanMs,
    double shortestMs,
    double longestMs,
    double sustainedMs,
    double sustainedRate,
    Optional<Double> meanEnergyMj,
    Optional<Integer> frames,
    Optional<Integer> met,
    Optional<Integer> late,
    Optional<Integer> dropped,
    Optional<Double> throttledMs,
    Optional<String> throttledBy) {}
