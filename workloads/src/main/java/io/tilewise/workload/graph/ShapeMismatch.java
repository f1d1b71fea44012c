package io.tilewise.workload.graph;

import io.tilewise.workload.TensorType;
import java.util.List;

/** Operands that do not fit an operator. The message names the operand, its type and what fits. */
public final class ShapeMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int operand;

  /**
   * @param operand index of the operand that does not fit
   * @param found its type
   * @param needed what would fit
   */
  public ShapeMismatch(int operand, TensorType found, String needed) {
    super("is " + found + ", but " + needed);
    this.operand = operand;
  }

  private ShapeMismatch(String message) {
    super(message);
    this.operand = -1;
  }

  /** Index of the operand that does not fit, or -1 if their number is wrong. */
  public int operand() {
    return operand;
  }

  /** Refuses operands of which there are too few or too many. */
  public static void requireCount(List<TensorType> operands, int least, int most) {
    if (operands.size() < least || operands.size() > most) {
      throw new ShapeMismatch(
          "has "
              + operands.size()
              + " operands, but needs "
              + (least == most
                  ? least
                  : most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most));
    }
  }

  /** The only operand; refuses none and several. */
  public static TensorType only(List<TensorType> operands) {
    requireCount(operands, 1, 1);
    return operands.get(0);
  }

  /** Refuses an operand with another number of dimensions. */
  public static void requireRank(List<TensorType> operands, int operand, int rank) {
    TensorType type = operands.get(operand);
    if (type.shape().rank() != rank) {
      throw new ShapeMismatch(operand, type, "needs " + rank + " dimensions");
    }
  }

  static void requireFloating(List<TensorType> operands, int operand) {
    TensorType type = operands.get(operand);
    if (!type.element().isFloating()) {
      throw new ShapeMismatch(operand, type, "needs a floating-point type");
    }
  }
}
