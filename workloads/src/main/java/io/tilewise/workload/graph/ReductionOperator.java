package io.tilewise.workload.graph;

import io.tilewise.workload.TensorType;
import java.util.List;

/** Operators that make one element of many. */
public sealed interface ReductionOperator extends Operator {

  /** How elements are combined. */
  enum Function {
    SUM,
    MIN,
    MAX,
    MEAN,
    PRODUCT
  }

  /** Reduction over one dimension, which disappears. */
  record Reduce(Function function, int axis) implements ReductionOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.valueOf("REDUCE_" + function.name());
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      if (x.shape().rank() <= axis) {
        throw new ShapeMismatch(0, x, "dimension " + axis + " is reduced");
      }
      return x.with(x.shape().without(axis));
    }
  }
}
