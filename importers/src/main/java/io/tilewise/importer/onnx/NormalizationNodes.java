package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.GroupNorm;
import io.tilewise.workload.graph.NormalizationOperator.LayerNorm;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PoolingOperator.GlobalAveragePool;
import io.tilewise.workload.graph.ReductionOperator.Function;
import io.tilewise.workload.graph.ReductionOperator.Reduce;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Normalization, softmax and reductions. */
final class NormalizationNodes {
  private static final int SOFTMAX_OF_ONE_AXIS = 13;

  private static final Map<String, Function> REDUCTIONS =
      Map.of(
          "ReduceSum", Function.SUM,
          "ReduceMean", Function.MEAN,
          "ReduceMax", Function.MAX,
          "ReduceMin", Function.MIN,
          "ReduceProd", Function.PRODUCT);

  private NormalizationNodes() {}

  static void register(Map<String, Handler> handlers) {
    handlers.put("BatchNormalization", (c, n) -> repeated(n, batchNorm(c, n)));
    handlers.put(
        "InstanceNormalization",
        (c, n) ->
            List.of(groupNorm(c, n, c.input(n, 0).rank() > 1 ? c.input(n, 0).shape().dim(1) : 1)));
    handlers.put(
        "GroupNormalization", (c, n) -> List.of(groupNorm(c, n, n.number("num_groups", 1))));
    handlers.put("LayerNormalization", (c, n) -> repeated(n, layerNorm(c, n, c.input(n, 0))));
    handlers.put(
        "SimplifiedLayerNormalization", (c, n) -> repeated(n, layerNorm(c, n, c.input(n, 0))));
    handlers.put(
        "com.microsoft.SkipLayerNormalization",
        (c, n) ->
            repeated(
                n,
                layerNorm(
                    c,
                    n,
                    PointwiseNodes.binary(
                        c, n, BinaryFunction.ADD, c.input(n, 0), c.input(n, 1)))));
    handlers.put("Softmax", (c, n) -> List.of(softmax(c, n)));
    handlers.put(
        "LogSoftmax",
        (c, n) -> List.of(PointwiseNodes.unary(c, n, softmax(c, n), UnaryFunction.LOG)));
    REDUCTIONS.forEach(
        (type, f) -> handlers.put(type, (c, n) -> List.of(reduced(c, n, c.input(n, 0), f))));
    handlers.put(
        "ReduceSumSquare",
        (c, n) ->
            List.of(
                reduced(
                    c,
                    n,
                    PointwiseNodes.unary(c, n, c.input(n, 0), UnaryFunction.SQUARE),
                    Function.SUM)));
    handlers.put(
        "ReduceL2",
        (c, n) ->
            List.of(
                PointwiseNodes.unary(
                    c,
                    n,
                    reduced(
                        c,
                        n,
                        PointwiseNodes.unary(c, n, c.input(n, 0), UnaryFunction.SQUARE),
                        Function.SUM),
                    UnaryFunction.SQRT)));
    handlers.put(
        "ReduceL1",
        (c, n) ->
            List.of(
                reduced(
                    c,
                    n,
                    PointwiseNodes.unary(c, n, c.input(n, 0), UnaryFunction.ABS),
                    Function.SUM)));
    handlers.put("ArgMax", (c, n) -> List.of(argument(c, n)));
    handlers.put("ArgMin", (c, n) -> List.of(argument(c, n)));
  }

  /** Statistics that training needs are not computed; they have the result's type here. */
  private static List<Value> repeated(Node node, Value result) {
    return node.outputs().stream().map(output -> result).toList();
  }

  private static Value batchNorm(Conversion c, Node node) {
    Value x = c.input(node, 0);
    if (x.rank() < 2) {
      throw c.error(node, "reads " + x.shape() + ", which has no channels");
    }
    return c.apply(node, "batch_norm", new BatchNorm(x.shape().dim(1), 1), x);
  }

