package io.tilewise.workload.graph;

import io.tilewise.workload.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a {@link Graph} operator by operator. Parameters, scalars and inputs may be declared at
 * any time; they are put first, in this order of kinds, as model exporters do.
 */
public final class GraphBuilder {
  private final String name;
  private final List<Node> parameters = new ArrayList<>();
  private final List<Node> scalars = new ArrayList<>();
  private final List<Node> inputs = new ArrayList<>();
  private final List<Node> computed = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();

  public GraphBuilder(String name) {
    this.name = name;
  }

  public Node parameter(String nodeName, TensorType type) {
    return source(parameters, nodeName, new SourceOperator.Parameter(type));
  }

  /** A tensor that is part of the model and does not come from training. */
  public Node buffer(String nodeName, TensorType type) {
    return source(parameters, nodeName, new SourceOperator.Parameter(type, false));
  }

  public Node scalar(String nodeName, TensorType type) {
    return source(scalars, nodeName, new SourceOperator.Scalar(type));
  }

  public Node input(String nodeName, TensorType type) {
    return source(inputs, nodeName, new SourceOperator.Input(type));
  }

  private Node source(List<Node> list, String nodeName, SourceOperator operator) {
    String unique = unique(nodeName);
    Node node = Node.of(unique, operator, List.of(), Origin.model(unique));
    list.add(node);
    return node;
  }

  /** Applies an operator of the model. A name that is taken gets a number. */
  public Node apply(String nodeName, Operator operator, Node... operands) {
    return apply(nodeName, operator, List.of(operands));
  }

  /** Applies an operator of the model. A name that is taken gets a number. */
  public Node apply(String nodeName, Operator operator, List<Node> operands) {
    String unique = unique(nodeName);
    Node node = Node.of(unique, operator, operands, Origin.model(unique));
    computed.add(node);
    return node;
  }

  private String unique(String wanted) {
    int use = uses.merge(wanted, 1, Integer::sum);
    return use == 1 ? wanted : unique(wanted + "." + use);
  }

  /** The graph of all that was declared and applied. */
  public Graph build(List<Node> outputs) {
    List<Node> nodes = new ArrayList<>(parameters);
    nodes.addAll(scalars);
    nodes.addAll(inputs);
    nodes.addAll(computed);
    return new Graph(name, nodes, outputs);
  }
}
