package io.tilewise.workload.lowering;

import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.TransposedConvolution;
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
import io.tilewise.workload.graph.Node;
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
import io.tilewise.workload.graph.PointwiseOperator.Where;
import io.tilewise.workload.graph.PoolingOperator.AveragePool;
import io.tilewise.workload.graph.PoolingOperator.GlobalAveragePool;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import io.tilewise.workload.graph.ReductionOperator.Reduce;
import io.tilewise.workload.graph.SourceOperator.Fill;
import io.tilewise.workload.graph.SourceOperator.Range;
import java.util.Locale;
import java.util.Map;

/** What ExecuTorch calls the kernels it executes. */
final class ExecutorchNames {
  private static final Map<BinaryFunction, String> BINARY =
      Map.ofEntries(
          Map.entry(BinaryFunction.ADD, "add"),
          Map.entry(BinaryFunction.SUBTRACT, "sub"),
          Map.entry(BinaryFunction.MULTIPLY, "mul"),
          Map.entry(BinaryFunction.DIVIDE, "div"),
          Map.entry(BinaryFunction.MAXIMUM, "maximum"),
          Map.entry(BinaryFunction.MINIMUM, "minimum"),
          Map.entry(BinaryFunction.POWER, "pow"),
          Map.entry(BinaryFunction.PRELU, "prelu"),
          Map.entry(BinaryFunction.EQUAL, "eq"),
          Map.entry(BinaryFunction.NOT_EQUAL, "ne"),
          Map.entry(BinaryFunction.GREATER, "gt"),
          Map.entry(BinaryFunction.GREATER_OR_EQUAL, "ge"),
          Map.entry(BinaryFunction.LESS, "lt"),
          Map.entry(BinaryFunction.LESS_OR_EQUAL, "le"),
          Map.entry(BinaryFunction.AND, "logical_and"),
          Map.entry(BinaryFunction.OR, "logical_or"));

  /** Functions whose name is not just their own in small letters. */
  private static final Map<UnaryFunction, String> UNARY =
      Map.of(
          UnaryFunction.NEGATE, "neg",
          UnaryFunction.RECIPROCAL_SQRT, "rsqrt",
          UnaryFunction.RELU6, "hardtanh",
          UnaryFunction.HARD_SWISH, "hardswish",
          UnaryFunction.NOT, "logical_not");

  private static final Map<UnaryFunction, String> XNNPACK_UNARY =
      Map.ofEntries(
          Map.entry(UnaryFunction.RELU, "Clamp"),
          Map.entry(UnaryFunction.CLAMP, "Clamp"),
          Map.entry(UnaryFunction.RELU6, "Clamp"),
          Map.entry(UnaryFunction.SIGMOID, "Sigmoid"),
          Map.entry(UnaryFunction.SQUARE, "Square"),
          Map.entry(UnaryFunction.FLOOR, "Floor"),
          Map.entry(UnaryFunction.ABS, "Abs"),
          Map.entry(UnaryFunction.NEGATE, "Negate"),
          Map.entry(UnaryFunction.CEIL, "Ceiling"),
          Map.entry(UnaryFunction.SQRT, "SquareRoot"),
          Map.entry(UnaryFunction.RECIPROCAL_SQRT, "ReciprocalSquareRoot"),
          Map.entry(UnaryFunction.EXP, "Exp"),
          Map.entry(UnaryFunction.LOG, "Log"),
          Map.entry(UnaryFunction.TANH, "Tanh"),
          Map.entry(UnaryFunction.GELU, "Gelu"),
          Map.entry(UnaryFunction.HARD_SWISH, "Hardswish"),
          Map.entry(UnaryFunction.ELU, "ELU"),
          Map.entry(UnaryFunction.LEAKY_RELU, "LeakyReLU"));

  private static final Map<BinaryFunction, String> XNNPACK_BINARY =
      Map.of(
          BinaryFunction.ADD, "Add",
          BinaryFunction.SUBTRACT, "Subtract",
          BinaryFunction.MULTIPLY, "Multiply",
          BinaryFunction.DIVIDE, "Div",
          BinaryFunction.MAXIMUM, "Maximum",
          BinaryFunction.MINIMUM, "Minimum",
          BinaryFunction.PRELU, "PReLU");

  private ExecutorchNames() {}

  /** Name of the XNNPACK node type, as serialized in a delegate. */
  static String xnnpack(Node node) {
    Operator operator = node.operator();
    if (operator instanceof Convolution convolution) {
      return convolution.isDepthwise() ? "DepthwiseConv2d" : "Conv2d";
    } else if (operator instanceof Linear) {
      return "FullyConnected";
    } else if (operator instanceof BatchMatMul) {
      return "BatchMatrixMultiply";
    } else if (operator instanceof Permute) {
      return "StaticTranspose";
    } else if (operator instanceof Concat) {
      return "Concatenate" + node.operands().size();
    } else if (operator instanceof Pad) {
      return "StaticConstantPad";
    } else if (operator instanceof Slice) {
      return "StaticSlice";
    } else if (operator instanceof MaxPool) {
      return "MaxPooling2d";
    } else if (operator instanceof Resize) {
      return "StaticResizeBilinear2D";
    } else if (operator instanceof Softmax) {
      return "Softmax";
    } else if (operator instanceof Quantize || operator instanceof Dequantize) {
      return "Convert";
    } else if (operator instanceof TransposedConvolution) {
      return "ConvTranspose2d";
    } else if (operator instanceof AveragePool) {
      return "AvgPooling2d";
    } else if (operator instanceof GlobalAveragePool) {
      return "GlobalAvgPooling2d";
    } else if (isDelegated(operator)) {
      return operator instanceof Unary unary
          ? XNNPACK_UNARY.get(unary.function())
          : XNNPACK_BINARY.get(((Binary) operator).function());
    }
    throw unknown(node);
  }

