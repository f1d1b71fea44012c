package io.tilewise.workload.graph;

import io.tilewise.workload.TensorType;
import java.util.List;

/**
 * What a node of a {@link Graph} computes: a sealed family of records, grouped by purpose. An
 * operator knows its attributes and how the type of its result follows from the types of its
 * operands; it does not know how it is executed.
 */
public sealed interface Operator
    permits SourceOperator,
        MatrixOperator,
        NormalizationOperator,
        PointwiseOperator,
        PoolingOperator,
        MovementOperator,
        ConversionOperator,
        ReductionOperator,
        OpaqueOperator,
        GroupingOperator {

  /** What kind of operator this is, for listings, errors and the choice of kernels. */
  OperatorKind kind();

  /**
   * Type of the result.
   *
   * @param operands types of the operands, in order
   * @throws ShapeMismatch if the operands do not fit the operator or each other
   */
  TensorType infer(List<TensorType> operands);

  /** Numbers from training that are its own; 0 for what has none. */
  default long parameters() {
    return 0;
  }
}
