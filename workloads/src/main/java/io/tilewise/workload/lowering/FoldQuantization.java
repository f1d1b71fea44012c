package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import java.util.List;
import java.util.Map;

/**
 * Makes quantized operators compute on 8-bit tensors directly: the dequantizations before and the
 * quantization after such an operator are part of its kernel and disappear. What remains are real
 * conversions, at the borders to floating-point operators. A ReLU between operator and quantization
 * that is not fused clamps the 8-bit tensor.
 */
final class FoldQuantization implements Pass {
  @Override
  public String name() {
    return "fold-quantization";
  }

  @Override
  public Graph apply(Graph graph) {
    Map<Node, List<Node>> users = graph.users();
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof Quantize
          && (computesIn8Bits(node.operand(), users) || clampsIn8Bits(node.operand(), users))) {
        rewriter.replace(node, rewriter.now(node.operand()));
      } else if (computesIn8Bits(node, users)) {
        List<Node> operands =
            node.operands().stream().map(Node::operand).map(rewriter::now).toList();
        rewriter.replace(node, rewriter.add(node.name(), node.operator(), operands, node.origin()));
      } else if (!(node.operator() instanceof Dequantize) || isReallyRead(node, graph, users)) {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private static boolean computesIn8Bits(Node node, Map<Node, List<Node>> users) {
    return StaticQuantization.isQuantized(node)
        && node.operands().stream().allMatch(x -> x.operator() instanceof Dequantize)
        && users.get(node).size() == 1
        && (isQuantize(users.get(node).get(0)) || isQuantizedRelu(users.get(node).get(0), users));
  }

  private static boolean clampsIn8Bits(Node node, Map<Node, List<Node>> users) {
    return isQuantizedRelu(node, users) && computesIn8Bits(node.operand(), users);
  }

  private static boolean isQuantizedRelu(Node node, Map<Node, List<Node>> users) {
    return node.operator() instanceof Unary unary
        && unary.function().isFusible()
        && users.get(node).size() == 1
        && isQuantize(users.get(node).get(0));
  }

  private static boolean isQuantize(Node node) {
    return node.operator() instanceof Quantize;
  }

  /** Whether a dequantized tensor is read by something that does not compute in 8 bits. */
  private static boolean isReallyRead(Node node, Graph graph, Map<Node, List<Node>> users) {
    return graph.isOutput(node)
        || users.get(node).stream().anyMatch(user -> !computesIn8Bits(user, users));
  }
}
