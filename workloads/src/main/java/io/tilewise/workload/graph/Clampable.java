package io.tilewise.workload.graph;

/**
 * An operator that can clamp its result to a range, so that a following ReLU or ReLU6 costs
 * nothing.
 */
public sealed interface Clampable
    permits MatrixOperator.Convolution,
        MatrixOperator.TransposedConvolution,
        MatrixOperator.Linear,
        PointwiseOperator.Binary {

  /** Whether a ReLU or ReLU6 has been fused into the operator. */
  boolean clamped();

  /** The same operator with a ReLU or ReLU6 fused into it. */
  Operator withClamp();
}
