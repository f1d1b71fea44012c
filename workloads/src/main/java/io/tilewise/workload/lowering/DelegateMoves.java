package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GroupingOperator.Delegate;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.graph.SourceOperator.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph while parts of it are moved into delegates.
 *
 * <p>Every move puts the nodes in a new order, so the moves work on numbers, and the nodes of the
 * new graph are made once, at the end. Numbers below that of the old graph's nodes stand for these,
 * the following ones for the delegates. An old node that has been moved and is still read from
 * outside keeps its number, which then stands for the element picked from its delegate's results;
 * what reads it need not change.
 */
final class DelegateMoves {
  private static final int NOT_MOVED = -1;

  private final Graph old;
  private final String pass;
  private final Map<Node, Integer> numbers = new HashMap<>();

  /** For each old node the old nodes that read it, in their order. */
  private final int[][] readers;

  private final BreadthFirstOrder order;
  private final List<MovedPart> delegates = new ArrayList<>();

  /** For each old node that has been moved, its place among the results of its delegate. */
  private final int[] placeOfResult;

  private record MovedPart(String name, Graph body, Origin origin) {}

  /**
   * The graph before the first move.
   *
   * @param pass name of the pass that moves, for the origin of the delegates
   */
  DelegateMoves(Graph old, String pass) {
    this.old = old;
    this.pass = pass;
    int[][] operands = new int[old.nodes().size()][];
    for (Node node : old.nodes()) {
      operands[numbers.size()] = node.operands().stream().mapToInt(numbers::get).toArray();
      numbers.put(node, numbers.size());
    }
    readers = readers(operands);
    order = new BreadthFirstOrder(operands, readers);
    placeOfResult = new int[operands.length];
    Arrays.fill(placeOfResult, NOT_MOVED);
  }

  /** For each number those that read it, in their order; who reads it twice is in it twice. */
  private static int[][] readers(int[][] operands) {
    int[] counts = new int[operands.length];
    for (int[] read : operands) {
      for (int operand : read) {
        counts[operand]++;
      }
    }
    int[][] readers = new int[operands.length][];
    Arrays.setAll(readers, number -> new int[counts[number]]);
    int[] filled = new int[operands.length];
    for (int number = 0; number < operands.length; number++) {
      for (int operand : operands[number]) {
        readers[operand][filled[operand]++] = number;
      }
    }
    return readers;
  }

  /** Replaces nodes of the old graph by one delegate and puts the graph in breadth-first order. */
  void move(List<Node> nodes) {
    List<Integer> members = new ArrayList<>();
    nodes.forEach(node -> members.add(numbers.get(node)));
    order.sort(members);
    int[] results = results(members);
    int[] inputs = addDelegate(members, results);
    for (int i = 0; i < results.length; i++) {
      placeOfResult[results[i]] = i;
    }
    order.replace(members, inputs, results);
  }

  /** The graph after the moves. */
  Graph graph() {
    Node[] made = new Node[placeOfResult.length + delegates.size()];
    List<Node> nodes = new ArrayList<>();
    for (int number : order.toList()) {
      made[number] = make(number, made);
      nodes.add(made[number]);
    }
    List<Node> outputs = old.outputs().stream().map(node -> made[numbers.get(node)]).toList();
    return new Graph(old.name(), nodes, outputs);
  }

  /** The order of the graph, to see what putting it in order took. */
  BreadthFirstOrder order() {
    return order;
  }

  /** The members that are read outside or returned. */
  private int[] results(List<Integer> members) {
    Set<Integer> part = new HashSet<>(members);
    return members.stream()
        .mapToInt(Integer::intValue)
        .filter(
            member ->
                old.isOutput(old.nodes().get(member))
                    || Arrays.stream(readers[member]).anyMatch(reader -> !part.contains(reader)))
        .toArray();
  }

  /**
   * Makes a delegate's body, in which what it reads from outside comes first.
   *
   * @return the numbers of what it reads from outside
   */
  private int[] addDelegate(List<Integer> members, int[] results) {
    Map<Integer, Node> inputs = new LinkedHashMap<>();
    Map<Integer, Node> copies = new HashMap<>();
    List<Node> computed = new ArrayList<>();
    for (int member : members) {
      List<Node> read = new ArrayList<>();
      for (int operand : order.operands(member)) {
        Node copy = copies.get(operand);
        read.add(copy != null ? copy : inputs.computeIfAbsent(operand, this::input));
      }
      Node node = old.nodes().get(member);
      Node copy = Node.of(node.name(), node.operator(), read, node.origin());
      copies.put(member, copy);
      computed.add(copy);
    }
    List<Node> all = new ArrayList<>(inputs.values());
    all.addAll(computed);
    Graph body = new Graph(old.name(), all, Arrays.stream(results).mapToObj(copies::get).toList());
    String name = "delegate of " + computed.get(computed.size() - 1).name();
    Origin origin = body.outputs().get(0).origin().by(pass, "XNNPACK executes these nodes");
    delegates.add(new MovedPart(name, body, origin));
    return inputs.keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  private Node input(int number) {
    Node node = old.nodes().get(number);
    return Node.of(node.name(), new Input(node.type()), List.of(), node.origin());
  }

  private Node make(int number, Node[] made) {
    List<Node> read = Arrays.stream(order.operands(number)).mapToObj(i -> made[i]).toList();
    if (number >= placeOfResult.length) {
      MovedPart part = delegates.get(number - placeOfResult.length);
      return Node.of(part.name(), new Delegate(part.body()), read, part.origin());
    }
    Node node = old.nodes().get(number);
    if (placeOfResult[number] != NOT_MOVED) {
      TupleElement element = new TupleElement(placeOfResult[number], node.type());
      return Node.of(node.name(), element, read, node.origin());
    }
    return read.equals(node.operands())
        ? node
        : Node.of(node.name(), node.operator(), read, node.origin());
  }
}
