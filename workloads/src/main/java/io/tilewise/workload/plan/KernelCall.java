package io.tilewise.workload.plan;

import io.tilewise.workload.Category;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Layout;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.MatrixOperator;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One kernel call of a {@link Plan}: an operator on tensors of known type and memory order,
 * executed by one library of the runtime.
 *
 * @param index place in the plan, from 0
 * @param name name of the graph node, for instance {@code encoder.0.conv1}
 * @param runtimeOperator what the runtime calls it, for instance {@code StaticTranspose}
 * @param operator what it computes
 * @param backend the library that executes it
 * @param delegate which delegate call it is part of, from 0; empty outside of delegates
 * @param operands types of the tensors read, without weights
 * @param result type of the tensor written
 * @param layout memory order of the result; empty if it is no image, having other than 4 dimensions
 * @param weightScales how its weights are stored if they have fewer bits than what it reads, or 8
 *     bits as that has; else empty
 * @param category what kind of time it spends
 * @param origin why it is in the plan
 * @param inputs the calls whose results it reads, by their index, each once, in ascending order
 */
public record KernelCall(
    int index,
    String name,
    String runtimeOperator,
    Operator operator,
    Backend backend,
    OptionalInt delegate,
    List<TensorType> operands,
    TensorType result,
    Optional<Layout> layout,
    Optional<WeightScales> weightScales,
    Category category,
    Origin origin,
    List<Integer> inputs) {

  private static final Origin NOWHERE = new Origin("", "", "");

  public KernelCall {
    operands = List.copyOf(operands);
    inputs = List.copyOf(inputs);
  }

  /**
   * The same without name, place in the plan and origin, which kernels do not depend on: calls that
   * are equal in this do the same work.
   */
  public KernelCall work() {
    return new KernelCall(
        0,
        "",
        "",
        operator,
        backend,
        OptionalInt.empty(),
        operands,
        result,
        layout,
        weightScales,
        category,
        NOWHERE,
        List.of());
  }

  /** Multiply-accumulates; 0 for what does not multiply matrices. */
  public long multiplyAccumulates() {
    return operator instanceof MatrixOperator matrix
        ? matrix.multiplyAccumulates(operands, result)
        : 0;
  }

  /** Whether its weights have fewer bits than the activations that it reads. */
  public boolean hasWeightsOnlyQuantized() {
    return weightScales.filter(WeightScales::isOfWeightsOnly).isPresent();
  }

  /**
   * The type in which its products are computed: that of the first operand, or 8 bits if it
   * quantizes that to go with its weights.
   */
  public ElementType productElement() {
    return hasWeightsOnlyQuantized() ? ElementType.QS8 : operands.get(0).element();
  }

  /**
   * Size of the weights as they are stored, in bytes, without packing and bias: in the type of the
   * first operand, unless they have fewer bits.
   */
  public long weightBytes() {
    if (hasWeightsOnlyQuantized() && operator instanceof Linear linear) {
      return weightScales.orElseThrow().bytes(linear.outFeatures(), linear.inFeatures());
    }
    return operator instanceof MatrixOperator matrix
        ? matrix.weightElements() * operands.get(0).element().bytes()
        : 0;
  }

  /**
   * Bytes of the operands that are read, each counted once: where a part of the first is taken,
   * only that. (The rest of the lines that it lies in is not counted.)
   */
  public long operandBytes() {
    long sum = 0;
    for (TensorType operand : operands) {
      sum += operand.bytes();
    }
    return takesPart()
        ? sum - operands.get(0).bytes() + Math.min(operands.get(0).bytes(), result.bytes())
        : sum;
  }

  private boolean takesPart() {
    return operator instanceof MovementOperator.Slice
        || operator instanceof MovementOperator.Select
        || operator instanceof MovementOperator.Take
        || operator instanceof MovementOperator.Gather;
  }

  /** Bytes of the operands that are read and of the tensor written, each counted once. */
  public long tensorBytes() {
    return operandBytes() + result.bytes();
  }

  /** Bytes of all tensors and weights read and of the tensor written, each counted once. */
  public long bytes() {
    return weightBytes() + tensorBytes();
  }
}
