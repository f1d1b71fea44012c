package io.tilewise.workload.lowering;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.SourceOperator.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts scalars to the element type of the tensor they are combined with, as PyTorch's exporter
 * does: in a half-precision model every division by a Python number costs a conversion call.
 */
final class PromoteScalars implements Pass {
  @Override
  public String name() {
    return "promote-scalars";
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof Binary) {
        List<Node> operands = new ArrayList<>();
        for (Node operand : rewriter.operandsOf(node)) {
          operands.add(promoted(rewriter, node, operand));
        }
        Node kept = rewriter.add(node.name(), node.operator(), operands, node.origin());
        rewriter.replace(node, kept);
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private Node promoted(GraphRewriter rewriter, Node user, Node operand) {
    ElementType wanted = user.type().element();
    if (!(operand.operator() instanceof Scalar)
        || operand.type().element() == wanted
        || wanted == ElementType.BOOL) {
      return operand;
    }
    return rewriter.add(
        operand.name() + ".cast",
        new Cast(wanted),
        List.of(operand),
        user.origin().by(name(), "the scalar is " + operand.type() + ", the tensor " + wanted));
  }
}
