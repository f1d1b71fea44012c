package io.tilewise.importer.executorch;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.TransposedConvolution;
import io.tilewise.workload.graph.MovementOperator.Clone;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Pad;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.MovementOperator.Slice;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.OpaqueOperator;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PoolingOperator.AveragePool;
import io.tilewise.workload.graph.PoolingOperator.GlobalAveragePool;
import io.tilewise.workload.graph.PoolingOperator.Interpolation;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import io.tilewise.workload.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which operator a node of an XNNPACK delegate computes. */
final class XnnOperators {
  private static final Map<XnnNodeType, UnaryFunction> UNARY =
      Map.ofEntries(
          Map.entry(XnnNodeType.SIGMOID, UnaryFunction.SIGMOID),
          Map.entry(XnnNodeType.FLOOR, UnaryFunction.FLOOR),
          Map.entry(XnnNodeType.SQUARE_ROOT, UnaryFunction.SQRT),
          Map.entry(XnnNodeType.CEILING, UnaryFunction.CEIL),
          Map.entry(XnnNodeType.HARDSWISH, UnaryFunction.HARD_SWISH),
          Map.entry(XnnNodeType.NEGATE, UnaryFunction.NEGATE),
          Map.entry(XnnNodeType.SQUARE, UnaryFunction.SQUARE),
          Map.entry(XnnNodeType.ABS, UnaryFunction.ABS),
          Map.entry(XnnNodeType.RECIPROCAL_SQUARE_ROOT, UnaryFunction.RECIPROCAL_SQRT),
          Map.entry(XnnNodeType.LOG, UnaryFunction.LOG),
          Map.entry(XnnNodeType.GELU, UnaryFunction.GELU),
          Map.entry(XnnNodeType.TANH, UnaryFunction.TANH),
          Map.entry(XnnNodeType.EXP, UnaryFunction.EXP));

  private static final Map<XnnNodeType, BinaryFunction> BINARY =
      Map.of(
          XnnNodeType.ADD, BinaryFunction.ADD,
          XnnNodeType.SUBTRACT, BinaryFunction.SUBTRACT,
          XnnNodeType.MULTIPLY, BinaryFunction.MULTIPLY,
          XnnNodeType.DIV, BinaryFunction.DIVIDE,
          XnnNodeType.MINIMUM, BinaryFunction.MINIMUM,
          XnnNodeType.MAXIMUM, BinaryFunction.MAXIMUM,
          XnnNodeType.PRELU, BinaryFunction.PRELU);

  private XnnOperators() {}

  /**
   * What a node computes.
   *
   * @param operator the operator
   * @param operands types of the tensors read, without weights
   * @param result type of the tensor written
   * @param scales how many scales its 8-bit weights have
   */
  record Applied(
      Operator operator,
      List<TensorType> operands,
      TensorType result,
      Optional<WeightScales> scales) {}

  /**
   * What a node computes.
   *
   * @throws io.tilewise.importer.binary.ImportException if the node does not fit its values
   */
  static Applied of(XnnNode node) {
    Applied applied;
    try {
      applied = applied(node);
    } catch (IllegalArgumentException misfit) {
      throw node.error(misfit.getMessage());
    }
    if (!fits(applied)) {
      throw node.error(
          "its values "
              + applied.operands()
              + " and "
              + applied.result()
              + " do not fit the node; the file is damaged");
    }
    return applied;
  }

  /** Whether the result follows from the operands; its element type may be another. */
  private static boolean fits(Applied applied) {
    try {
      return applied.operator().infer(applied.operands()).shape().equals(applied.result().shape());
    } catch (RuntimeException misfit) {
      return false;
    }
  }

  private static Applied applied(XnnNode node) {
    return switch (node.type()) {
      case FULLY_CONNECTED -> fullyConnected(node);
      case CONV_2D, DEPTHWISE_CONV_2D, CONV_TRANSPOSE_2D -> convolution(node);
      default ->
          new Applied(operator(node), node.operandTypes(), node.resultType(), Optional.empty());
    };
  }

  private static Operator operator(XnnNode node) {
    XnnNodeType type = node.type();
    if (UNARY.containsKey(type)) {
      return new Unary(UNARY.get(type));
    }
    if (BINARY.containsKey(type)) {
      return new Binary(BINARY.get(type), node.clamped());
    }
    return switch (type) {
      case BATCH_MATRIX_MULTIPLY -> new BatchMatMul();
      case CLAMP -> new Unary(clamp(node));
      case SOFTMAX -> new Softmax(-1);
      case LEAKY_RELU -> new Unary(UnaryFunction.LEAKY_RELU);
      case ELU -> new Unary(UnaryFunction.ELU);
      case CONVERT -> convert(node);
      case STATIC_TRANSPOSE -> new Permute(permutation(node));
      case STATIC_RESHAPE -> new Reshape(node.resultType().shape());
      case STATIC_RESIZE_BILINEAR_2D ->
          new Resize(Interpolation.BILINEAR, node.number(0), node.number(1), true);
      case STATIC_CONSTANT_PAD -> new Pad(sizes(node, 0), sizes(node, 1));
      case STATIC_SLICE -> slice(node);
      case AVG_POOLING_2D -> new AveragePool(pooling(node), true);
      case MAX_POOLING_2D -> new MaxPool(pooling(node), true);
      case GLOBAL_AVG_POOLING_2D -> new GlobalAveragePool(true);
      case CONCATENATE_2, CONCATENATE_3, CONCATENATE_4, CONCATENATE_5 -> new Concat(node.number(0));
      default ->
          throw node.error(
              "XNNPACK's "
                  + type.label()
                  + " cannot be imported; keep the operator out of the delegate");
    };
  }

