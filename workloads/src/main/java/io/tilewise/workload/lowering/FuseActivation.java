package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Clampable;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import java.util.List;
import java.util.Map;

/**
 * Turns a ReLU or ReLU6 that alone reads a convolution, linear or binary operator into its output
 * clamp. A clamp to other bounds stays a node of its own.
 */
final class FuseActivation implements Pass {
  @Override
  public String name() {
    return "fuse-activation";
  }

  @Override
  public Graph apply(Graph graph) {
    Map<Node, List<Node>> users = graph.users();
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (isFusible(node, users)) {
        rewriter.replace(node, rewriter.now(node.operand()));
      } else if (node.operator() instanceof Clampable clampable
          && users.get(node).size() == 1
          && isFusible(users.get(node).get(0), users)) {
        rewriter.keep(node, clampable.withClamp());
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private static boolean isFusible(Node node, Map<Node, List<Node>> users) {
    return node.operator() instanceof Unary unary
        && unary.function().isFusible()
        && node.operand().operator() instanceof Clampable
        && users.get(node.operand()).size() == 1;
  }
}
