package io.tilewise.workload.lowering;

import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphRewriter;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.MatMul;
import io.tilewise.workload.graph.MovementOperator.Expand;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Origin;
import java.util.List;

/**
 * Writes a matrix product of activations the way PyTorch's exporter does: both operands are
 * expanded to the common batch shape (a copy in the portable library, even where nothing expands),
 * reshaped to one batch dimension, multiplied, and reshaped back.
 *
 * <p>Source: software stack report of ExecuTorch v1.1.0 and v1.2.0, section 4.1 (matmul).
 */
final class DecomposeMatMul implements Pass {
  private final boolean expandOperands;

  /**
   * @param expandOperands whether operands are expanded even though they have the common shape
   */
  DecomposeMatMul(boolean expandOperands) {
    this.expandOperands = expandOperands;
  }

  @Override
  public String name() {
    return "decompose-matmul";
  }

  @Override
  public Graph apply(Graph graph) {
    GraphRewriter rewriter = new GraphRewriter(graph);
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof MatMul) {
        decompose(rewriter, node);
      } else {
        rewriter.keep(node);
      }
    }
    return rewriter.build();
  }

  private void decompose(GraphRewriter rewriter, Node matmul) {
    Node left = batched(rewriter, matmul, 0);
    Node right = batched(rewriter, matmul, 1);
    Node product =
        rewriter.add(matmul.name(), new BatchMatMul(), List.of(left, right), matmul.origin());
    Node result =
        rewriter.add(
            matmul.name() + ".unbatch",
            new Reshape(matmul.type().shape()),
            List.of(product),
            matmul.origin().by(name(), "gives the product its batch dimensions back"));
    rewriter.replace(matmul, result);
  }

  private Node batched(GraphRewriter rewriter, Node matmul, int operand) {
    Node x = rewriter.now(matmul.operands().get(operand));
    Shape shape = x.type().shape();
    Origin origin =
        matmul.origin().by(name(), "the exporter expands matmul operands to a common batch shape");
    Node expanded =
        expandOperands
            ? rewriter.add(
                matmul.name() + ".expand" + operand, new Expand(shape), List.of(x), origin)
            : x;
    int batch = Math.toIntExact(shape.elementsBefore(shape.rank() - 2));
    Shape single = Shape.of(batch, shape.dim(-2), shape.dim(-1));
    return rewriter.add(
        matmul.name() + ".batch" + operand, new Reshape(single), List.of(expanded), origin);
  }
}
