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

  /** Maximum over windows; what is padded never is the maximum. */
  record MaxPool(Window window, boolean channelsLast) implements PoolingOperator {
    /** Over squares without padding. */
    public MaxPool(int size, int stride, boolean channelsLast) {
      this(Window.square(size, stride, 0), channelsLast);
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.MAX_POOL;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      return pooled(window, channelsLast, operands);
    }

    @Override
    public MaxPool withChannelsLast() {
      return new MaxPool(window, true);
    }
  }

  /** Mean over windows. */
  record AveragePool(Window window, boolean channelsLast) implements PoolingOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.AVERAGE_POOL;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      return pooled(window, channelsLast, operands);
    }

    @Override
    public AveragePool withChannelsLast() {
      return new AveragePool(window, true);
    }
  }

  /** Mean over all pixels of each channel; height and width become 1. */
  record GlobalAveragePool(boolean channelsLast) implements PoolingOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.GLOBAL_AVERAGE_POOL;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      ShapeMismatch.requireRank(operands, 0, 4);
      int heightAxis = channelsLast ? 1 : 2;
      return x.with(x.shape().with(heightAxis, 1).with(heightAxis + 1, 1));
    }

    @Override
    public GlobalAveragePool withChannelsLast() {
      return new GlobalAveragePool(true);
    }
  }

  private static TensorType pooled(Window window, boolean channelsLast, List<TensorType> operands) {
    TensorType x = ShapeMismatch.only(operands);
    ShapeMismatch.requireRank(operands, 0, 4);
    int heightAxis = channelsLast ? 1 : 2;
    Shape shape = x.shape();
    long height = window.outputHeight(shape.dim(heightAxis));
    long width = window.outputWidth(shape.dim(heightAxis + 1));
    if (height < 1 || width < 1) {
      throw new ShapeMismatch(0, x, "the window is " + window.size());
    }
    return x.with(
        shape
            .with(heightAxis, Math.toIntExact(height))
            .with(heightAxis + 1, Math.toIntExact(width)));
  }

  /** How a resized pixel follows from its neighbours. */
  enum Interpolation {
    /** From the nearest one. */
    NEAREST,
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
      return switch (interpolation) {
        case NEAREST -> OperatorKind.RESIZE_NEAREST;
        case BILINEAR -> OperatorKind.RESIZE_BILINEAR;
        case BICUBIC -> OperatorKind.RESIZE_BICUBIC;
      };
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
