package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import java.util.List;
import java.util.Map;

/**
 * Removes a batch norm that alone reads a convolution or linear: its scale and shift go into the
 * weights and the bias. Whether folded or not, nothing in a delegate picks the first of its
 * results: there it has but one.
 */
final class FoldBatchNorm implements Pass {
  private final boolean fold;

  /**
   * @param fold whether to fold; else every batch norm stays
   */
  FoldBatchNorm(boolean fold) {
    this.fold = fold;
  }

  @Override
  public String name() {
    return "fold-batch-norm";
  }

  @Override
  public Graph apply(Graph graph) {
    Map<Node, List<Node>> users = graph.users();
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      boolean picksNorm =
          node.operator() instanceof TupleElement && node.operand().operator() instanceof BatchNorm;
      boolean folds =
          fold && node.operator() instanceof BatchNorm && DelegateSupport.isFoldable(node, users);
      if (picksNorm || folds) {
        rewriter.replace(node, rewriter.now(node.operand()));
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }
}
