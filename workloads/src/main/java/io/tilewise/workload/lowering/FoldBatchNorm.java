package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import java.util.List;
import java.util.Map;

/**
 * Removes a batch norm that alone reads a convolution or linear: its scale and shift go into the
 * weights and the bias. Whether folded or not, nothing in a delegate picks the first of its
 * results: there it has but one. Before quantization the same happens in the whole graph, to batch
 * norm behind convolutions only.
 */
final class FoldBatchNorm implements Pass {
  private final boolean fold;
  private final boolean inDelegate;

  /**
   * @param fold whether to fold; else every batch norm stays
   * @param inDelegate whether the graph is a delegate's; else it is the whole network before it is
   *     quantized
   */
  FoldBatchNorm(boolean fold, boolean inDelegate) {
    this.fold = fold;
    this.inDelegate = inDelegate;
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
          node.operator() instanceof TupleElement
              && node.operand().operator() instanceof BatchNorm
              && (inDelegate || folds(node.operand(), users));
      if (picksNorm || folds(node, users)) {
        rewriter.replace(node, rewriter.now(node.operand()));
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private boolean folds(Node node, Map<Node, List<Node>> users) {
    return fold
        && node.operator() instanceof BatchNorm
        && DelegateSupport.isFoldable(node, users)
        && (inDelegate || node.operand().operator() instanceof Convolution);
  }
}
