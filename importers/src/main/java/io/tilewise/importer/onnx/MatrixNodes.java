package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.Learned;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.MatMul;
import io.tilewise.workload.graph.MovementOperator.Expand;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Products of matrices. */
final class MatrixNodes {
  private MatrixNodes() {}

  static void register(Map<String, Handler> handlers) {
    handlers.put("MatMul", (c, n) -> List.of(matMul(c, n, c.input(n, 0), c.input(n, 1))));
    handlers.put("MatMulInteger", (c, n) -> List.of(matMul(c, n, c.input(n, 0), c.input(n, 1))));
    handlers.put("QLinearMatMul", (c, n) -> List.of(matMul(c, n, c.input(n, 0), c.input(n, 3))));
    handlers.put("Gemm", (c, n) -> List.of(gemm(c, n)));
  }

  private static Value linear(Conversion c, Node node, Value x, int features, boolean bias) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("features", features);
    if (!bias) {
      keys.put("bias", false);
    }
    return c.apply(
        node,
        "linear",
        new Linear(features, x.shape().dim(-1), false, Learned.of(bias)),
        List.of(x),
        keys);
  }

  private static Value transposed(Conversion c, Node node, Value x) {
    return c.apply(node, "permute", Permute.of(1, 0), List.of(x), Map.of("order", List.of(1, 0)));
  }

  /** {@code alpha A' B' + beta C}; with constant B and C it is a linear layer with its bias. */
  private static Value gemm(Conversion c, Node node) {
    Value a = c.input(node, 0);
    Value b = c.input(node, 1);
    if (a.rank() != 2 || b.rank() != 2) {
      throw c.error(
          node, "multiplies " + a.shape() + " and " + b.shape() + "; both need 2 dimensions");
    }
    if (node.number("transA", 0) != 0) {
      a = transposed(c, node, a);
    }
    if (node.number("transB", 0) != 0) {
      b = transposed(c, node, b);
    }
    requireDepth(c, node, a, b);
    boolean hasBias = c.has(node, 2) && c.input(node, 2).constant();
    Value product =
        b.constant() && !a.constant()
            ? linear(c, node, a, b.shape().dim(1), hasBias)
            : c.apply(node, "matmul", new MatMul(), a, b);
    return hasBias || !c.has(node, 2)
        ? product
        : c.apply(node, "add", new Binary(BinaryFunction.ADD), product, c.input(node, 2));
  }

  private static void requireDepth(Conversion c, Node node, Value a, Value b) {
    if (a.shape().dim(-1) != b.shape().dim(-2)) {
      throw c.error(node, "multiplies " + a.shape() + " and " + b.shape() + ", which do not fit");
    }
  }

  private static Value matMul(Conversion c, Node node, Value a, Value b) {
    if (a.rank() < 1 || b.rank() < 1) {
      throw c.error(node, "multiplies " + a.shape() + " and " + b.shape());
    }
    if (a.rank() == 1 || b.rank() == 1) {
      return vectors(c, node, a, b);
    }
    requireDepth(c, node, a, b);
    if (b.constant() && b.rank() == 2 && !a.constant()) {
      return linear(c, node, a, b.shape().dim(1), false);
    }
    List<Integer> batch = batch(c, node, a.shape(), b.shape());
    Value left = expanded(c, node, a, batch);
    Value right = expanded(c, node, b, batch);
    return c.apply(node, "matmul", new MatMul(), left, right);
  }

  /** A vector is a row on the left and a column on the right; that dimension goes away again. */
  private static Value vectors(Conversion c, Node node, Value a, Value b) {
    Value left = a.rank() == 1 ? c.reshaped(node, a, List.of(1, a.shape().dim(0))) : a;
    Value right = b.rank() == 1 ? c.reshaped(node, b, List.of(b.shape().dim(0), 1)) : b;
    Value product = matMul(c, node, left, right);
    Shape shape = product.shape();
    if (b.rank() == 1) {
      shape = shape.without(-1);
    }
    if (a.rank() == 1) {
      shape = shape.without(b.rank() == 1 ? -1 : -2);
    }
    return c.reshaped(node, product, shape.dims());
  }

  /** The leading dimensions both stretch to. */
  private static List<Integer> batch(Conversion c, Node node, Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank()) - 2;
    List<Integer> batch = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int left = leading(a, rank, i);
      int right = leading(b, rank, i);
      if (left != right && left != 1 && right != 1) {
        throw c.error(node, "multiplies " + a + " and " + b + ", which do not fit");
      }
      batch.add(Math.max(left, right));
    }
    return batch;
  }

  private static int leading(Shape shape, int rank, int i) {
    int at = i - (rank + 2 - shape.rank());
    return at < 0 ? 1 : shape.dim(at);
  }

  private static Value expanded(Conversion c, Node node, Value x, List<Integer> batch) {
    List<Integer> same = new ArrayList<>();
    List<Integer> wide = new ArrayList<>(batch);
    for (int i = 0; i < batch.size(); i++) {
      same.add(leading(x.shape(), batch.size(), i));
    }
    List<Integer> matrix = List.of(x.shape().dim(-2), x.shape().dim(-1));
    same.addAll(matrix);
    wide.addAll(matrix);
    Value aligned = c.reshaped(node, x, same);
    return same.equals(wide)
        ? aligned
        : c.apply(
            node, "expand", new Expand(Shape.of(wide)), List.of(aligned), Map.of("shape", wide));
  }
}
