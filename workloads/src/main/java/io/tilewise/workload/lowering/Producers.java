package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which calls of a plan produce the results of which nodes, while the plan is made. Nodes that are
 * not executed (views, picked results, the inputs of delegates) stand for what they were made of.
 */
final class Producers {
  private final Map<Node, List<Integer>> byNode = new HashMap<>();

  /** For each delegate the calls that produce each of its results. */
  private final Map<Node, List<List<Integer>>> byResult = new HashMap<>();

  /** Notes that a call executes a node. */
  void add(Node node, int call) {
    byNode.put(node, List.of(call));
  }

  /** Notes that a node is not executed. */
  void pass(Node node) {
    byNode.put(node, of(node));
  }

  /** The calls whose results a node reads, in ascending order. */
  List<Integer> readBy(Node node) {
    return node.operands().stream()
        .flatMap(operand -> of(operand).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Notes that the nodes of a delegate's body follow, whose inputs stand for its operands. */
  void enter(Node delegate, Graph body) {
    List<Node> inputs = body.inputs();
    if (inputs.size() != delegate.operands().size()) {
      throw new IllegalStateException(
          delegate.name() + " has lost an input: " + inputs.size() + " are left");
    }
    for (int i = 0; i < inputs.size(); i++) {
      byNode.put(inputs.get(i), of(delegate.operands().get(i)));
    }
  }

  /** Notes that all nodes of a delegate's body have been added. */
  void leave(Node delegate, Graph body) {
    byResult.put(delegate, body.outputs().stream().map(this::of).toList());
  }

  private List<Integer> of(Node node) {
    List<Integer> known = byNode.get(node);
    if (known != null) {
      return known;
    }
    if (node.operator() instanceof TupleElement element) {
      List<List<Integer>> results = byResult.get(node.operand());
      if (results != null) {
        return results.get(element.index());
      }
    }
    return readBy(node);
  }
}
