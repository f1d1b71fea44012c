package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.ReductionOperator.Function;
import io.tilewise.workload.graph.ReductionOperator.Reduce;
import java.util.List;

/**
 * Adds a node that picks the wanted result where an operator has several: normalizations also
 * return their statistics, minimum and maximum over a dimension also return where they are.
 */
final class SplitTupleResults implements Pass {
  @Override
  public String name() {
    return "split-tuple-results";
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      Node kept = rewriter.keep(node);
      if (hasSeveralResults(node)) {
        Node first =
            rewriter.add(
                node.name() + ".0",
                new TupleElement(0, kept.type()),
                List.of(kept),
                node.origin().by(name(), "picks the first of several results"));
        rewriter.replace(node, first);
      }
    }
    return rewriter.build();
  }

  private static boolean hasSeveralResults(Node node) {
    if (node.operator() instanceof Reduce reduce) {
      return reduce.function() == Function.MIN || reduce.function() == Function.MAX;
    }
    return node.operator() instanceof NormalizationOperator
        && !(node.operator() instanceof Softmax);
  }
}
