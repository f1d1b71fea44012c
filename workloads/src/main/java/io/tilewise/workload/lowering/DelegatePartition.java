package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    DelegateMoves moves = new DelegateMoves(graph, name());
    parts.forEach(moves::move);
    return moves.graph();
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
}
