package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GroupingOperator.Delegate;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.SourceOperator.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Moves the parts that {@link Partitioner} finds into delegates, one after the other, the latest
 * first. After each move the graph is put in breadth-first order, as the exporter does; nodes keep
 * inside a delegate the order that the graph had at that moment. Both rules are visible in the real
 * listings: a late delegate lists its nodes in the model's order, an earlier one in breadth-first
 * order.
 */
final class DelegatePartition implements Pass {
  private final DelegateSupport support;

  DelegatePartition(DelegateSupport support) {
    this.support = support;
  }

  @Override
  public String name() {
    return "partition";
  }

  @Override
  public Graph apply(Graph graph) {
    Predicate<Node> supported = support.in(graph);
    List<List<Node>> parts =
        new Partitioner(graph).partition(supported, quantizedGroups(graph, supported));
    Graph current = graph;
    // Nodes are rebuilt by every move; their names stay.
    for (List<Node> part : parts) {
      Set<String> names = new HashSet<>();
      part.forEach(node -> names.add(node.name()));
      current = moveToDelegate(current, names);
    }
    return current;
  }

  /** Each quantized operator with its dequantized operands, its ReLU and its quantized result. */
  private static List<List<Node>> quantizedGroups(Graph graph, Predicate<Node> supported) {
    Map<Node, List<Node>> users = graph.users();
    List<List<Node>> groups = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!StaticQuantization.isQuantized(node)
          || !supported.test(node)
          || !node.operands().stream().allMatch(x -> x.operator() instanceof Dequantize)) {
        continue;
      }
      List<Node> group = new ArrayList<>(node.operands());
      group.add(node);
      Node last = users.get(node).get(0);
      if (last.operator() instanceof Unary) {
        group.add(last);
        last = users.get(last).get(0);
      }
      if (last.operator() instanceof Quantize) {
        group.add(last);
      }
      groups.add(group);
    }
    return groups;
  }

  /** Replaces the named nodes by one delegate and puts the graph in breadth-first order. */
  private Graph moveToDelegate(Graph graph, Set<String> part) {
    Set<Node> readOutside = new HashSet<>(graph.outputs());
    for (Node node : graph.nodes()) {
      if (!part.contains(node.name())) {
        readOutside.addAll(node.operands());
      }
    }
    List<Node> results =
        graph.nodes().stream()
            .filter(node -> part.contains(node.name()) && readOutside.contains(node))
            .toList();
    Map<Node, Node> inputs = new LinkedHashMap<>();
    Graph body = body(graph, part, results, inputs);
    String name = "delegate of " + body.nodes().get(body.nodes().size() - 1).name();
    Origin origin = body.outputs().get(0).origin().by(name(), "XNNPACK executes these nodes");
    Node delegate = Node.of(name, new Delegate(body), List.copyOf(inputs.keySet()), origin);

    List<Node> nodes = new ArrayList<>();
    graph.nodes().stream().filter(node -> !part.contains(node.name())).forEach(nodes::add);
    nodes.add(delegate);
    Map<Node, Node> resultOf = new HashMap<>();
    for (int i = 0; i < results.size(); i++) {
      Node result = results.get(i);
      TupleElement element = new TupleElement(i, result.type());
      Node picked = Node.of(result.name(), element, List.of(delegate), result.origin());
      resultOf.put(result, picked);
      nodes.add(picked);
    }
    return rebuilt(graph, breadthFirst(nodes, resultOf), resultOf);
  }

  /** The named nodes as a graph of their own; {@code inputs} gets what they read from outside. */
  private static Graph body(
      Graph graph, Set<String> part, List<Node> results, Map<Node, Node> inputs) {
    Map<Node, Node> copies = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!part.contains(node.name())) {
        continue;
      }
      for (Node operand : node.operands()) {
        if (!copies.containsKey(operand)) {
          Node input =
              Node.of(operand.name(), new Input(operand.type()), List.of(), operand.origin());
          inputs.put(operand, input);
          copies.put(operand, input);
        }
      }
      List<Node> operands = node.operands().stream().map(copies::get).toList();
      Node copy = Node.of(node.name(), node.operator(), operands, node.origin());
      copies.put(node, copy);
      nodes.add(copy);
    }
    List<Node> all = new ArrayList<>(inputs.values());
    all.addAll(nodes);
    return new Graph(graph.name(), all, results.stream().map(copies::get).toList());
  }

  /**
   * The nodes in the order in which a first-in-first-out queue gives them out: first those without
   * operands, then each node as soon as its last operand is out.
   */
  private static List<Node> breadthFirst(List<Node> nodes, Map<Node, Node> resultOf) {
    Map<Node, List<Node>> users = new HashMap<>();
    Map<Node, Integer> missing = new HashMap<>();
    Queue<Node> ready = new ArrayDeque<>();
    for (Node node : nodes) {
      // An operand that is read twice counts twice, both here and when it is given out.
      for (Node operand : node.operands()) {
        Node read = resultOf.getOrDefault(operand, operand);
        users.computeIfAbsent(read, x -> new ArrayList<>()).add(node);
      }
      if (node.operands().isEmpty()) {
        ready.add(node);
      } else {
        missing.put(node, node.operands().size());
      }
    }
    List<Node> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      Node node = ready.remove();
      order.add(node);
      for (Node user : users.getOrDefault(node, List.of())) {
        if (missing.merge(user, -1, Integer::sum) == 0) {
          ready.add(user);
        }
      }
    }
    return order;
  }

  private static Graph rebuilt(Graph graph, List<Node> order, Map<Node, Node> resultOf) {
    Map<Node, Node> rebuilt = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : order) {
      List<Node> operands = new ArrayList<>(node.operands().size());
      for (Node operand : node.operands()) {
        operands.add(rebuilt.get(resultOf.getOrDefault(operand, operand)));
      }
      // Most nodes lie before the part that was moved and read the same as before.
      Node copy =
          operands.equals(node.operands())
              ? node
              : Node.of(node.name(), node.operator(), operands, node.origin());
      rebuilt.put(node, copy);
      nodes.add(copy);
    }
    return new Graph(
        graph.name(),
        nodes,
        graph.outputs().stream()
            .map(output -> rebuilt.get(resultOf.getOrDefault(output, output)))
            .toList());
  }
}
