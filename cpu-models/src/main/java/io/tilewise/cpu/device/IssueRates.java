package io.tilewise.cpu.device;

/**
 * What loops sustain on these cores, apart from what their pipes, accumulators and memory allow:
 * named efficiencies. Instruction rates are calibrated; they are rates, not shares of a core's
 * peak: what holds a loop back is not the number of pipes, so they carry over to cores with fewer.
 * Where pipes do hold back a matrix loop, it does not use every cycle of them either.
 *
 * @param matrix instructions per cycle in matrix micro-kernels
 * @param vector instructions per cycle in other vectorised kernels
 * @param scalar instructions per cycle in compiled scalar loops
 * @param pipeUtilization share of the rate of their multiply pipes that matrix micro-kernels
 *     sustain on vectors, above 0 and at most 1
 */
public record IssueRates(double matrix, double vector, double scalar, double pipeUtilization) {}
