package io.tilewise.importer.executorch;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.Clone;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Expand;
import io.tilewise.workload.graph.MovementOperator.Gather;
import io.tilewise.workload.graph.MovementOperator.Pad;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Repeat;
import io.tilewise.workload.graph.MovementOperator.Select;
import io.tilewise.workload.graph.MovementOperator.Slice;
import io.tilewise.workload.graph.MovementOperator.Squeeze;
import io.tilewise.workload.graph.MovementOperator.Take;
import io.tilewise.workload.graph.MovementOperator.Unsqueeze;
import io.tilewise.workload.graph.MovementOperator.View;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.GroupNorm;
import io.tilewise.workload.graph.NormalizationOperator.LayerNorm;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.OpaqueOperator;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.CompareToNumber;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PoolingOperator.AveragePool;
import io.tilewise.workload.graph.PoolingOperator.GlobalAveragePool;
import io.tilewise.workload.graph.PoolingOperator.Interpolation;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import io.tilewise.workload.graph.ReductionOperator.Function;
import io.tilewise.workload.graph.ReductionOperator.Reduce;
import io.tilewise.workload.graph.SourceOperator.Fill;
import io.tilewise.workload.graph.SourceOperator.Range;
import io.tilewise.workload.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which operator a kernel of ExecuTorch's portable library computes. Names are PyTorch's, without
 * the overload behind the point. A kernel that is not named here, or whose arguments do not fit, is
 * an {@link OpaqueOperator}.
 */
final class PortableOperators {
  private static final Map<String, UnaryFunction> UNARY =
      Map.ofEntries(
          Map.entry("relu", UnaryFunction.RELU),
          Map.entry("sigmoid", UnaryFunction.SIGMOID),
          Map.entry("floor", UnaryFunction.FLOOR),
          Map.entry("clamp", UnaryFunction.CLAMP),
          Map.entry("hardtanh", UnaryFunction.CLAMP),
          Map.entry("abs", UnaryFunction.ABS),
          Map.entry("neg", UnaryFunction.NEGATE),
          Map.entry("ceil", UnaryFunction.CEIL),
          Map.entry("sqrt", UnaryFunction.SQRT),
          Map.entry("rsqrt", UnaryFunction.RECIPROCAL_SQRT),
          Map.entry("reciprocal", UnaryFunction.RECIPROCAL),
          Map.entry("exp", UnaryFunction.EXP),
          Map.entry("log", UnaryFunction.LOG),
          Map.entry("sin", UnaryFunction.SIN),
          Map.entry("cos", UnaryFunction.COS),
          Map.entry("tanh", UnaryFunction.TANH),
          Map.entry("erf", UnaryFunction.ERF),
          Map.entry("gelu", UnaryFunction.GELU),
          Map.entry("hardswish", UnaryFunction.HARD_SWISH),
          Map.entry("elu", UnaryFunction.ELU),
          Map.entry("leaky_relu", UnaryFunction.LEAKY_RELU),
          Map.entry("logical_not", UnaryFunction.NOT));

  private static final Map<String, BinaryFunction> BINARY =
      Map.ofEntries(
          Map.entry("add", BinaryFunction.ADD),
          Map.entry("sub", BinaryFunction.SUBTRACT),
          Map.entry("mul", BinaryFunction.MULTIPLY),
          Map.entry("div", BinaryFunction.DIVIDE),
          Map.entry("maximum", BinaryFunction.MAXIMUM),
          Map.entry("minimum", BinaryFunction.MINIMUM),
          Map.entry("pow", BinaryFunction.POWER),
          Map.entry("eq", BinaryFunction.EQUAL),
          Map.entry("ne", BinaryFunction.NOT_EQUAL),
          Map.entry("gt", BinaryFunction.GREATER),
          Map.entry("ge", BinaryFunction.GREATER_OR_EQUAL),
          Map.entry("lt", BinaryFunction.LESS),
          Map.entry("le", BinaryFunction.LESS_OR_EQUAL),
          Map.entry("logical_and", BinaryFunction.AND),
          Map.entry("logical_or", BinaryFunction.OR));

