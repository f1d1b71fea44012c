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
   * layout has been assigned), square kernel, stride and padding.
   *
   * <p>Output size per dimension: {@code (in + 2 padding - kernel) / stride + 1}, rounded down.
   * Multiply-accumulates: {@code M x N x K} with M output pixels, N output channels and K = input
   * channels per group x kernel area.
   *
   * @param outChannels output channels
   * @param inChannels input channels
   * @param kernel height and width of the kernel
   * @param stride step in both dimensions
   * @param padding zeros added on each side
   * @param groups channel groups; equal to the channels for a depthwise convolution
   * @param channelsLast whether operand and result are {@code [N,H,W,C]}
   * @param clamped whether a ReLU is fused
   */
  record Convolution(
      int outChannels,
      int inChannels,
      int kernel,
      int stride,
      int padding,
      int groups,
      boolean channelsLast,
      boolean clamped)
      implements MatrixOperator, Clampable {

    public Convolution {
      if (outChannels < 1 || inChannels < 1 || kernel < 1 || stride < 1 || padding < 0) {
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
      if ((long) inChannels / groups * kernel * kernel > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "each output sums "
                + inChannels / groups
                + " channels x "
                + kernel
                + " x "
                + kernel
                + " products, more than "
                + Integer.MAX_VALUE);
      }
    }

    @Override
    public OperatorKind kind() {
      return isDepthwise() ? OperatorKind.DEPTHWISE_CONVOLUTION : OperatorKind.CONVOLUTION;
    }

    /** Whether every channel is convolved by itself. */
    public boolean isDepthwise() {
      return groups > 1 && groups == inChannels && groups == outChannels;
    }

    /** Length of the sum behind one output element: input channels per group x kernel area. */
    public int depth() {
      return inChannels / groups * kernel * kernel;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      ShapeMismatch.requireRank(operands, 0, 4);
      Shape shape = x.shape();
      int channelAxis = channelsLast ? 3 : 1;
      int heightAxis = channelsLast ? 1 : 2;
      if (shape.dim(channelAxis) != inChannels) {
        throw new ShapeMismatch(0, x, "the weights are for " + inChannels + " channels");
      }
      int height = outputSize(x, shape.dim(heightAxis));
      int width = outputSize(x, shape.dim(heightAxis + 1));
      return x.with(
          channelsLast
              ? Shape.of(shape.dim(0), height, width, outChannels)
              : Shape.of(shape.dim(0), outChannels, height, width));
    }

    private int outputSize(TensorType x, int size) {
      int padded = size + 2 * padding;
      if (padded < kernel) {
        throw new ShapeMismatch(
            0,
            x,
            "the " + kernel + "x" + kernel + " kernel with padding " + padding + " is larger");
      }
      return (padded - kernel) / stride + 1;
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
    public Convolution withClamp() {
      return new Convolution(
          outChannels, inChannels, kernel, stride, padding, groups, channelsLast, true);
    }

    /** The same convolution on {@code [N,H,W,C]}. */
    public Convolution withChannelsLast() {
      return new Convolution(
          outChannels, inChannels, kernel, stride, padding, groups, true, clamped);
    }
  }

  /**
   * Fully connected layer with bias on the last dimension: {@code [..., K] -> [..., N]}.
   *
   * @param outFeatures N
   * @param inFeatures K
   * @param clamped whether a ReLU is fused
   */
  record Linear(int outFeatures, int inFeatures, boolean clamped)
      implements MatrixOperator, Clampable {
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
    public Linear withClamp() {
      return new Linear(outFeatures, inFeatures, true);
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