  private static UnaryFunction clamp(XnnNode node) {
    boolean relu =
        node.bounds().filter(b -> b.least() == 0 && Float.isInfinite(b.most())).isPresent();
    return relu ? UnaryFunction.RELU : UnaryFunction.CLAMP;
  }

  private static Applied fullyConnected(XnnNode node) {
    TensorType x = node.value(0);
    TensorType weights = node.value(1);
    if (weights.shape().rank() != 2) {
      throw node.error("the weights are " + weights);
    }
    Linear linear = new Linear(weights.shape().dim(0), weights.shape().dim(1), node.clamped());
    return new Applied(linear, List.of(x), node.value(3), scales(node, x, 1));
  }

  private static Optional<WeightScales> scales(XnnNode node, TensorType x, int field) {
    return x.element() == ElementType.QS8 ? Optional.of(node.scales(field)) : Optional.empty();
  }

  /** Fields: padding clockwise from the top, kernel, stride, dilation, channels, groups, values. */
  private static Applied convolution(XnnNode node) {
    Window window =
        new Window(
            node.number(4),
            node.number(5),
            node.number(6),
            node.number(7),
            node.number(0),
            node.number(3),
            node.number(2),
            node.number(1),
            node.number(8),
            node.number(9));
    TensorType x = node.value(15);
    TensorType result = node.value(18);
    if (x.shape().rank() != 4 || result.shape().rank() != 4) {
      throw node.error("the image is " + x + ", the result " + result);
    }
    int groups = node.number(12);
    int in = x.shape().dim(3);
    int out = result.shape().dim(3);
    Operator operator =
        node.type() == XnnNodeType.CONV_TRANSPOSE_2D
            ? new TransposedConvolution(
                out, in, window, node.number(13), node.number(14), groups, true, node.clamped())
            : new Convolution(out, in, window, groups, true, node.clamped());
    return new Applied(operator, List.of(x), result, scales(node, x, 16));
  }

  private static Operator convert(XnnNode node) {
    ElementType from = node.operandTypes().get(0).element();
    ElementType to = node.resultType().element();
    if (from == to) {
      return new Clone();
    }
    if (to == ElementType.QS8) {
      return new Quantize();
    }
    return from == ElementType.QS8 ? new Dequantize(to) : new Cast(to);
  }

  private static List<Integer> sizes(XnnNode node, int field) {
    return node.fields().ints(field, "the numbers in field " + field);
  }

  private static List<Integer> permutation(XnnNode node) {
    List<Integer> order = sizes(node, 1);
    int rank = node.operandTypes().get(0).shape().rank();
    if (order.size() != rank) {
      throw node.error("an order of " + order.size() + " for a tensor of " + rank + " dimensions");
    }
    for (int i = 0; i < order.size(); i++) {
      if (!order.contains(i)) {
        throw node.error("the order " + order + " does not have each dimension once");
      }
    }
    return order;
  }

  /** Several dimensions at once make an operator that the graph language does not have. */
  private static Operator slice(XnnNode node) {
    Shape from = node.operandTypes().get(0).shape();
    Shape to = node.resultType().shape();
    List<Integer> offsets = sizes(node, 1);
    if (from.rank() != to.rank() || offsets.size() != from.rank()) {
      throw node.error("the slice is of " + from + ", the result " + to);
    }
    List<Integer> cut =
        IntStream.range(0, from.rank()).filter(i -> from.dim(i) != to.dim(i)).boxed().toList();
    if (cut.size() > 1) {
      return new OpaqueOperator(node.type().label(), node.resultType());
    }
    int axis = cut.isEmpty() ? 0 : cut.get(0);
    int start = offsets.get(axis);
    return new Slice(axis, start, start + to.dim(axis));
  }

  private static Window pooling(XnnNode node) {
    return new Window(
        node.number(4),
        node.number(5),
        node.number(6),
        node.number(7),
        node.number(0),
        node.number(3),
        node.number(2),
        node.number(1),
        Math.max(1, node.number(8)),
        Math.max(1, node.number(9)));
  }
}
