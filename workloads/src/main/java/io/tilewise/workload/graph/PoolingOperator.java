package io.tilewise.workload.graph;

import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import java.util.List;

/** Operators that change the size of images by looking at neighbouring pixels. */
public sealed interface PoolingOperator extends Operator {

  /** Whether operand and result are {@code [N,H,W,C]}, else {@code [N,C,H,W]}. */
  boolean channelsLast();

  /** The same operator on {@code [N,H,W,C]}. */
  PoolingOperator withChannelsLast();

  /** Maximum over square windows, without padding. */
  record MaxPool(int window, int stride, boolean channelsLast) implements PoolingOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.MAX_POOL;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      ShapeMismatch.requireRank(operands, 0, 4);
      int heightAxis = channelsLast ? 1 : 2;
      Shape shape = x.shape();
      if (shape.dim(heightAxis) < window || shape.dim(heightAxis + 1) < window) {
        throw new ShapeMismatch(0, x, "the window is " + window + "x" + window);
      }
      Shape result =
          shape
              .with(heightAxis, (shape.dim(heightAxis) - window) / stride + 1)
              .with(heightAxis + 1, (shape.dim(heightAxis + 1) - window) / stride + 1);
      return x.with(result);
    }

    @Override
    public MaxPool withChannelsLast() {
      return new MaxPool(window, stride, true);
    }
  }

  /** How a resized pixel follows from its neighbours. */
  enum Interpolation {
    /** From 4 neighbours. */
    BILINEAR,
    /** From 16 neighbours. */
    BICUBIC
  }

  /** Resize of images to a fixed height and width. */
  record Resize(Interpolation interpolation, int height, int width, boolean channelsLast)
      implements PoolingOperator {
    @Override
    public OperatorKind kind() {
      return interpolation == Interpolation.BILINEAR
          ? OperatorKind.RESIZE_BILINEAR
          : OperatorKind.RESIZE_BICUBIC;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      ShapeMismatch.requireRank(operands, 0, 4);
      int heightAxis = channelsLast ? 1 : 2;
      return x.with(x.shape().with(heightAxis, height).with(heightAxis + 1, width));
    }

    @Override
    public Resize withChannelsLast() {
      return new Resize(interpolation, height, width, true);
    }
  }
}
