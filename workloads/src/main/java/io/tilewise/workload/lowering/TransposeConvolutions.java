package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.Node;
import java.util.List;

/**
 * Transposes an image to channels last before each convolution of several taps, and its result
 * back, where the rest of the graph keeps channels first: what a kernel on a matrix unit needs that
 * packs pixels with all their channels. Depthwise convolutions have no such kernel; those of one
 * tap without groups are products that need no other order. No transpose is shared or saved.
 */
final class TransposeConvolutions implements Pass {
  private static final List<Integer> TO_CHANNELS_FIRST = List.of(0, 3, 1, 2);

  @Override
  public String name() {
    return ChannelsLastLayout.NAME;
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof Convolution convolution
          && !convolution.isDepthwise()
          && convolution.window().taps() > 1) {
        wrap(rewriter, node, convolution);
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private void wrap(GraphRewriter rewriter, Node node, Convolution convolution) {
    String reason = "the SME2 kernel of '" + node.name() + "' has channels last, the graph first";
    Node image =
        rewriter.add(
            node.name() + ".nhwc",
            new Permute(ChannelsLastLayout.TO_CHANNELS_LAST),
            rewriter.operandsOf(node),
            node.origin().by(name(), reason));
    Node result =
        rewriter.add(node.name(), convolution.withChannelsLast(), List.of(image), node.origin());
    rewriter.replace(
        node,
        rewriter.add(
            node.name() + ".nchw",
            new Permute(TO_CHANNELS_FIRST),
            List.of(result),
            node.origin().by(name(), reason)));
  }
}
