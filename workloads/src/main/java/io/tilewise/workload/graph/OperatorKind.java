package io.tilewise.workload.graph;

import io.tilewise.workload.Category;
import java.util.Locale;

/** The kinds of operators, by which runtimes say which kernel executes what. */
public enum OperatorKind {
  INPUT,
  PARAMETER,
  SCALAR,
  FILL,
  RANGE,
  CONVOLUTION,
  DEPTHWISE_CONVOLUTION,
  TRANSPOSED_CONVOLUTION,
  LINEAR,
  MATMUL,
  BATCH_MATMUL,
  BATCH_NORM,
  GROUP_NORM,
  LAYER_NORM,
  SOFTMAX,
  RELU,
  SIGMOID,
  SQUARE,
  FLOOR,
  CLAMP,
  RELU6,
  ABS,
  NEGATE,
  CEIL,
  SQRT,
  RECIPROCAL_SQRT,
  RECIPROCAL,
  EXP,
  LOG,
  SIN,
  COS,
  TANH,
  ERF,
  GELU,
  HARD_SWISH,
  ELU,
  LEAKY_RELU,
  NOT,
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MAXIMUM,
  MINIMUM,
  POWER,
  PRELU,
  EQUAL,
  NOT_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  AND,
  OR,
  WHERE,
  MAX_POOL,
  AVERAGE_POOL,
  GLOBAL_AVERAGE_POOL,
  RESIZE_NEAREST,
  RESIZE_BILINEAR,
  RESIZE_BICUBIC,
  PERMUTE,
  RESHAPE,
  VIEW,
  CLONE,
  EXPAND,
  REPEAT,
  CONCAT,
  PAD,
  SLICE,
  SELECT,
  UNSQUEEZE,
  SQUEEZE,
  GATHER,
  TAKE,
  CAST,
  QUANTIZE,
  DEQUANTIZE,
  REDUCE_SUM,
  REDUCE_MIN,
  REDUCE_MAX,
  REDUCE_MEAN,
  REDUCE_PRODUCT,
  /** One that Tilewise knows nothing of but what it reads and writes. */
  OPAQUE,
  TUPLE_ELEMENT,
  DELEGATE;

  /**
   * What kind of time such an operator spends, in the scheme of the publication's profiling kit.
   */
  public Category category() {
    return switch (this) {
      case CONVOLUTION, DEPTHWISE_CONVOLUTION, TRANSPOSED_CONVOLUTION -> Category.CONVOLUTION;
      case LINEAR, MATMUL, BATCH_MATMUL -> Category.GEMM;
      case RELU,
          SIGMOID,
          SQUARE,
          FLOOR,
          CLAMP,
          RELU6,
          ABS,
          NEGATE,
          CEIL,
          SQRT,
          RECIPROCAL_SQRT,
          RECIPROCAL,
          EXP,
          LOG,
          SIN,
          COS,
          TANH,
          ERF,
          GELU,
          HARD_SWISH,
          ELU,
          LEAKY_RELU,
          NOT,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MAXIMUM,
          MINIMUM,
          POWER,
          PRELU,
          EQUAL,
          NOT_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          AND,
          OR,
          WHERE,
          MAX_POOL,
          AVERAGE_POOL,
          GLOBAL_AVERAGE_POOL ->
          Category.ELEMENTWISE;
      case PERMUTE,
          RESHAPE,
          VIEW,
          CLONE,
          EXPAND,
          REPEAT,
          CONCAT,
          PAD,
          SLICE,
          SELECT,
          UNSQUEEZE,
          SQUEEZE ->
          Category.DATA_MOVEMENT;
      default -> Category.OTHER;
    };
  }

  /** The name in files: {@code max_pool}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in running text: {@code max pool}. */
  public String label() {
    return key().replace('_', ' ');
  }
}
