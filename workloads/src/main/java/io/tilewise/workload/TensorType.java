package io.tilewise.workload;

/**
 * Element type and shape of a tensor. The shape is in memory order: the last dimension is the one
 * with stride 1. A channels-last tensor is thus written {@code [N,H,W,C]}.
 */
public record TensorType(ElementType element, Shape shape) {

  public static TensorType of(ElementType element, int... dims) {
    return new TensorType(element, Shape.of(dims));
  }

  public TensorType with(ElementType other) {
    return new TensorType(other, shape);
  }

  public TensorType with(Shape other) {
    return new TensorType(element, other);
  }

  public long elements() {
    return shape.elements();
  }

  /** Size in memory, in bytes, without padding. */
  public long bytes() {
    return Math.multiplyExact(shape.elements(), element.bytes());
  }

  /** For instance {@code f16[1,64,256,256]}. */
  @Override
  public String toString() {
    return element.symbol() + shape;
  }
}
