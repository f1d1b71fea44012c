package io.tilewise.workload.lowering;

/**
 * How a graph is lowered: the switches that differ between versions of the runtime, or that a
 * what-if sets.
 *
 * @param quantize whether the model is statically quantized to 8 bits
 * @param decomposeBatchNorm whether batch norm that cannot be folded is delegated as a 1x1
 *     depthwise convolution; else it stays a portable kernel between transposes
 */
public record LoweringOptions(boolean quantize, boolean decomposeBatchNorm) {}