  private static final Map<String, Function> REDUCTIONS =
      Map.of(
          "sum", Function.SUM,
          "mean", Function.MEAN,
          "amax", Function.MAX,
          "max", Function.MAX,
          "amin", Function.MIN,
          "min", Function.MIN,
          "prod", Function.PRODUCT);

  private static final String BATCH_NORM = "_native_batch_norm_legit_no_training";

  private PortableOperators() {}

  /** An operator with the tensors that its kernel reads besides weights. */
  record Applied(Operator operator, List<TensorType> operands) {}

  /** What a kernel call computes. */
  static Applied of(KernelArguments call) {
    TensorType result = call.result();
    try {
      Optional<Applied> known = known(shortName(call.operator()), call, result);
      if (known.isPresent() && fits(known.get(), result)) {
        return known.get();
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException misfit) {
      // Attributes that make no such operator: it is one that Tilewise does not know.
    }
    return new Applied(new OpaqueOperator(call.operator(), result), call.operands());
  }

  private static boolean fits(Applied applied, TensorType result) {
    try {
      return applied.operator().infer(applied.operands()).equals(result)
          || applied.operator() instanceof Reduce;
    } catch (RuntimeException misfit) {
      return false;
    }
  }

  private static String shortName(String operator) {
    String name = operator.substring(operator.indexOf("::") + 1).replaceFirst("^:", "");
    int point = name.indexOf('.');
    return point < 0 ? name : name.substring(0, point);
  }

  private static Optional<Applied> known(String name, KernelArguments call, TensorType result) {
    List<TensorType> operands = call.operands();
    if (UNARY.containsKey(name)) {
      return first(new Unary(UNARY.get(name)), operands);
    }
    if (BINARY.containsKey(name)) {
      return Optional.of(binary(BINARY.get(name), operands));
    }
    if (REDUCTIONS.containsKey(name)) {
      return reduction(REDUCTIONS.get(name), call, operands, result);
    }
    return source(name, result)
        .or(() -> normalization(name, call, operands))
        .or(() -> matrix(name, call, operands, result))
        .or(() -> image(name, call, operands, result))
        .or(() -> movement(name, call, operands, result))
        .or(() -> conversion(name, operands, result));
  }

  private static Optional<Applied> first(Operator operator, List<TensorType> operands) {
    return Optional.of(new Applied(operator, operands.subList(0, 1)));
  }

  private static Applied binary(BinaryFunction function, List<TensorType> operands) {
    if (operands.size() > 1) {
      return new Applied(new Binary(function), operands.subList(0, 2));
    }
    TensorType x = operands.get(0);
    return function.givesBoolean()
        ? new Applied(new CompareToNumber(function), List.of(x))
        : new Applied(new Binary(function), List.of(x, x.with(Shape.of())));
  }

  private static Optional<Applied> reduction(
      Function function, KernelArguments call, List<TensorType> operands, TensorType result) {
    TensorType x = operands.get(0);
    List<Integer> axes = new ArrayList<>(call.numbers(1));
    call.number(1).ifPresent(axes::add);
    List<Integer> fromZero = axes.stream().map(x.shape()::axis).sorted().toList();
    if (function == Function.MEAN && fromZero.equals(List.of(2, 3)) && result.shape().rank() == 4) {
      return first(new GlobalAveragePool(false), operands);
    }
    return fromZero.size() == 1
        ? first(new Reduce(function, fromZero.get(0)), operands)
        : Optional.empty();
  }

  private static Optional<Applied> source(String name, TensorType result) {
    return switch (name) {
      case "full", "full_like", "zeros", "ones", "empty", "scalar_tensor" ->
          Optional.of(new Applied(new Fill(result), List.of()));
      case "arange" -> Optional.of(new Applied(new Range(result), List.of()));
      default -> Optional.empty();
    };
  }

  private static Optional<Applied> normalization(
      String name, KernelArguments call, List<TensorType> operands) {
    return switch (name) {
      case BATCH_NORM -> first(new BatchNorm(operands.get(0).shape().dim(1), 1), operands);
      case "native_group_norm" ->
          call.number(6)
              .flatMap(
                  groups -> first(new GroupNorm(groups, operands.get(0).shape().dim(1)), operands));
      case "native_layer_norm" ->
          call.numbers(1).size() == 1
              ? first(new LayerNorm(call.numbers(1).get(0)), operands)
              : Optional.empty();
      case "_softmax" -> {
        int rank = operands.get(0).shape().rank();
        yield call.number(1)
            .flatMap(
                axis -> first(new Softmax(operands.get(0).shape().axis(axis) - rank), operands));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Applied> matrix(
      String name, KernelArguments call, List<TensorType> operands, TensorType result) {
    return switch (name) {
      case "convolution" -> convolution(call, operands, result);
      case "linear" ->
          call.isConstant(1) ? first(linear(operands.get(0), result), operands) : Optional.empty();
      case "mm" ->
          call.isConstant(1) ? first(linear(operands.get(0), result), operands) : Optional.empty();
      case "addmm" ->
          call.isConstant(2)
              ? first(linear(operands.get(1), result), operands.subList(1, 2))
              : Optional.empty();
      case "bmm" -> Optional.of(new Applied(new BatchMatMul(), operands.subList(0, 2)));
      default -> Optional.empty();
    };
  }

  private static Linear linear(TensorType x, TensorType result) {
    return new Linear(result.shape().dim(-1), x.shape().dim(-1), false);
  }

  private static Optional<Applied> convolution(
      KernelArguments call, List<TensorType> operands, TensorType result) {
    Shape weights = operands.get(1).shape();
    Optional<Integer> groups = call.number(8);
    if (weights.rank() != 4 || groups.isEmpty() || !call.isConstant(1)) {
      return Optional.empty();
    }
    Window window =
        window(
            List.of(weights.dim(2), weights.dim(3)),
            call.numbers(3),
            call.numbers(4),
            call.numbers(5));
    int in = operands.get(0).shape().dim(1);
    int out = result.shape().dim(1);
    return first(new Convolution(out, in, window, groups.get(), false, false), operands);
  }

  private static Window window(
      List<Integer> size, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {
    List<Integer> step = stride.isEmpty() ? size : stride;
    List<Integer> around = padding.isEmpty() ? List.of(0) : padding;
    List<Integer> gaps = dilation.isEmpty() ? List.of(1) : dilation;
    int top = around.get(0);
    int left = around.get(around.size() - 1);
    return new Window(
        size.get(0),
        size.get(size.size() - 1),
        step.get(0),
        step.get(step.size() - 1),
        top,
        left,
        top,
        left,
        gaps.get(0),
        gaps.get(gaps.size() - 1));
  }

  private static Optional<Applied> image(
      String name, KernelArguments call, List<TensorType> operands, TensorType result) {
    return switch (name) {
      case "max_pool2d_with_indices" ->
          first(
              new MaxPool(
                  window(call.numbers(1), call.numbers(2), call.numbers(3), call.numbers(4)),
                  false),
              operands);
      case "avg_pool2d" ->
          first(
              new AveragePool(
                  window(call.numbers(1), call.numbers(2), call.numbers(3), List.of()), false),
              operands);
      case "upsample_nearest2d" -> resize(Interpolation.NEAREST, operands, result);
      case "upsample_bilinear2d" -> resize(Interpolation.BILINEAR, operands, result);
      default -> Optional.empty();
    };
  }

  private static Optional<Applied> resize(
      Interpolation interpolation, List<TensorType> operands, TensorType result) {
    Shape shape = result.shape();
    return first(new Resize(interpolation, shape.dim(2), shape.dim(3), false), operands);
  }

  private static Optional<Applied> movement(
      String name, KernelArguments call, List<TensorType> operands, TensorType result) {
    return switch (name) {
      case "expand_copy" -> first(new Expand(result.shape()), operands);
      case "clone", "_clone_dim_order", "alias_copy", "detach_copy", "lift_fresh_copy" ->
          first(new Clone(), operands);
      case "view_copy", "_unsafe_view", "_reshape_alias_copy" ->
          first(new View(result.shape()), operands);
      case "permute_copy" -> first(new Permute(axes(call.numbers(1), operands.get(0))), operands);
      case "transpose_copy" -> transpose(call, operands);
      case "t_copy" -> first(Permute.of(1, 0), operands);
      case "select_copy" -> select(call, operands);
      case "slice_copy" -> slice(operands, call, result);
      case "unsqueeze_copy" -> unsqueeze(call, operands, result);
      case "squeeze_copy" -> squeeze(operands, result);
      case "repeat" -> first(new Repeat(result.shape()), operands);
      case "cat" -> concat(call, operands, result);
      case "constant_pad_nd" -> pad(call, operands);
      case "index" -> gather(operands);
      case "index_select" ->
          call.number(1)
              .map(axis -> new Applied(new Take(operands.get(0).shape().axis(axis)), operands));
      case "embedding" -> Optional.of(new Applied(new Take(0), operands));
      default -> Optional.empty();
    };
  }

  private static List<Integer> axes(List<Integer> written, TensorType x) {
    return written.stream().map(x.shape()::axis).toList();
  }

  private static Optional<Applied> transpose(KernelArguments call, List<TensorType> operands) {
    Shape shape = operands.get(0).shape();
    int one = shape.axis(call.number(1).orElseThrow(IndexOutOfBoundsException::new));
    int other = shape.axis(call.number(2).orElseThrow(IndexOutOfBoundsException::new));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      order.add(i == one ? other : i == other ? one : i);
    }
    return first(new Permute(order), operands);
  }

  private static Optional<Applied> select(KernelArguments call, List<TensorType> operands) {
    Shape shape = operands.get(0).shape();
    int axis = shape.axis(call.number(1).orElseThrow(IndexOutOfBoundsException::new));
    int index = call.number(2).orElse(0);
    return first(new Select(axis, index < 0 ? index + shape.dim(axis) : index), operands);
  }

  /** A slice with a step reads other elements, but as many. */
  private static Optional<Applied> slice(
      List<TensorType> operands, KernelArguments call, TensorType result) {
    Shape shape = operands.get(0).shape();
    int axis = shape.axis(call.number(1).orElse(0));
    int start = call.number(2).orElse(0);
    int from = Math.max(0, start < 0 ? start + shape.dim(axis) : start);
    int kept = result.shape().dim(axis);
    int first = from + kept > shape.dim(axis) ? 0 : from;
    return first(new Slice(axis, first, first + kept), operands);
  }

  private static Optional<Applied> unsqueeze(
      KernelArguments call, List<TensorType> operands, TensorType result) {
    return call.number(1)
        .flatMap(axis -> first(new Unsqueeze(result.shape().axis(axis)), operands));
  }

  /** Several dimensions at once are a view. */
  private static Optional<Applied> squeeze(List<TensorType> operands, TensorType result) {
    Shape shape = operands.get(0).shape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.dim(axis) == 1 && shape.without(axis).equals(result.shape())) {
        return first(new Squeeze(axis), operands);
      }
    }
    return first(new View(result.shape()), operands);
  }

  private static Optional<Applied> concat(
      KernelArguments call, List<TensorType> operands, TensorType result) {
    int axis = result.shape().axis(call.number(1).orElse(0));
    return Optional.of(new Applied(new Concat(axis), operands));
  }

  /** PyTorch writes the padding of the last dimension first, before and after. */
  private static Optional<Applied> pad(KernelArguments call, List<TensorType> operands) {
    List<Integer> written = call.numbers(1);
    int rank = operands.get(0).shape().rank();
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int at = 2 * (rank - 1 - axis);
      before.add(at < written.size() ? written.get(at) : 0);
      after.add(at + 1 < written.size() ? written.get(at + 1) : 0);
    }
    return first(new Pad(before, after), operands);
  }

  private static Optional<Applied> gather(List<TensorType> operands) {
    Operator operator = operands.size() == 3 ? new Gather() : new Take(0);
    return Optional.of(new Applied(operator, operands));
  }

  private static Optional<Applied> conversion(
      String name, List<TensorType> operands, TensorType result) {
    return switch (name) {
      case "_to_copy", "_to_dim_order_copy" -> first(new Cast(result.element()), operands);
      case "quantize_per_tensor", "quantize_per_channel" -> first(new Quantize(), operands);
      case "dequantize_per_tensor", "dequantize_per_channel" ->
          first(new Dequantize(ElementType.F32), operands);
      default -> Optional.empty();
    };
  }
}
