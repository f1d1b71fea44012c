package io.tilewise.experiment.result;

import java.util.Optional;

/**
 * A parameter as a scenario used it.
 *
 * @param path the keys that lead to it: as an overlay would name it, for instance {@code
 *     memory.dram.bandwidth} or {@code runtime.overheads.operator}
 * @param value its value in {@code unit}
 * @param unit its unit as it was written; empty for a plain number
 * @param source where the value comes from
 * @param status {@code published}, {@code measured}, {@code derived}, {@code estimated}, {@code
 *     calibrated} or {@code what-if}
 * @param low lower end of its range, in the same unit, if it has a range
 * @param high upper end of its range
 */
public record ParameterResult(
    String path,
    double value,
    String unit,
    String source,
    String status,
    Optional<Double> low,
    Optional<Double> high) {}
