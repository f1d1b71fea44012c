package io.tilewise.workload.lowering;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.OpaqueOperator;
import io.tilewise.workload.graph.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A random graph of 5 to 200 nodes, which of them are supported, and groups among these. */
record RandomGraphs(Graph graph, Set<Node> supported, List<List<Node>> groups) {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 1);

  static RandomGraphs of(long seed) {
    Random random = new Random(seed);
    int size = 5 + random.nextInt(random.nextInt(4) == 0 ? 196 : 40);
    Graph graph = graph(random, size);
    double share = List.of(0.3, 0.5, 0.8, 0.95).get(random.nextInt(4));
    Set<Node> supported = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!node.operands().isEmpty() && random.nextDouble() < share) {
        supported.add(node);
      }
    }
    List<List<Node>> groups =
        random.nextInt(3) == 0 ? List.of() : groups(random, graph, supported, size / 4);
    return new RandomGraphs(graph, supported, groups);
  }

  /** Chains, trees, chains with skips, tangles: what a node reads is near to it or anywhere. */
  private static Graph graph(Random random, int size) {
    int shape = random.nextInt(5);
    double given = random.nextInt(3) == 0 ? 0.2 : 0.02;
    List<Node> nodes = new ArrayList<>();
    Set<Node> read = new HashSet<>();
    for (int i = 0; i < size; i++) {
      List<Node> operands = new ArrayList<>();
      if (i > 0 && random.nextDouble() >= given) {
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        for (int j = 0; j < count; j++) {
          operands.add(nodes.get(operand(random, shape, i, j)));
        }
      }
      read.addAll(operands);
      String name = "n" + i;
      nodes.add(Node.of(name, new OpaqueOperator("any", TYPE), operands, Origin.model(name)));
    }
    List<Node> outputs = new ArrayList<>();
    for (Node node : nodes) {
      if (!read.contains(node) || random.nextInt(30) == 0) {
        outputs.add(node);
      }
    }
    return new Graph("random", nodes, outputs);
  }

  private static int operand(Random random, int shape, int node, int operand) {
    return switch (shape) {
      case 0 -> random.nextInt(node);
      case 1 -> Math.max(0, node - 1 - random.nextInt(3));
      case 2 -> operand == 0 ? node - 1 : random.nextInt(node);
      case 3 -> Math.max(0, node - 4);
      default ->
          random.nextInt(20) == 0
              ? random.nextInt(node)
              : Math.max(0, node - 1 - random.nextInt(6));
    };
  }

  /** Groups that are read from outside behind their last nodes only. */
  private static List<List<Node>> groups(
      Random random, Graph graph, Set<Node> supported, int tries) {
    Map<Node, List<Node>> users = graph.users();
    Map<Node, Integer> positions = new HashMap<>();
    graph.nodes().forEach(node -> positions.put(node, positions.size()));
    Set<Node> taken = new HashSet<>();
    List<List<Node>> groups = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      int end = random.nextInt(graph.nodes().size());
      Set<Node> group = new LinkedHashSet<>();
      List<Node> near = new ArrayList<>(List.of(graph.nodes().get(end)));
      for (int j = 0; j < 5; j++) {
        Node node = near.get(random.nextInt(near.size()));
        boolean readBefore =
            users.get(node).stream()
                .anyMatch(reader -> !group.contains(reader) && positions.get(reader) < end);
        if (supported.contains(node)
            && !taken.contains(node)
            && !readBefore
            && (j == 0 || !group.isEmpty())) {
          group.add(node);
          near.addAll(node.operands());
        }
        near.add(graph.nodes().get(random.nextInt(end + 1)));
      }
      if (group.size() > 1) {
        taken.addAll(group);
        groups.add(List.copyOf(group));
      }
    }
    return groups;
  }
}
