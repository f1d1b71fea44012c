package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GroupingOperator.Delegate;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.graph.SourceOperator.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph while parts of it are moved into delegates.
 *
 * <p>Every move puts all nodes in a new order, so the moves work on numbers, and the nodes of the
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

  /** The operands of each number. */
  private final List<int[]> operands = new ArrayList<>();

  /** The numbers that are in the graph, in its order. */
  private int[] order;

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
    for (Node node : old.nodes()) {
      operands.add(node.operands().stream().mapToInt(numbers::get).toArray());
      numbers.put(node, numbers.size());
    }
    order = new int[old.nodes().size()];
    Arrays.setAll(order, i -> i);
    placeOfResult = new int[order.length];
    Arrays.fill(placeOfResult, NOT_MOVED);
  }

  /** Replaces nodes of the old graph by one delegate and puts the graph in breadth-first order. */
  void move(List<Node> nodes) {
    BitSet part = new BitSet();
    nodes.forEach(node -> part.set(numbers.get(node)));
    BitSet readOutside = readOutside(part);
    List<Integer> members = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    List<Integer> next = new ArrayList<>();
    for (int number : order) {
      if (!part.get(number)) {
        next.add(number);
      } else {
        members.add(number);
        if (readOutside.get(number)) {
          results.add(number);
        }
      }
    }
    int delegate = addDelegate(members, results);
    next.add(delegate);
    for (int i = 0; i < results.size(); i++) {
      int result = results.get(i);
      placeOfResult[result] = i;
      operands.set(result, new int[] {delegate});
      next.add(result);
    }
    order = breadthFirst(next);
  }

  /** The graph after the moves. */
  Graph graph() {
    Node[] made = new Node[operands.size()];
    List<Node> nodes = new ArrayList<>();
    for (int number : order) {
      made[number] = make(number, made);
      nodes.add(made[number]);
    }
    List<Node> outputs = old.outputs().stream().map(node -> made[numbers.get(node)]).toList();
    return new Graph(old.name(), nodes, outputs);
  }

  private BitSet readOutside(BitSet part) {
    BitSet read = new BitSet();
    old.outputs().forEach(output -> read.set(numbers.get(output)));
    for (int number : order) {
      if (!part.get(number)) {
        for (int operand : operands.get(number)) {
          read.set(operand);
        }
      }
    }
    return read;
  }

  /** Makes a delegate's body, in which what it reads from outside comes first. */
  private int addDelegate(List<Integer> members, List<Integer> results) {
    Map<Integer, Node> inputs = new LinkedHashMap<>();
    Map<Integer, Node> copies = new HashMap<>();
    List<Node> computed = new ArrayList<>();
    for (int member : members) {
      List<Node> read = new ArrayList<>();
      for (int operand : operands.get(member)) {
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
    Graph body = new Graph(old.name(), all, results.stream().map(copies::get).toList());
    String name = "delegate of " + computed.get(computed.size() - 1).name();
    Origin origin = body.outputs().get(0).origin().by(pass, "XNNPACK executes these nodes");
    delegates.add(new MovedPart(name, body, origin));
    operands.add(inputs.keySet().stream().mapToInt(Integer::intValue).toArray());
    return operands.size() - 1;
  }

  private Node input(int number) {
    Node node = old.nodes().get(number);
    return Node.of(node.name(), new Input(node.type()), List.of(), node.origin());
  }

  /**
   * The numbers in the order in which a first-in-first-out queue gives them out: first those
   * without operands, then each as soon as its last operand is out.
   */
  private int[] breadthFirst(List<Integer> listed) {
    int[][] readers = readers(listed);
    int[] missing = new int[operands.size()];
    // The queue: what has been given out stands before what is ready.
    int[] queue = new int[listed.size()];
    int ready = 0;
    for (int number : listed) {
      missing[number] = operands.get(number).length;
      if (missing[number] == 0) {
        queue[ready++] = number;
      }
    }
    for (int out = 0; out < ready; out++) {
      for (int reader : readers[queue[out]]) {
        missing[reader]--;
        if (missing[reader] == 0) {
          queue[ready++] = reader;
        }
      }
    }
    return queue;
  }

  /** For each number those that read it, in their order; who reads it twice is in it twice. */
  private int[][] readers(List<Integer> listed) {
    int[] counts = new int[operands.size()];
    for (int number : listed) {
      for (int operand : operands.get(number)) {
        counts[operand]++;
      }
    }
    int[][] readers = new int[counts.length][];
    Arrays.setAll(readers, number -> new int[counts[number]]);
    int[] filled = new int[counts.length];
    for (int number : listed) {
      for (int operand : operands.get(number)) {
        readers[operand][filled[operand]++] = number;
      }
    }
    return readers;
  }

  private Node make(int number, Node[] made) {
    List<Node> read = Arrays.stream(operands.get(number)).mapToObj(i -> made[i]).toList();
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
