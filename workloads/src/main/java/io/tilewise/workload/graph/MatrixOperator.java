package io.tilewise.workload.graph;

import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import java.util.List;

/** Operators that are sums of products: convolution, linear, matrix multiplication. */
public sealed interface MatrixOperator extends Operator {

  /** Multiply-accumulates to compute a result of this shape from these operands. */
  long multiplyAccumulates(List<TensorType> operands, TensorType result);

  /** Elements of the weights that are part of the operator, without bias. */
  long weightElements();

  /**
   * Two-dimensional convolution, with bias, of {@code [N,C,H,W]} (or {@code [N,H,W,C]} once a
   * layout has been assigned).
   *
   * <p>Output size: that of the {@link Window}. Multiply-accumulates: {@code M x N x K} with M
   * output pixels, N output channels and K = input channels per group x window area.
   *
   * @param outChannels output channels
   * @param inChannels input channels
   * @param window the kernel's size, steps, padding and dilation
   * @param groups channel groups; equal to the channels for a depthwise convolution
   * @param channelsLast whether operand and result are {@code [N,H,W,C]}
   * @param clamped whether a ReLU is fused
   * @param learned what it has from training
   */
  record Convolution(
      int outChannels,
      int inChannels,
      Window window,
      int groups,
      boolean channelsLast,
      boolean clamped,
      Learned learned)
      implements MatrixOperator, Clampable {

    public Convolution {
      requireChannels(outChannels, inChannels, groups, window);
    }

    /** A convolution with weights and bias of its own. */
    public Convolution(
        int outChannels,
        int inChannels,
        Window window,
        int groups,
        boolean channelsLast,
        boolean clamped) {
      this(
          outChannels, inChannels, window, groups, channelsLast, clamped, Learned.WEIGHTS_AND_BIAS);
    }

    /** A convolution with a square kernel and the same stride and padding in both dimensions. */
    public Convolution(
        int outChannels,
        int inChannels,
        int kernel,
        int stride,
        int padding,
        int groups,
        boolean channelsLast,
        boolean clamped) {
      this(
          outChannels,
          inChannels,
          Window.square(kernel, stride, padding),
          groups,
          channelsLast,
          clamped);
    }

    @Override
    public OperatorKind kind() {
      return isDepthwise() ? OperatorKind.DEPTHWISE_CONVOLUTION : OperatorKind.CONVOLUTION;
    }

    /** Whether every output channel is computed from one input channel. */
    public boolean isDepthwise() {
      return groups > 1 && groups == inChannels;
    }

    /**
     * Whether every output pixel is a linear layer of one input pixel: a 1x1 kernel that moves by
     * one, without padding and groups.
     */
    public boolean isPointwise() {
      return groups == 1 && window.equals(Window.square(1, 1, 0));
    }

    /** Length of the sum behind one output element: input channels per group x kernel area. */
    public int depth() {
      return inChannels / groups * window.taps();
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = image(operands, channelsLast, inChannels);
      int heightAxis = channelsLast ? 1 : 2;
      long height = window.outputHeight(x.shape().dim(heightAxis));
      long width = window.outputWidth(x.shape().dim(heightAxis + 1));
      if (height < 1 || width < 1) {
        throw new ShapeMismatch(
            0,
            x,
            "the " + window.size() + " kernel with padding " + window.padding() + " is larger");
      }
      return result(x, channelsLast, outChannels, height, width);
    }

    @Override
    public long multiplyAccumulates(List<TensorType> operands, TensorType result) {
      return Math.multiplyExact(result.elements(), depth());
    }

    @Override
    public long weightElements() {
      return (long) depth() * outChannels;
    }

    @Override
    public long parameters() {
      return learned.count(weightElements(), outChannels);
    }

    @Override
    public Convolution withClamp() {
      return new Convolution(outChannels, inChannels, window, groups, channelsLast, true, learned);
    }

    /** The same convolution on {@code [N,H,W,C]}. */
    public Convolution withChannelsLast() {
      return new Convolution(outChannels, inChannels, window, groups, true, clamped, learned);
    }
  }

