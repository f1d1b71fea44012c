package io.tilewise.workload.graph;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import java.util.List;

/** Operators that compute each element of the result from one element of each operand. */
public sealed interface PointwiseOperator extends Operator {

  /** Functions of one element. */
  enum UnaryFunction {
    RELU,
    SIGMOID,
    SQUARE,
    FLOOR,
    /** Limits to a lower and an upper bound. */
    CLAMP,
    /** Limits to 0 and 6. */
    RELU6,
    ABS,
    NEGATE,
    CEIL,
    SQRT,
    RECIPROCAL_SQRT,
    RECIPROCAL,
    EXP,
    LOG,
    SIN,
    COS,
    TANH,
    /** The Gauss error function. */
    ERF,
    /** {@code x/2 (1 + erf(x / sqrt 2))}. */
    GELU,
    /** {@code x clamp(x + 3, 0, 6) / 6}. */
    HARD_SWISH,
    /** {@code x} where positive, else {@code alpha (exp x - 1)}. */
    ELU,
    /** {@code x} where positive, else {@code alpha x}. */
    LEAKY_RELU,
    /** Logical negation. */
    NOT;

    /** Whether runtimes can make it the clamp of what comes before it. */
    public boolean isFusible() {
      return this == RELU || this == RELU6;
    }
  }

  /** Functions of two elements; comparisons and logic give booleans. */
  enum BinaryFunction {
    ADD(false),
    SUBTRACT(false),
    MULTIPLY(false),
    DIVIDE(false),
    MAXIMUM(false),
    MINIMUM(false),
    POWER(false),
    /** The first operand where positive, else its product with the second. */
    PRELU(false),
    EQUAL(true),
    NOT_EQUAL(true),
    GREATER(true),
    GREATER_OR_EQUAL(true),
    LESS(true),
    LESS_OR_EQUAL(true),
    AND(true),
    OR(true);

    private final boolean givesBoolean;

    BinaryFunction(boolean givesBoolean) {
      this.givesBoolean = givesBoolean;
    }

    public boolean givesBoolean() {
      return givesBoolean;
    }
  }

  /** A function of one tensor. */
  record Unary(UnaryFunction function) implements PointwiseOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.valueOf(function.name());
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      return ShapeMismatch.only(operands);
    }
  }

  /**
   * A function of two tensors, the smaller one broadcast; scalars may be of another element type.
   *
   * @param clamped whether a ReLU is fused
   */
  record Binary(BinaryFunction function, boolean clamped) implements PointwiseOperator, Clampable {
    public Binary(BinaryFunction function) {
      this(function, false);
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.valueOf(function.name());
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      ShapeMismatch.requireCount(operands, 2, 2);
      Shape shape = broadcast(operands);
      return new TensorType(function.givesBoolean() ? ElementType.BOOL : widest(operands), shape);
    }

    /**
     * The wider type of the operands with dimensions; scalars count only if there are no others.
     */
    private static ElementType widest(List<TensorType> operands) {
      TensorType left = operands.get(0);
      TensorType right = operands.get(1);
      boolean leftIsScalar = left.shape().rank() == 0;
      boolean rightIsScalar = right.shape().rank() == 0;
      if (leftIsScalar != rightIsScalar) {
        return (leftIsScalar ? right : left).element();
      }
      boolean rightIsWider =
          left.element() == ElementType.F16 && right.element() == ElementType.F32;
      return (rightIsWider ? right : left).element();
    }

    @Override
    public Binary withClamp() {
      return new Binary(function, true);
    }
  }

  /** A comparison with a number that is part of the operator. */
  record CompareToNumber(BinaryFunction function) implements PointwiseOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.valueOf(function.name());
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      return ShapeMismatch.only(operands).with(ElementType.BOOL);
    }
  }

  /** Takes elements from the second or third operand where the first is true or false. */
  record Where() implements PointwiseOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.WHERE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      ShapeMismatch.requireCount(operands, 3, 3);
      return operands.get(1).with(broadcast(operands));
    }
  }

  /** The shape all operands stretch to: per dimension from the end, all equal or 1. */
  private static Shape broadcast(List<TensorType> operands) {
    int rank = operands.stream().mapToInt(type -> type.shape().rank()).max().orElse(0);
    int[] dims = new int[rank];
    java.util.Arrays.fill(dims, 1);
    for (int operand = 0; operand < operands.size(); operand++) {
      Shape shape = operands.get(operand).shape();
      int offset = rank - shape.rank();
      for (int i = 0; i < shape.rank(); i++) {
        int dim = shape.dim(i);
        if (dim != 1 && dims[offset + i] != 1 && dim != dims[offset + i]) {
          throw new ShapeMismatch(
              operand, operands.get(operand), "cannot be broadcast with " + operands.get(0));
        }
        dims[offset + i] = Math.max(dims[offset + i], dim);
      }
    }
    return Shape.of(dims);
  }
}
