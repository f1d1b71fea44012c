package io.tilewise.workload.plan;

import io.tilewise.workload.Category;
import io.tilewise.workload.Layout;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.MatrixOperator;
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
 * @param weightScales how many scales its weights have; empty unless they are 8-bit
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

  /** Size of the weights in the type the kernel computes in, in bytes, without packing and bias. */
  public long weightBytes() {
    return operator instanceof MatrixOperator matrix
        ? matrix.weightElements() * operands.get(0).element().bytes()
        : 0;
  }

  /**
   * Bytes of the operands that are read, each counted once: of a table from which slices are taken,
   * only these.
   */
  public long operandBytes() {
    long sum = 0;
    for (TensorType operand : operands) {
      sum += operand.bytes();
    }
    return operator instanceof MovementOperator.Take
        ? sum - operands.get(0).bytes() + Math.min(operands.get(0).bytes(), result.bytes())
        : sum;
  }

  /** Bytes of all tensors and weights read and of the tensor written, each counted once. */
  public long bytes() {
    return weightBytes() + operandBytes() + result.bytes();
  }
}
