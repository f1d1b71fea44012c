package io.tilewise.workload.graph;

import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import java.util.List;

/** Operators that scale elements by statistics, kept from training or taken from the tensor. */
public sealed interface NormalizationOperator extends Operator {

  @Override
  default TensorType infer(List<TensorType> operands) {
    TensorType x = ShapeMismatch.only(operands);
    ShapeMismatch.requireFloating(operands, 0);
    check(x);
    return x;
  }

  /** Throws {@link ShapeMismatch} if the operator cannot be applied to this type. */
  void check(TensorType x);

  /**
   * In how many parts of a tensor the statistics are taken, each by itself; 1 if they are known.
   */
  long parts(Shape x);

  /**
   * Batch normalization at inference: per channel {@code y = x * scale + shift} with constants from
   * training.
   *
   * @param channels size of the channel dimension
   * @param channelAxis which dimension that is: 1 for {@code [N,C,H,W]}
   */
  record BatchNorm(int channels, int channelAxis) implements NormalizationOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.BATCH_NORM;
    }

    @Override
    public long parts(Shape x) {
      return 1;
    }

    @Override
    public long parameters() {
      return 2L * channels;
    }

    @Override
    public void check(TensorType x) {
      if (x.shape().rank() <= channelAxis || x.shape().dim(channelAxis) != channels) {
        throw new ShapeMismatch(0, x, "the statistics are for " + channels + " channels");
      }
    }
  }

  /** Normalization over groups of channels of {@code [N,C,...]}, by mean and variance per group. */
  record GroupNorm(int groups, int channels) implements NormalizationOperator {
    public GroupNorm {
      if (groups < 1 || channels % groups != 0) {
        throw new IllegalArgumentException(channels + " channels cannot be split into " + groups);
      }
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.GROUP_NORM;
    }

    @Override
    public long parts(Shape x) {
      return (long) x.dim(0) * groups;
    }

    @Override
    public long parameters() {
      return 2L * channels;
    }

    @Override
    public void check(TensorType x) {
      if (x.shape().rank() < 2 || x.shape().dim(1) != channels) {
        throw new ShapeMismatch(0, x, "the weights are for " + channels + " channels");
      }
    }
  }

  /** Normalization over the last dimension, by mean and variance per row. */
  record LayerNorm(int width) implements NormalizationOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.LAYER_NORM;
    }

    @Override
    public long parts(Shape x) {
      return x.elementsBefore(-1);
    }

    @Override
    public long parameters() {
      return 2L * width;
    }

    @Override
    public void check(TensorType x) {
      if (x.shape().rank() < 1 || x.shape().dim(-1) != width) {
        throw new ShapeMismatch(0, x, "the weights are for a last dimension of " + width);
      }
    }
  }

  /** Softmax over one dimension, counted from the end: -1 is the last. */
  record Softmax(int axis) implements NormalizationOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.SOFTMAX;
    }

    @Override
    public long parts(Shape x) {
      return x.elementsBefore(axis);
    }

    @Override
    public void check(TensorType x) {
      if (x.shape().rank() < -axis) {
        throw new ShapeMismatch(0, x, "softmax runs over dimension " + axis);
      }
    }
  }
}
