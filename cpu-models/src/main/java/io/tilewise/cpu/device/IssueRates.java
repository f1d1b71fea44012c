package io.tilewise.cpu.device;

/**
 * Instructions per cycle that loops sustain on these cores, apart from what their pipes,
 * accumulators and memory allow: named efficiencies, calibrated. They are rates, not shares of a
 * core's peak: what holds a loop back is not the number of pipes, so they carry over to cores with
 * fewer.
 *
 * @param matrix in matrix micro-kernels
 * @param vector in other vectorised kernels
 * @param scalar in compiled scalar loops
 */
public record IssueRates(double matrix, double vector, double scalar) {}