  private static Value groupNorm(Conversion c, Node node, long groups) {
    Value x = c.input(node, 0);
    if (x.rank() < 2 || groups < 1 || groups > x.shape().dim(1) || x.shape().dim(1) % groups != 0) {
      throw c.error(node, "normalizes " + x.shape() + " in " + groups + " groups of channels");
    }
    return c.apply(
        node,
        "group_norm",
        new GroupNorm((int) groups, x.shape().dim(1)),
        List.of(x),
        Map.of("groups", groups));
  }

  /** Over the dimensions from an axis on, which count as one. */
  private static Value layerNorm(Conversion c, Node node, Value x) {
    int axis = Axes.of(c, node, node.number("axis", -1), x.rank());
    List<Integer> dims = new ArrayList<>(x.shape().dims().subList(0, axis));
    long width = x.shape().elements() / Math.max(1, x.shape().elementsBefore(axis));
    dims.add((int) Math.min(Integer.MAX_VALUE, width));
    Value rows = c.reshaped(node, x, dims);
    Value result = c.apply(node, "layer_norm", new LayerNorm(dims.get(axis)), rows);
    return c.reshaped(node, result, x.shape().dims());
  }

  private static Value softmax(Conversion c, Node node) {
    Value x = c.input(node, 0);
    boolean oneAxis = c.model().opset() >= SOFTMAX_OF_ONE_AXIS;
    int axis = Axes.of(c, node, node.number("axis", oneAxis ? -1 : 1), Math.max(1, x.rank()));
    if (oneAxis || axis == x.rank() - 1) {
      return c.apply(
          node, "softmax", new Softmax(axis - x.rank()), List.of(x), Map.of("axis", axis));
    }
    List<Integer> dims = new ArrayList<>(x.shape().dims().subList(0, axis));
    dims.add((int) (x.shape().elements() / Math.max(1, x.shape().elementsBefore(axis))));
    Value rows = c.reshaped(node, x, dims);
    Value result = c.apply(node, "softmax", new Softmax(-1), List.of(rows), Map.of("axis", -1));
    return c.reshaped(node, result, x.shape().dims());
  }

  private static List<Integer> axes(Conversion c, Node node, Value x) {
    Optional<List<Long>> written = c.numbers(node, "axes", 1).filter(a -> !a.isEmpty());
    if (written.isEmpty() && node.number("noop_with_empty_axes", 0) != 0) {
      return List.of();
    }
    return written
        .map(a -> Axes.of(c, node, a, x.rank()))
        .orElseGet(() -> IntStream.range(0, x.rank()).boxed().toList());
  }

  /** Dimension by dimension, the last first. */
  private static Value reduced(Conversion c, Node node, Value x, Function function) {
    List<Integer> axes = axes(c, node, x);
    boolean keep = node.number("keepdims", 1) != 0;
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (!axes.contains(i)) {
        kept.add(x.shape().dim(i));
      } else if (keep) {
        kept.add(1);
      }
    }
    if (function == Function.MEAN && x.rank() == 4 && axes.equals(List.of(2, 3))) {
      Value pooled = c.apply(node, "global_average_pool", new GlobalAveragePool(false), x);
      return c.reshaped(node, pooled, kept);
    }
    String word = "reduce_" + function.name().toLowerCase(Locale.ROOT);
    Value result = x;
    for (int i = axes.size() - 1; i >= 0; i--) {
      result =
          c.apply(
              node,
              word,
              new Reduce(function, axes.get(i)),
              List.of(result),
              Map.of("axis", axes.get(i)));
    }
    return c.reshaped(node, result, kept);
  }

  private static Value argument(Conversion c, Node node) {
    Value x = c.input(node, 0);
    int axis = Axes.of(c, node, node.number("axis", 0), x.rank());
    Shape shape =
        node.number("keepdims", 1) != 0 ? x.shape().with(axis, 1) : x.shape().without(axis);
    return c.opaque(node, x.type().with(ElementType.S64).with(shape));
  }
}