  /** Whether XNNPACK has a node for this function of one or two tensors. */
  static boolean isDelegated(Operator operator) {
    return (operator instanceof Unary unary && XNNPACK_UNARY.containsKey(unary.function()))
        || (operator instanceof Binary binary && XNNPACK_BINARY.containsKey(binary.function()));
  }

  /** Name of the kernel in the portable operator library. */
  static String portable(Node node) {
    return node.operator() instanceof OpaqueOperator opaque
        ? opaque.name()
        : "aten::" + portableOperator(node);
  }

  private static String portableOperator(Node node) {
    Operator operator = node.operator();
    if (operator instanceof BatchNorm) {
      return "_native_batch_norm_legit_no_training.out";
    } else if (operator instanceof GroupNorm) {
      return "native_group_norm.out";
    } else if (operator instanceof LayerNorm) {
      return "native_layer_norm.out";
    } else if (operator instanceof Softmax) {
      return "_softmax.out";
    } else if (operator instanceof Expand) {
      return "expand_copy.out";
    } else if (operator instanceof Clone) {
      return "clone.out";
    } else if (operator instanceof View) {
      return "view_copy.out";
    } else if (operator instanceof Permute) {
      return "permute_copy.out";
    } else if (operator instanceof Select) {
      return "select_copy.int_out";
    } else if (operator instanceof Slice) {
      return "slice_copy.Tensor_out";
    } else if (operator instanceof Unsqueeze) {
      return "unsqueeze_copy.out";
    } else if (operator instanceof Squeeze) {
      return "squeeze_copy.dims_out";
    } else if (operator instanceof Repeat) {
      return "repeat.out";
    } else if (operator instanceof Concat) {
      return "cat.out";
    } else if (operator instanceof Pad) {
      return "constant_pad_nd.out";
    } else if (operator instanceof Gather) {
      return "index.Tensor_out";
    } else if (operator instanceof Fill fill) {
      return fill.type().shape().rank() == 0 ? "scalar_tensor.out" : "full.out";
    } else if (operator instanceof Range) {
      return "arange.start_out";
    } else if (operator instanceof Cast) {
      return "_to_copy.out";
    } else if (operator instanceof Where) {
      return "where.self_out";
    } else if (operator instanceof Reduce reduce) {
      return switch (reduce.function()) {
        case SUM -> "sum.IntList_out";
        case MIN -> "min.dim_min";
        case MAX -> "max.dim_max";
        case MEAN -> "mean.out";
        case PRODUCT -> "prod.int_out";
      };
    } else if (operator instanceof CompareToNumber compare) {
      return BINARY.get(compare.function()) + ".Scalar_out";
    } else if (operator instanceof Binary binary) {
      boolean comparison =
          binary.function().givesBoolean()
              && binary.function() != BinaryFunction.AND
              && binary.function() != BinaryFunction.OR;
      boolean ofTensors = binary.function() == BinaryFunction.POWER;
      String overload = comparison ? ".Tensor_out" : ofTensors ? ".Tensor_Tensor_out" : ".out";
      return BINARY.get(binary.function()) + overload;
    } else if (operator instanceof Unary unary) {
      String name = unary.function().name().toLowerCase(Locale.ROOT);
      return UNARY.getOrDefault(unary.function(), name) + ".out";
    } else if (operator instanceof Resize resize) {
      return switch (resize.interpolation()) {
        case NEAREST -> "upsample_nearest2d.out";
        case BILINEAR -> "upsample_bilinear2d.vec_out";
        case BICUBIC -> throw unknown(node);
      };
    } else if (operator instanceof AveragePool) {
      return "avg_pool2d.out";
    } else if (operator instanceof GlobalAveragePool) {
      return "mean.out";
    } else if (operator instanceof Take) {
      return "index_select.out";
    } else if (operator instanceof TransposedConvolution) {
      return "convolution.out";
    } else if (operator instanceof Convolution) {
      return "convolution.out";
    } else if (operator instanceof Linear) {
      return "linear.out";
    } else if (operator instanceof BatchMatMul) {
      return "bmm.out";
    } else if (operator instanceof MaxPool) {
      return "max_pool2d_with_indices.out";
    }
    throw unknown(node);
  }

  private static IllegalArgumentException unknown(Node node) {
    return new IllegalArgumentException("no ExecuTorch kernel is known for " + node);
  }
}
