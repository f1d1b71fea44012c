package io.tilewise.workload.graph;

import io.tilewise.workload.TensorType;
import java.util.List;

/**
 * An operator applied to the results of other nodes. A node is its own identity: two nodes with the
 * same operator and operands are two computations.
 */
public final class Node {
  private final String name;
  private final Operator operator;
  private final List<Node> operands;
  private final TensorType type;
  private final Origin origin;

  private Node(
      String name, Operator operator, List<Node> operands, TensorType type, Origin origin) {
    this.name = name;
    this.operator = operator;
    this.operands = List.copyOf(operands);
    this.type = type;
    this.origin = origin;
  }

  /**
   * Applies an operator.
   *
   * @throws InvalidGraphException naming operator, operand and both types, if they do not fit
   */
  public static Node of(String name, Operator operator, List<Node> operands, Origin origin) {
    List<TensorType> types = operands.stream().map(Node::type).toList();
    try {
      return new Node(name, operator, operands, operator.infer(types), origin);
    } catch (ShapeMismatch mismatch) {
      String operand =
          mismatch.operand() < 0
              ? ""
              : "operand "
                  + mismatch.operand()
                  + " '"
                  + operands.get(mismatch.operand()).name
                  + "' ";
      throw new InvalidGraphException(
          "operator '"
              + name
              + "' ("
              + operator.kind().label()
              + "): "
              + operand
              + mismatch.getMessage(),
          mismatch);
    }
  }

  /** Unique in its graph, for instance {@code encoder.0.conv1}. */
  public String name() {
    return name;
  }

  public Operator operator() {
    return operator;
  }

  public List<Node> operands() {
    return operands;
  }

  /** The operand of a node that has exactly one. */
  public Node operand() {
    if (operands.size() != 1) {
      throw new IllegalStateException(name + " has " + operands.size() + " operands");
    }
    return operands.get(0);
  }

  /** Type of the result (of the first one, if there are several). */
  public TensorType type() {
    return type;
  }

  /** Why the node is in the graph. */
  public Origin origin() {
    return origin;
  }

  /** Multiply-accumulates; 0 for what does not multiply matrices. */
  public long multiplyAccumulates() {
    return operator instanceof MatrixOperator matrix
        ? matrix.multiplyAccumulates(operands.stream().map(Node::type).toList(), type)
        : 0;
  }

  /** Bytes of all tensors and weights read and of the tensor computed, each counted once. */
  public long bytes() {
    if (isGiven()) {
      return 0;
    }
    long weights =
        operator instanceof MatrixOperator matrix
            ? matrix.weightElements() * type.element().bytes()
            : 0;
    return operands.stream().mapToLong(operand -> operand.type().bytes()).sum()
        + weights
        + type.bytes();
  }

  /** Whether the node is given, not computed: an input, a parameter or a scalar. */
  public boolean isGiven() {
    return operator instanceof SourceOperator.Input
        || operator instanceof SourceOperator.Parameter
        || operator instanceof SourceOperator.Scalar;
  }

  /** For instance {@code encoder.0.conv1: convolution f16[1,64,256,256]}. */
  @Override
  public String toString() {
    return name + ": " + operator.kind().label() + " " + type;
  }
}
