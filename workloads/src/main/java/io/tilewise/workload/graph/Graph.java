package io.tilewise.workload.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network: nodes in an order in which they can be executed, every node after its operands. Nodes
 * that are given (parameters, scalars, inputs) come first. Immutable.
 */
public final class Graph {
  private final String name;
  private final List<Node> nodes;
  private final List<Node> outputs;
  private final Set<Node> outputSet;

  /**
   * @throws InvalidGraphException if a node comes before one of its operands, is listed twice, or
   *     an output is not in the graph
   */
  public Graph(String name, List<Node> nodes, List<Node> outputs) {
    this.name = name;
    this.nodes = List.copyOf(nodes);
    this.outputs = List.copyOf(outputs);
    outputSet = Set.copyOf(outputs);
    Map<Node, Boolean> seen = new HashMap<>();
    for (Node node : this.nodes) {
      for (Node operand : node.operands()) {
        if (!seen.containsKey(operand)) {
          throw new InvalidGraphException(
              "operator '" + node.name() + "' uses '" + operand.name() + "' before it is computed");
        }
      }
      if (seen.put(node, true) != null) {
        throw new InvalidGraphException("operator '" + node.name() + "' is listed twice");
      }
    }
    for (Node output : this.outputs) {
      if (!seen.containsKey(output)) {
        throw new InvalidGraphException("output '" + output.name() + "' is not in the graph");
      }
    }
  }

  public String name() {
    return name;
  }

  /** All nodes, operands first. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The nodes whose results the graph returns. */
  public List<Node> outputs() {
    return outputs;
  }

  /** Whether the graph returns a node's result. */
  public boolean isOutput(Node node) {
    return outputSet.contains(node);
  }

  /** The nodes that are given anew for every execution, in order. */
  public List<Node> inputs() {
    return nodes.stream().filter(node -> node.operator() instanceof SourceOperator.Input).toList();
  }

  /**
   * Numbers from training: weights and biases of products, scale and shift of normalizations
   * (statistics of batch norm are none), tensors declared as parameters. What several operators
   * share counts once.
   */
  public long parameters() {
    return nodes.stream().mapToLong(node -> node.operator().parameters()).sum();
  }

  /** Multiply-accumulates of all convolutions and matrix products; nothing else has any. */
  public long multiplyAccumulates() {
    return nodes.stream().mapToLong(Node::multiplyAccumulates).sum();
  }

  /** The same graph without computed nodes that no output needs. */
  public Graph withoutUnused() {
    Set<Node> needed = new HashSet<>(outputs);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed.contains(nodes.get(i))) {
        needed.addAll(nodes.get(i).operands());
      }
    }
    List<Node> kept =
        nodes.stream().filter(node -> node.isGiven() || needed.contains(node)).toList();
    return new Graph(name, kept, outputs);
  }

  /** The nodes that use each node's result, in graph order; a node without users has none. */
  public Map<Node, List<Node>> users() {
    Map<Node, List<Node>> users = new HashMap<>();
    for (Node node : nodes) {
      users.put(node, new ArrayList<>());
    }
    for (Node node : nodes) {
      for (Node operand : node.operands()) {
        List<Node> list = users.get(operand);
        if (list.isEmpty() || list.get(list.size() - 1) != node) {
          list.add(node);
        }
      }
    }
    users.replaceAll((node, list) -> Collections.unmodifiableList(list));
    return users;
  }
}
