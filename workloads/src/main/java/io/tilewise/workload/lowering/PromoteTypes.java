package io.tilewise.workload.lowering;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts the operands of arithmetic to the element type of the result, as PyTorch's exporter
 * does: in a half-precision model every division by a Python number costs a conversion call.
 * Comparisons take mixed types.
 */
final class PromoteTypes implements Pass {
  @Override
  public String name() {
    return "promote-types";
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof Binary binary && !binary.function().givesBoolean()) {
        List<Node> operands = new ArrayList<>();
        for (Node operand : rewriter.operandsOf(node)) {
          operands.add(promoted(rewriter, node, operand));
        }
        rewriter.replace(node, rewriter.add(node.name(), binary, operands, node.origin()));
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private Node promoted(GraphRewriter rewriter, Node user, Node operand) {
    ElementType wanted = user.type().element();
    if (operand.type().element() == wanted) {
      return operand;
    }
    String reason = "the operand is " + operand.type() + ", the result " + wanted;
    return rewriter.add(
        user.name() + ".cast." + operand.name(),
        new Cast(wanted),
        List.of(operand),
        user.origin().by(name(), reason));
  }
}
