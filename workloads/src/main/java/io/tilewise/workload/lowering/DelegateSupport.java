package io.tilewise.workload.lowering;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GroupingOperator.TupleElement;
import io.tilewise.workload.graph.MatrixOperator;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.TransposedConvolution;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Pad;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Slice;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PoolingOperator.AveragePool;
import io.tilewise.workload.graph.PoolingOperator.GlobalAveragePool;
import io.tilewise.workload.graph.PoolingOperator.Interpolation;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which nodes ExecuTorch's XNNPACK partitioner delegates.
 *
 * <p>Source: partitioner configurations of ExecuTorch v1.1.0 and v1.2.0 (gemm, generic node, quant
 * affine). What it covers is what the models here use; an operator that is not named stays
 * portable.
 *
 * @param decomposeBatchNorm whether batch norm that follows something else than a convolution or
 *     linear is delegated too (PR 16533, first released in v1.2.0)
 * @param foldBatchNorm whether batch norm right behind a convolution or linear is folded into it
 */
record DelegateSupport(boolean decomposeBatchNorm, boolean foldBatchNorm) {
  private static final int MOST_CONCAT_OPERANDS = 5;
  private static final int MOST_DIMENSIONS = 6;

  /** The rule for the nodes of one graph. */
  Predicate<Node> in(Graph graph) {
    Map<Node, List<Node>> users = graph.users();
    return node ->
        node.operator() instanceof TupleElement
            ? supports(node.operand(), users)
            : supports(node, users);
  }

  private boolean supports(Node node, Map<Node, List<Node>> users) {
    Operator operator = node.operator();
    if (operator instanceof Quantize || operator instanceof Dequantize) {
      return true;
    }
    if (!isReal(node) || !node.operands().stream().allMatch(DelegateSupport::isReal)) {
      return false;
    }
    if (operator instanceof BatchNorm) {
      return decomposeBatchNorm || (foldBatchNorm && isFoldable(node, users));
    }
    if (operator instanceof Resize resize) {
      return resize.interpolation() == Interpolation.BILINEAR;
    }
    if (operator instanceof Concat) {
      return node.operands().size() >= 2 && node.operands().size() <= MOST_CONCAT_OPERANDS;
    }
    if (operator instanceof Softmax softmax) {
      return softmax.axis() == -1;
    }
    if (operator instanceof Unary unary && unary.function() == UnaryFunction.GELU) {
      return node.type().element() == ElementType.F32;
    }
    return operator instanceof Convolution
        || operator instanceof Linear
        || operator instanceof BatchMatMul
        || operator instanceof TransposedConvolution
        || ExecutorchNames.isDelegated(operator)
        || operator instanceof MaxPool
        || operator instanceof AveragePool
        || operator instanceof GlobalAveragePool
        || operator instanceof Permute
        || operator instanceof Slice
        || operator instanceof Pad;
  }

  /** Whether a batch norm can be folded into the weights of the only operator before it. */
  static boolean isFoldable(Node batchNorm, Map<Node, List<Node>> users) {
    Node before = batchNorm.operand();
    return before.operator() instanceof MatrixOperator matrix
        && (matrix instanceof Convolution || matrix instanceof Linear)
        && users.get(before).size() == 1;
  }

  private static boolean isReal(Node node) {
    ElementType element = node.type().element();
    return element.isFloating() && node.type().shape().rank() <= MOST_DIMENSIONS;
  }
}
