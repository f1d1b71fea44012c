package io.tilewise.workload.graph;

import io.tilewise.workload.TensorType;
import java.util.List;

/** Tensors that come from outside the graph or are made from nothing. */
public sealed interface SourceOperator extends Operator {

  /** Type of the tensor. */
  TensorType type();

  @Override
  default TensorType infer(List<TensorType> operands) {
    ShapeMismatch.requireCount(operands, 0, 0);
    return type();
  }

  /** A tensor given anew for every inference. */
  record Input(TensorType type) implements SourceOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.INPUT;
    }
  }

  /**
   * A tensor that is part of the model and read as an operand (the weights of convolutions, linears
   * and normalizations are attributes of those operators instead).
   *
   * @param type its type
   * @param learned whether it comes from training; else it is a constant or a state that the model
   *     keeps, which PyTorch calls a buffer
   */
  record Parameter(TensorType type, boolean learned) implements SourceOperator {
    /** A tensor from training. */
    public Parameter(TensorType type) {
      this(type, true);
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.PARAMETER;
    }

    @Override
    public long parameters() {
      return learned ? type.elements() : 0;
    }
  }

  /** A scalar that the model's code computes once, such as the square root of a head's width. */
  record Scalar(TensorType type) implements SourceOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.SCALAR;
    }
  }

  /** A tensor filled with one value, made anew in every inference. */
  record Fill(TensorType type) implements SourceOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.FILL;
    }
  }

  /** The integers 0, 1, 2, ..., made anew in every inference. */
  record Range(TensorType type) implements SourceOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.RANGE;
    }
  }
}
