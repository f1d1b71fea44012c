package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * Each quantized operator with the dequantized operands that it alone reads, with its ReLU and
   * with its quantized result, if these alone read what is before them.
   */
  private static List<List<Node>> quantizedGroups(Graph graph, Predicate<Node> supported) {
    Map<Node, List<Node>> users = graph.users();
    List<List<Node>> groups = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!StaticQuantization.isQuantized(node)
          || !supported.test(node)
          || !node.operands().stream().allMatch(x -> x.operator() instanceof Dequantize)) {
        continue;
      }
      List<Node> group = new ArrayList<>();
      node.operands().stream().distinct().filter(x -> users.get(x).size() == 1).forEach(group::add);
      group.add(node);
      Optional<Node> relu =
          onlyReader(node, users).filter(x -> x.operator() instanceof Unary && supported.test(x));
      relu.ifPresent(group::add);
      onlyReader(relu.orElse(node), users)
          .filter(x -> x.operator() instanceof Quantize)
          .ifPresent(group::add);
      groups.add(group);
    }
    return groups;
  }

  private static Optional<Node> onlyReader(Node node, Map<Node, List<Node>> users) {
    List<Node> readers = users.get(node);
    return readers.size() == 1 ? Optional.of(readers.get(0)) : Optional.empty();
  }
}