  /**
   * Transposed convolution, with bias: each input pixel adds its product with the kernel to the
   * output. Output size per dimension: {@code (in - 1) stride - padding + dilation (size - 1) + 1 +
   * output padding}. Multiply-accumulates: {@code input elements x window area x output channels
   * per group}.
   *
   * @param outChannels output channels
   * @param inChannels input channels
   * @param window the kernel's size, steps, padding and dilation, as of the convolution it reverses
   * @param outputPaddingHeight rows added to the output, as the stride leaves their number open
   * @param outputPaddingWidth the same for columns
   * @param groups channel groups
   * @param channelsLast whether operand and result are {@code [N,H,W,C]}
   * @param clamped whether a ReLU is fused
   * @param learned what it has from training
   */
  record TransposedConvolution(
      int outChannels,
      int inChannels,
      Window window,
      int outputPaddingHeight,
      int outputPaddingWidth,
      int groups,
      boolean channelsLast,
      boolean clamped,
      Learned learned)
      implements MatrixOperator, Clampable {

    public TransposedConvolution {
      requireChannels(outChannels, inChannels, groups, window);
    }

    /** A transposed convolution with weights and bias of its own. */
    public TransposedConvolution(
        int outChannels,
        int inChannels,
        Window window,
        int outputPaddingHeight,
        int outputPaddingWidth,
        int groups,
        boolean channelsLast,
        boolean clamped) {
      this(
          outChannels,
          inChannels,
          window,
          outputPaddingHeight,
          outputPaddingWidth,
          groups,
          channelsLast,
          clamped,
          Learned.WEIGHTS_AND_BIAS);
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.TRANSPOSED_CONVOLUTION;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = image(operands, channelsLast, inChannels);
      int heightAxis = channelsLast ? 1 : 2;
      long height =
          (x.shape().dim(heightAxis) - 1L) * window.strideHeight()
              - window.top()
              - window.bottom()
              + (long) window.dilationHeight() * (window.height() - 1)
              + 1
              + outputPaddingHeight;
      long width =
          (x.shape().dim(heightAxis + 1) - 1L) * window.strideWidth()
              - window.left()
              - window.right()
              + (long) window.dilationWidth() * (window.width() - 1)
              + 1
              + outputPaddingWidth;
      if (height < 1 || width < 1) {
        throw new ShapeMismatch(
            0, x, "padding " + window.padding() + " leaves nothing of the result");
      }
      return result(x, channelsLast, outChannels, height, width);
    }

    @Override
    public long multiplyAccumulates(List<TensorType> operands, TensorType result) {
      long perElement = (long) window.taps() * (outChannels / groups);
      return Math.multiplyExact(operands.get(0).elements(), perElement);
    }

    @Override
    public long weightElements() {
      return (long) window.taps() * inChannels * (outChannels / groups);
    }

    @Override
    public long parameters() {
      return learned.count(weightElements(), outChannels);
    }

    @Override
    public TransposedConvolution withClamp() {
      return new TransposedConvolution(
          outChannels,
          inChannels,
          window,
          outputPaddingHeight,
          outputPaddingWidth,
          groups,
          channelsLast,
          true,
          learned);
    }

    /** The same on {@code [N,H,W,C]}. */
    public TransposedConvolution withChannelsLast() {
      return new TransposedConvolution(
          outChannels,
          inChannels,
          window,
          outputPaddingHeight,
          outputPaddingWidth,
          groups,
          true,
          clamped,
          learned);
    }
  }

