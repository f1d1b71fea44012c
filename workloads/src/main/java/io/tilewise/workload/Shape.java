package io.tilewise.workload;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Sizes of a tensor's dimensions, outermost first. The empty shape is a scalar. */
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /** The shape with these dimensions, each at least 0. */
  public static Shape of(int... dims) {
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("negative dimension in " + Arrays.toString(dims));
      }
    }
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** The shape with these dimensions. */
  public static Shape of(List<Integer> dims) {
    return of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  public int rank() {
    return dims.length;
  }

  /**
   * Size of dimension {@code axis}; a negative axis counts from the innermost, -1 being the last.
   */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /** The axis as a number from 0, for one that may count from the end. */
  public int axis(int axis) {
    int resolved = axis < 0 ? axis + dims.length : axis;
    if (resolved < 0 || resolved >= dims.length) {
      throw new IllegalArgumentException("axis " + axis + " is outside shape " + this);
    }
    return resolved;
  }

  /** Number of elements: the product of the dimensions, 1 for a scalar. */
  public long elements() {
    long product = 1;
    for (int dim : dims) {
      product = Math.multiplyExact(product, dim);
    }
    return product;
  }

  /** Product of the dimensions before {@code axis}. */
  public long elementsBefore(int axis) {
    long product = 1;
    for (int i = 0; i < axis(axis); i++) {
      product = Math.multiplyExact(product, dims[i]);
    }
    return product;
  }

  /** This shape with one dimension replaced. */
  public Shape with(int axis, int size) {
    int[] copy = dims.clone();
    copy[axis(axis)] = size;
    return of(copy);
  }

  /** This shape without one dimension. */
  public Shape without(int axis) {
    int gone = axis(axis);
    int[] copy = new int[dims.length - 1];
    for (int i = 0, j = 0; i < dims.length; i++) {
      if (i != gone) {
        copy[j++] = dims[i];
      }
    }
    return of(copy);
  }

  /** This shape with a dimension of size 1 put in at {@code axis} (0 to rank). */
  public Shape withUnitAt(int axis) {
    int at = axis < 0 ? axis + dims.length + 1 : axis;
    int[] copy = new int[dims.length + 1];
    for (int i = 0, j = 0; i < copy.length; i++) {
      copy[i] = i == at ? 1 : dims[j++];
    }
    return of(copy);
  }

  /** The shape whose dimension i is this shape's dimension {@code order.get(i)}. */
  public Shape permuted(List<Integer> order) {
    int[] copy = new int[dims.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = dims[order.get(i)];
    }
    return of(copy);
  }

  /** The dimensions as a list. */
  public List<Integer> dims() {
    return Arrays.stream(dims).boxed().toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** For instance {@code [1,64,256,256]}. */
  @Override
  public String toString() {
    return Arrays.stream(dims)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
