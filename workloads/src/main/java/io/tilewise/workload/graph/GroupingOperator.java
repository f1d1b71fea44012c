package io.tilewise.workload.graph;

import io.tilewise.workload.TensorType;
import java.util.List;

/** Operators that a lowering adds to say which nodes are executed together. */
public sealed interface GroupingOperator extends Operator {

  /**
   * One of several results of a node. Runtimes give it a node of its own, which matters for the
   * order in which a lowered graph is executed.
   */
  record TupleElement(int index, TensorType type) implements GroupingOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.TUPLE_ELEMENT;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      ShapeMismatch.requireCount(operands, 1, 1);
      return type;
    }
  }

  /**
   * A part of the graph that is handed to an accelerated backend as a whole. The body's inputs, in
   * order, stand for the node's operands; its outputs are the node's results.
   */
  record Delegate(Graph body) implements GroupingOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.DELEGATE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      int inputs = body.inputs().size();
      ShapeMismatch.requireCount(operands, inputs, inputs);
      return body.outputs().get(0).type();
    }
  }
}
