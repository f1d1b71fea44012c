package io.tilewise.importer.executorch;

import java.util.Optional;

/**
 * Kinds of nodes of an XNNPACK delegate, in the order of the union {@code XNodeUnion} of
 * ExecuTorch's {@code backends/xnnpack/serialization/schema.fbs}, which numbers them from 1. The
 * name is that of the schema without {@code XNN}.
 */
enum XnnNodeType {
  ADD("Add"),
  FULLY_CONNECTED("FullyConnected"),
  SOFTMAX("Softmax"),
  SIGMOID("Sigmoid"),
  STATIC_TRANSPOSE("StaticTranspose"),
  CLAMP("Clamp"),
  CONV_2D("Conv2d"),
  DIV("Div"),
  STATIC_RESIZE_BILINEAR_2D("StaticResizeBilinear2D"),
  STATIC_CONSTANT_PAD("StaticConstantPad"),
  AVG_POOLING_2D("AvgPooling2d"),
  MINIMUM("Minimum"),
  DEPTHWISE_CONV_2D("DepthwiseConv2d"),
  MAX_POOLING_2D("MaxPooling2d"),
  MULTIPLY("Multiply"),
  SUBTRACT("Subtract"),
  FLOOR("Floor"),
  CONVERT("Convert"),
  GLOBAL_AVG_POOLING_2D("GlobalAvgPooling2d"),
  STATIC_RESHAPE("StaticReshape"),
  ARG_MAX_POOLING_2D("ArgMaxPooling2d"),
  SQUARE_ROOT("SquareRoot"),
  CEILING("Ceiling"),
  HARDSWISH("Hardswish"),
  LEAKY_RELU("LeakyReLU"),
  MAXIMUM("Maximum"),
  NEGATE("Negate"),
  SQUARE("Square"),
  ELU("ELU"),
  ABS("Abs"),
  PRELU("PReLU"),
  CONCATENATE_2("Concatenate2"),
  CONCATENATE_3("Concatenate3"),
  CONCATENATE_4("Concatenate4"),
  STATIC_SLICE("StaticSlice"),
  SCALED_DOT_PRODUCT_ATTENTION("ScaledDotProductAttention"),
  BATCH_MATRIX_MULTIPLY("BatchMatrixMultiply"),
  CONCATENATE_5("Concatenate5"),
  CONV_TRANSPOSE_2D("ConvTranspose2d"),
  RECIPROCAL_SQUARE_ROOT("ReciprocalSquareRoot"),
  LOG("Log"),
  GELU("Gelu"),
  TANH("Tanh"),
  EXP("Exp");

  private final String label;

  XnnNodeType(String label) {
    this.label = label;
  }

  /** The name in listings. */
  String label() {
    return label;
  }

  /** The kind of a number in the union, if it is known. */
  static Optional<XnnNodeType> of(int number) {
    return number >= 1 && number <= values().length
        ? Optional.of(values()[number - 1])
        : Optional.empty();
  }
}
