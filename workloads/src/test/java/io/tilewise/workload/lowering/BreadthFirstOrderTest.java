package io.tilewise.workload.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.OpaqueOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order after each move is that of a queue which puts the whole graph in order every time. */
class BreadthFirstOrderTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 1);

  @Test
  void isTheOrderOfTheWholeGraphAfterEveryMove() {
    int moves = 0;
    for (long seed = 0; seed < 600; seed++) {
      RandomGraphs random = RandomGraphs.of(seed);
      moves +=
          compareWithWhole(
              "seed " + seed, random.graph(), random.supported()::contains, random.groups());
    }
    assertThat(moves).isGreaterThan(1000);
  }

  /** What delegates do not depend on moves along them as they shrink. */
  @Test
  void isTheOrderOfTheWholeGraphBesideALongBranch() {
    GraphBuilder builder = new GraphBuilder("branch");
    Node x = builder.input("x", TYPE);
    Node branch = x;
    for (int i = 0; i < 150; i++) {
      branch = node(builder, "branch", branch);
      if (i % 7 == 0) {
        node(builder, "twig", branch);
      }
    }
    Node last = blocks(builder, x, 20);
    Graph graph = builder.build(List.of(node(builder, "end", branch, last)));
    assertThat(compareWithWhole("branch", graph, BreadthFirstOrderTest::isSupported, List.of()))
        .isEqualTo(20);
  }

  /** Each block more costs the same, and in all no number is put in order twice on average. */
  @Test
  void stepsGrowWithTheBlocksAndNotWithTheirSquare() {
    long steps = steps(500);
    assertThat(steps(1000) - steps).isEqualTo(steps(1500) - steps(1000));
    assertThat(steps).isLessThan(2 * 500 * 9);
  }

  private static long steps(int blocks) {
    GraphBuilder builder = new GraphBuilder("blocks");
    Graph graph = builder.build(List.of(blocks(builder, builder.input("x", TYPE), blocks)));
    DelegateMoves moves = new DelegateMoves(graph, "test");
    List<List<Node>> parts =
        new Partitioner(graph).partition(BreadthFirstOrderTest::isSupported, List.of());
    assertThat(parts).hasSize(blocks);
    parts.forEach(moves::move);
    return moves.order().steps();
  }

  /**
   * A portable operator, then two branches of supported ones and a skip connection. The portable
   * operator also reads a supported one that comes early in the delegate of the block before.
   */
  private static Node blocks(GraphBuilder builder, Node x, int count) {
    Node last = x;
    Node lastNorm = x;
    Node lastSide = x;
    for (int i = 0; i < count; i++) {
      Node norm = node(builder, "norm", last, lastSide);
      lastSide = node(builder, "SIDE", lastNorm);
      lastNorm = norm;
      Node up = node(builder, "UP", norm);
      Node activation = node(builder, "ACTIVATION", up);
      Node down = node(builder, "DOWN", activation);
      Node gate = node(builder, "GATE", norm);
      Node sigmoid = node(builder, "SIGMOID", gate);
      Node product = node(builder, "PRODUCT", down, sigmoid);
      last = node(builder, "SUM", product, last);
    }
    return node(builder, "end", last, lastSide);
  }

  /** A node that is supported if its name is in capital letters. */
  private static Node node(GraphBuilder builder, String name, Node... operands) {
    return builder.apply(name, new OpaqueOperator("any", TYPE), operands);
  }

  private static boolean isSupported(Node node) {
    return Character.isUpperCase(node.name().charAt(0));
  }

  /** Moves all parts of a graph and compares after each; gives their number. */
  private static int compareWithWhole(
      String name, Graph graph, Predicate<Node> supported, List<List<Node>> groups) {
    Map<Node, Integer> numbers = new HashMap<>();
    graph.nodes().forEach(node -> numbers.put(node, numbers.size()));
    int[][] operands =
        graph.nodes().stream()
            .map(node -> node.operands().stream().mapToInt(numbers::get).toArray())
            .toArray(int[][]::new);
    int[][] readers = readers(operands);
    BreadthFirstOrder order = new BreadthFirstOrder(operands, readers);
    Whole whole = new Whole(operands);
    List<List<Node>> parts = new Partitioner(graph).partition(supported, groups);
    for (List<Node> part : parts) {
      List<Integer> members = new ArrayList<>();
      part.forEach(node -> members.add(numbers.get(node)));
      members.sort((a, b) -> Integer.compare(whole.order.indexOf(a), whole.order.indexOf(b)));
      List<Integer> sorted = new ArrayList<>(members);
      order.sort(sorted);
      assertThat(sorted).as(name).isEqualTo(members);

      int[] inputs =
          members.stream()
              .flatMapToInt(member -> Arrays.stream(operands[member]))
              .filter(operand -> !members.contains(operand))
              .distinct()
              .toArray();
      int[] results =
          members.stream()
              .mapToInt(member -> member)
              .filter(
                  member ->
                      graph.outputs().contains(graph.nodes().get(member))
                          || !IntStream.of(readers[member]).allMatch(members::contains))
              .toArray();
      order.replace(members, inputs, results);
      whole.replace(members, inputs, results);
      assertThat(order.toList()).as(name).isEqualTo(whole.order);
    }
    return parts.size();
  }

  private static int[][] readers(int[][] operands) {
    return IntStream.range(0, operands.length)
        .mapToObj(
            read ->
                IntStream.range(0, operands.length)
                    .filter(number -> IntStream.of(operands[number]).anyMatch(x -> x == read))
                    .toArray())
        .toArray(int[][]::new);
  }

  /** A graph that is put in order from its beginning after each move. */
  private static final class Whole {
    private final List<int[]> operands;
    private List<Integer> order;

    Whole(int[][] operands) {
      this.operands = new ArrayList<>(List.of(operands));
      order = IntStream.range(0, operands.length).boxed().toList();
    }

    void replace(List<Integer> members, int[] inputs, int[] results) {
      int delegate = operands.size();
      operands.add(inputs);
      List<Integer> listed = new ArrayList<>(order);
      listed.removeAll(members);
      listed.add(delegate);
      for (int result : results) {
        operands.set(result, new int[] {delegate});
        listed.add(result);
      }
      order = breadthFirst(listed);
    }

    private List<Integer> breadthFirst(List<Integer> listed) {
      BitSet out = new BitSet();
      List<Integer> queue = new ArrayList<>();
      List<Integer> waiting = new ArrayList<>(listed);
      takeReady(waiting, out, queue);
      for (int i = 0; i < queue.size(); i++) {
        out.set(queue.get(i));
        takeReady(waiting, out, queue);
      }
      return queue;
    }

    private void takeReady(List<Integer> waiting, BitSet out, List<Integer> queue) {
      List<Integer> ready = new ArrayList<>();
      waiting.removeIf(
          number -> IntStream.of(operands.get(number)).allMatch(out::get) && ready.add(number));
      queue.addAll(ready);
    }
  }
}
