package io.tilewise.workload.graph;

/**
 * An operator that can clamp its result from below at 0, so that a following ReLU costs nothing.
 */
public sealed interface Clampable
    permits MatrixOperator.Convolution,
        MatrixOperator.TransposedConvolution,
        MatrixOperator.Linear,
        PointwiseOperator.Binary {

  /** Whether a ReLU has been fused into the operator. */
  boolean clamped();

  /** The same operator with a ReLU fused into it. */
  Operator withClamp();
}
