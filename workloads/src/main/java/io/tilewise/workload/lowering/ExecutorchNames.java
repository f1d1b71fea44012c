package io.tilewise.workload.lowering;

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
import io.tilewise.workload.graph.MovementOperator.Unsqueeze;
import io.tilewise.workload.graph.MovementOperator.View;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.GroupNorm;
import io.tilewise.workload.graph.NormalizationOperator.LayerNorm;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.CompareToNumber;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.Where;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import io.tilewise.workload.graph.ReductionOperator.Function;
import io.tilewise.workload.graph.ReductionOperator.Reduce;
import io.tilewise.workload.graph.SourceOperator.Fill;
import io.tilewise.workload.graph.SourceOperator.Range;
import java.util.Locale;
import java.util.Map;

/** What ExecuTorch calls the kernels it executes. */
final class ExecutorchNames {
  private static final Map<BinaryFunction, String> BINARY =
      Map.of(
          BinaryFunction.ADD, "add",
          BinaryFunction.SUBTRACT, "sub",
          BinaryFunction.MULTIPLY, "mul",
          BinaryFunction.DIVIDE, "div",
          BinaryFunction.EQUAL, "eq",
          BinaryFunction.NOT_EQUAL, "ne",
          BinaryFunction.GREATER_OR_EQUAL, "ge",
          BinaryFunction.LESS_OR_EQUAL, "le",
          BinaryFunction.AND, "logical_and");

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
    } else if (operator instanceof Unary unary) {
      return switch (unary.function()) {
        case RELU, CLAMP -> "Clamp";
        case SIGMOID -> "Sigmoid";
        case SQUARE -> "Square";
        case FLOOR -> "Floor";
      };
    } else if (operator instanceof Binary binary) {
      return switch (binary.function()) {
        case ADD -> "Add";
        case SUBTRACT -> "Subtract";
        case MULTIPLY -> "Multiply";
        case DIVIDE -> "Div";
        default -> throw unknown(node);
      };
    }
    throw unknown(node);
  }

  /** Name of the kernel in the portable operator library. */
  static String portable(Node node) {
    return "aten::" + portableOperator(node);
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
      String name = reduce.function().name().toLowerCase(Locale.ROOT);
      return reduce.function() == Function.SUM ? "sum.IntList_out" : name + ".dim_" + name;
    } else if (operator instanceof CompareToNumber compare) {
      return BINARY.get(compare.function()) + ".Scalar_out";
    } else if (operator instanceof Binary binary) {
      boolean comparison =
          binary.function().givesBoolean() && binary.function() != BinaryFunction.AND;
      return BINARY.get(binary.function()) + (comparison ? ".Tensor_out" : ".out");
    } else if (operator instanceof Unary unary) {
      return unary.function().name().toLowerCase(Locale.ROOT) + ".out";
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