  private static void requireChannels(int outChannels, int inChannels, int groups, Window window) {
    if (outChannels < 1 || inChannels < 1) {
      throw new IllegalArgumentException("a convolution needs positive sizes");
    }
    if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0) {
      throw new IllegalArgumentException(
          inChannels
              + " to "
              + outChannels
              + " channels cannot be split into "
              + groups
              + " groups");
    }
    if ((long) inChannels / groups * window.taps() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "each output sums "
              + inChannels / groups
              + " channels x "
              + window.height()
              + " x "
              + window.width()
              + " products, more than "
              + Integer.MAX_VALUE);
    }
  }

  /** The only operand, an image with so many channels. */
  private static TensorType image(List<TensorType> operands, boolean channelsLast, int inChannels) {
    TensorType x = ShapeMismatch.only(operands);
    ShapeMismatch.requireRank(operands, 0, 4);
    if (x.shape().dim(channelsLast ? 3 : 1) != inChannels) {
      throw new ShapeMismatch(0, x, "the weights are for " + inChannels + " channels");
    }
    return x;
  }

  private static TensorType result(
      TensorType x, boolean channelsLast, int channels, long height, long width) {
    int h = Math.toIntExact(height);
    int w = Math.toIntExact(width);
    int batch = x.shape().dim(0);
    return x.with(channelsLast ? Shape.of(batch, h, w, channels) : Shape.of(batch, channels, h, w));
  }

  /**
   * Fully connected layer with bias on the last dimension: {@code [..., K] -> [..., N]}.
   *
   * @param outFeatures N
   * @param inFeatures K
   * @param clamped whether a ReLU is fused
   * @param learned what it has from training
   */
  record Linear(int outFeatures, int inFeatures, boolean clamped, Learned learned)
      implements MatrixOperator, Clampable {
    /** A layer with weights and bias of its own. */
    public Linear(int outFeatures, int inFeatures, boolean clamped) {
      this(outFeatures, inFeatures, clamped, Learned.WEIGHTS_AND_BIAS);
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.LINEAR;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      if (x.shape().rank() < 1 || x.shape().dim(-1) != inFeatures) {
        throw new ShapeMismatch(0, x, "the weights are for a last dimension of " + inFeatures);
      }
      return x.with(x.shape().with(-1, outFeatures));
    }

    @Override
    public long multiplyAccumulates(List<TensorType> operands, TensorType result) {
      return Math.multiplyExact(result.elements(), inFeatures);
    }

    @Override
    public long weightElements() {
      return (long) inFeatures * outFeatures;
    }

    @Override
    public long parameters() {
      return learned.count(weightElements(), outFeatures);
    }

    @Override
    public Linear withClamp() {
      return new Linear(outFeatures, inFeatures, true, learned);
    }
  }

  /**
   * Matrix product of two activations over equal leading dimensions: {@code [..., M, K] x [..., K,
   * N] -> [..., M, N]}.
   */
  record MatMul() implements MatrixOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.MATMUL;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      return product(operands);
    }

    @Override
    public long multiplyAccumulates(List<TensorType> operands, TensorType result) {
      return Math.multiplyExact(result.elements(), operands.get(0).shape().dim(-1));
    }

    @Override
    public long weightElements() {
      return 0;
    }
  }

  /** Matrix product with exactly one leading (batch) dimension, as runtimes offer it. */
  record BatchMatMul() implements MatrixOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.BATCH_MATMUL;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      ShapeMismatch.requireCount(operands, 2, 2);
      ShapeMismatch.requireRank(operands, 0, 3);
      return product(operands);
    }

    @Override
    public long multiplyAccumulates(List<TensorType> operands, TensorType result) {
      return Math.multiplyExact(result.elements(), operands.get(0).shape().dim(-1));
    }

    @Override
    public long weightElements() {
      return 0;
    }
  }

  private static TensorType product(List<TensorType> operands) {
    ShapeMismatch.requireCount(operands, 2, 2);
    TensorType left = operands.get(0);
    TensorType right = operands.get(1);
    int rank = left.shape().rank();
    if (rank < 2) {
      throw new ShapeMismatch(0, left, "a matrix needs at least 2 dimensions");
    }
    Shape needed = left.shape().with(-2, left.shape().dim(-1));
    if (right.shape().rank() != rank
        || !right.shape().with(-1, 1).equals(needed.with(-1, 1))
        || right.element() != left.element()) {
      throw new ShapeMismatch(
          1,
          right,
          "the left operand is "
              + left
              + ", so it must be "
              + left.element()
              + needed.toString().replaceFirst("\\d+]$", "any]"));
    }
    return left.with(left.shape().with(-1, right.shape().dim(-1)));
  }
}
