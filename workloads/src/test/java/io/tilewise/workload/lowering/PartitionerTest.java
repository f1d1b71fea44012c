package io.tilewise.workload.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.OpaqueOperator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts of a graph: by hand, and those of the greedy algorithm. */
class PartitionerTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 1);

  private final GraphBuilder builder = new GraphBuilder("test");

  /** A node that is supported if its name is in capital letters. */
  private Node node(String name, Node... operands) {
    return builder.apply(name, new OpaqueOperator("any", TYPE), operands);
  }

  private static boolean isSupported(Node node) {
    return Character.isUpperCase(node.name().charAt(0));
  }

  private List<String> parts(List<List<Node>> groups, Node... outputs) {
    return new Partitioner(builder.build(List.of(outputs)))
        .partition(PartitionerTest::isSupported, groups).stream()
            .map(part -> String.join(" ", part.stream().map(Node::name).toList()))
            .toList();
  }

  @Test
  void branchesThatDoNotDependOnEachOtherShareAPart() {
    Node x = builder.input("x", TYPE);
    Node left = node("LEFT", x);
    Node right = node("RIGHT", x);
    Node end = node("end", node("between", left), right);
    // Both are one unsupported stretch away from the end, where no part is.
    assertThat(parts(List.of(), end)).containsExactly("LEFT RIGHT");
  }

  @Test
  void anUnsupportedNodeBetweenSupportedOnesSeparatesThem() {
    Node x = builder.input("x", TYPE);
    Node a = node("A", x);
    Node between = node("between", a);
    Node b = node("B", between);
    // C reads A directly, but from A a path leads to it through "between" and B as well.
    Node c = node("C", b, a);
    assertThat(parts(List.of(), c)).containsExactly("B C", "A");
  }

  @Test
  void aBranchJoinsTheFirstPartBehindIt() {
    Node x = builder.input("x", TYPE);
    Node a = node("A", x);
    Node side = node("SIDE", x);
    Node b = node("B", node("between", a));
    Node c = node("C", node("late", b), side);
    // SIDE leads to the last part only and joins that, though it could be executed with A.
    assertThat(parts(List.of(), c)).containsExactly("SIDE C", "B", "A");
  }

  @Test
  void aGroupIsInOnePart() {
    Node x = builder.input("x", TYPE);
    Node early = node("EARLY", x);
    Node first = node("FIRST", x);
    Node last = node("LAST", early, node("between", first));
    // FIRST is a part of its own. EARLY alone would be with LAST, but belongs to FIRST, so a path
    // leads from it through "between".
    Node other = node("OTHER", last);
    assertThat(parts(List.of(), other)).containsExactly("EARLY LAST OTHER", "FIRST");
    assertThat(parts(List.of(List.of(early, first)), other))
        .containsExactly("LAST OTHER", "EARLY FIRST");
  }

  @Test
  void refusesGroupsThatCannotBeInTheirPlace() {
    Node x = builder.input("x", TYPE);
    Node a = node("A", x);
    Node between = node("between", a);
    Node b = node("B", a);
    Node c = node("C", b, between);
    assertThatThrownBy(() -> parts(List.of(List.of(a, b), List.of(b, c)), c))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("B: opaque f32[1] is in two groups");
    assertThatThrownBy(() -> parts(List.of(List.of(a, between)), c))
        .hasMessage("between: opaque f32[1] is in a group and not supported");
    assertThatThrownBy(() -> parts(List.of(List.of(a, c)), c))
        .hasMessage("B: opaque f32[1] reads from the group of C: opaque f32[1] before its end");
  }

  @Test
  void findsThePartsOfTheGreedyAlgorithm() {
    int several = 0;
    int grouped = 0;
    for (long seed = 0; seed < 600; seed++) {
      RandomGraphs random = RandomGraphs.of(seed);
      List<List<Node>> parts =
          new Partitioner(random.graph()).partition(random.supported()::contains, random.groups());
      assertThat(parts)
          .as("seed %d", seed)
          .isEqualTo(
              new GreedyPartition(random.graph())
                  .partition(random.supported()::contains, random.groups()));
      several += parts.size() > 2 ? 1 : 0;
      grouped += random.groups().isEmpty() ? 0 : 1;
    }
    assertThat(several).as("graphs of more than two parts").isGreaterThan(150);
    assertThat(grouped).as("graphs with groups").isGreaterThan(150);
  }

  /** A table of all pairs of these nodes would take 5 GB even with one bit for each. */
  @Test
  void takesNoMemoryForPairsOfNodes() {
    int pairs = 100_000;
    List<Node> nodes = new ArrayList<>(List.of(builder.input("x", TYPE)));
    for (int i = 0; i < pairs; i++) {
      nodes.add(node("A" + i, nodes.get(nodes.size() - 1)));
      nodes.add(node("b" + i, nodes.get(nodes.size() - 1)));
    }
    Graph graph = builder.build(List.of(nodes.get(nodes.size() - 1)));
    List<List<Node>> parts =
        new Partitioner(graph).partition(PartitionerTest::isSupported, List.of());
    assertThat(parts).hasSize(pairs);
    assertThat(parts.get(0)).extracting(Node::name).containsExactly("A" + (pairs - 1));
  }
}
