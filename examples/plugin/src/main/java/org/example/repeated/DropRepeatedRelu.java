package org.example.repeated;

import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.OperatorKind;
import io.tilewise.workload.lowering.LoweringPass;

/** Leaves out a ReLU behind a ReLU: {@code max(0, max(0, x)) = max(0, x)}. */
public final class DropRepeatedRelu implements LoweringPass {

  @Override
  public String name() {
    return "drop-repeated-relu";
  }

  @Override
  public String description() {
    return "leaves out activations that change nothing";
  }

  @Override
  public Stage stage() {
    return Stage.GRAPH;
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (isRelu(node) && isRelu(node.operand())) {
        rewriter.replace(node, rewriter.now(node.operand()));
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private static boolean isRelu(Node node) {
    return node.operator().kind() == OperatorKind.RELU;
  }
}
