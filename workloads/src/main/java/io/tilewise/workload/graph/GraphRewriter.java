package io.tilewise.workload.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a new graph from an old one, node by node in order: the frame of every lowering pass. A
 * pass goes through the old nodes and for each either keeps it or adds others in its place, and
 * says which new node stands for the old one from then on.
 */
public final class GraphRewriter {
  private final Graph old;
  private final List<Node> parameters = new ArrayList<>();
  private final List<Node> scalars = new ArrayList<>();
  private final List<Node> inputs = new ArrayList<>();
  private final List<Node> computed = new ArrayList<>();
  private final Map<Node, Node> replacements = new HashMap<>();

  public GraphRewriter(Graph old) {
    this.old = old;
  }

  /** The new node that stands for an old one. */
  public Node now(Node oldNode) {
    Node node = replacements.get(oldNode);
    if (node == null) {
      throw new IllegalStateException("'" + oldNode.name() + "' has no replacement yet");
    }
    return node;
  }

  /** The new nodes that stand for an old node's operands. */
  public List<Node> operandsOf(Node oldNode) {
    return oldNode.operands().stream().map(this::now).toList();
  }

  /** Keeps an old node as it is, on the new operands. */
  public Node keep(Node oldNode) {
    return keep(oldNode, oldNode.operator());
  }

  /** Keeps an old node with another operator, on the new operands. */
  public Node keep(Node oldNode, Operator operator) {
    return replace(oldNode, add(oldNode.name(), operator, operandsOf(oldNode), oldNode.origin()));
  }

  /** Adds a new node: behind those added before it or, if it is given, among its kind. */
  public Node add(String name, Operator operator, List<Node> operands, Origin origin) {
    Node node = Node.of(name, operator, operands, origin);
    if (operator instanceof SourceOperator.Parameter) {
      parameters.add(node);
    } else if (operator instanceof SourceOperator.Scalar) {
      scalars.add(node);
    } else if (operator instanceof SourceOperator.Input) {
      inputs.add(node);
    } else {
      computed.add(node);
    }
    return node;
  }

  /** Says that a new node stands for an old one from now on. */
  public Node replace(Node oldNode, Node newNode) {
    replacements.put(oldNode, newNode);
    return newNode;
  }

  /** The new graph. */
  public Graph build() {
    List<Node> nodes = new ArrayList<>(parameters);
    nodes.addAll(scalars);
    nodes.addAll(inputs);
    nodes.addAll(computed);
    return new Graph(old.name(), nodes, old.outputs().stream().map(this::now).toList());
  }
}
