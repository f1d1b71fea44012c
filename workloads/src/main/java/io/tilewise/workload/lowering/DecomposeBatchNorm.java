package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import java.util.List;

/** Turns the batch norms that are left in a delegate into 1x1 depthwise convolutions. */
final class DecomposeBatchNorm implements Pass {
  @Override
  public String name() {
    return "decompose-batch-norm";
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof BatchNorm norm) {
        rewriter.replace(node, depthwise(rewriter, node, norm));
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private Node depthwise(GraphRewriter rewriter, Node node, BatchNorm norm) {
    int channels = norm.channels();
    boolean channelsLast = norm.channelAxis() == 3;
    Convolution convolution =
        new Convolution(channels, channels, 1, 1, 0, channels, channelsLast, false);
    List<Node> operands = rewriter.operandsOf(node);
    String reason = "XNNPACK has no batch norm, so it becomes a 1x1 depthwise convolution";
    return rewriter.add(node.name(), convolution, operands, node.origin().by(name(), reason));
  }
}
