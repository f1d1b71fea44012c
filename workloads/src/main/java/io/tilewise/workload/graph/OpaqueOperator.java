package io.tilewise.workload.graph;

import io.tilewise.workload.TensorType;
import java.util.List;

/**
 * An operator of which nothing is known but its name, what it reads and what it writes. It is
 * priced as a loop over these, which is a guess.
 *
 * @param name what its framework calls it, for instance {@code NonMaxSuppression}
 * @param result type of its result
 */
public record OpaqueOperator(String name, TensorType result) implements Operator {
  @Override
  public OperatorKind kind() {
    return OperatorKind.OPAQUE;
  }

  @Override
  public TensorType infer(List<TensorType> operands) {
    return result;
  }
}
