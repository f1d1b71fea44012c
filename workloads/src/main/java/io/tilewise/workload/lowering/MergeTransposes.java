package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.Node;
import java.util.List;

/**
 * Makes one transpose of transposes that follow each other, and none if together they change
 * nothing. A what-if: the runtime keeps them all.
 */
final class MergeTransposes implements Pass {
  @Override
  public String name() {
    return "merge-transposes";
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof Permute permute) {
        transpose(rewriter, node, permute);
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build().withoutUnused();
  }

  private void transpose(GraphRewriter rewriter, Node node, Permute permute) {
    Node before = rewriter.now(node.operand());
    if (!(before.operator() instanceof Permute first)) {
      rewriter.keep(node);
      return;
    }
    List<Integer> order = permute.order().stream().map(first.order()::get).toList();
    Node source = before.operand();
    if (isIdentity(order)) {
      rewriter.replace(node, source);
    } else {
      String reason = "stands for '" + before.name() + "' and '" + node.name() + "'";
      Node merged =
          rewriter.add(
              node.name(), new Permute(order), List.of(source), node.origin().by(name(), reason));
      rewriter.replace(node, merged);
    }
  }

  private static boolean isIdentity(List<Integer> order) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i) != i) {
        return false;
      }
    }
    return true;
  }
}
