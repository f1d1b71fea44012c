package io.tilewise.workload.graph;

import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Operators that move elements, or only rename where they are, without computing. */
public sealed interface MovementOperator extends Operator {

  /** Reorders dimensions: result dimension i is operand dimension {@code order.get(i)}. */
  record Permute(List<Integer> order) implements MovementOperator {
    public Permute {
      order = List.copyOf(order);
    }

    public static Permute of(Integer... order) {
      return new Permute(List.of(order));
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.PERMUTE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      ShapeMismatch.requireRank(operands, 0, order.size());
      return x.with(x.shape().permuted(order));
    }
  }

  /** Gives the same elements, in the same order, another shape. */
  record Reshape(Shape shape) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.RESHAPE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      if (x.elements() != shape.elements()) {
        throw new ShapeMismatch(
            0, x, "the new shape " + shape + " has " + shape.elements() + " elements");
      }
      return x.with(shape);
    }
  }

  /** A reshape that is known to cost nothing: the same memory under another shape. */
  record View(Shape shape) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.VIEW;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      return new Reshape(shape).infer(operands);
    }
  }

  /** Copies a tensor as it is, or into contiguous memory. */
  record Clone() implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.CLONE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      return ShapeMismatch.only(operands);
    }
  }

  /** Repeats dimensions of size 1 up to the given shape. */
  record Expand(Shape shape) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.EXPAND;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      ShapeMismatch.requireRank(operands, 0, shape.rank());
      for (int i = 0; i < shape.rank(); i++) {
        if (x.shape().dim(i) != 1 && x.shape().dim(i) != shape.dim(i)) {
          throw new ShapeMismatch(0, x, "cannot be expanded to " + shape);
        }
      }
      return x.with(shape);
    }
  }

  /** Writes several copies of a tensor beside each other; the result has the given shape. */
  record Repeat(Shape shape) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.REPEAT;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      ShapeMismatch.requireRank(operands, 0, shape.rank());
      for (int i = 0; i < shape.rank(); i++) {
        if (shape.dim(i) % x.shape().dim(i) != 0) {
          throw new ShapeMismatch(0, x, "cannot be repeated to " + shape);
        }
      }
      return x.with(shape);
    }
  }

  /**
   * Joins tensors along one dimension.
   *
   * @param axis the dimension, from 0
   * @param stacked whether the model's code stacks the operands along a new dimension (which the
   *     exporter writes as a concatenation and a view)
   */
  record Concat(int axis, boolean stacked) implements MovementOperator {
    public Concat(int axis) {
      this(axis, false);
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.CONCAT;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      ShapeMismatch.requireCount(operands, 1, Integer.MAX_VALUE);
      TensorType first = operands.get(0);
      int total = 0;
      for (int i = 0; i < operands.size(); i++) {
        TensorType x = operands.get(i);
        if (x.shape().rank() <= axis
            || !x.shape().with(axis, 1).equals(first.shape().with(axis, 1))) {
          throw new ShapeMismatch(
              i, x, "operand 0 is " + first + " and they are joined along dimension " + axis);
        }
        total = Math.addExact(total, x.shape().dim(axis));
      }
      return first.with(first.shape().with(axis, total));
    }
  }

  /** Adds elements around a tensor: {@code before} and {@code after} per dimension. */
  record Pad(List<Integer> before, List<Integer> after) implements MovementOperator {
    public Pad {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    @Override
    public OperatorKind kind() {
      return OperatorKind.PAD;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      ShapeMismatch.requireRank(operands, 0, before.size());
      List<Integer> dims = new ArrayList<>();
      for (int i = 0; i < before.size(); i++) {
        dims.add(before.get(i) + x.shape().dim(i) + after.get(i));
      }
      return x.with(Shape.of(dims));
    }
  }

  /** The part {@code [start, end)} of one dimension. */
  record Slice(int axis, int start, int end) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.SLICE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      if (x.shape().rank() <= axis || start < 0 || start >= end || end > x.shape().dim(axis)) {
        throw new ShapeMismatch(
            0, x, "the slice is [" + start + ", " + end + ") of dimension " + axis);
      }
      return x.with(x.shape().with(axis, end - start));
    }
  }

  /** One index of one dimension, which disappears. */
  record Select(int axis, int index) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.SELECT;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      if (x.shape().rank() <= axis || index < 0 || index >= x.shape().dim(axis)) {
        throw new ShapeMismatch(0, x, "index " + index + " of dimension " + axis + " is asked for");
      }
      return x.with(x.shape().without(axis));
    }
  }

  /** Adds a dimension of size 1. */
  record Unsqueeze(int axis) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.UNSQUEEZE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      return x.with(x.shape().withUnitAt(axis));
    }
  }

  /** Removes a dimension of size 1. */
  record Squeeze(int axis) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.SQUEEZE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      TensorType x = ShapeMismatch.only(operands);
      if (x.shape().rank() <= axis || x.shape().dim(axis) != 1) {
        throw new ShapeMismatch(0, x, "dimension " + axis + " must have size 1");
      }
      return x.with(x.shape().without(axis));
    }
  }

  /**
   * Picks elements of the first operand's last two dimensions by two integer tensors, which are
   * broadcast with each other.
   */
  record Gather() implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.GATHER;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      ShapeMismatch.requireCount(operands, 3, 3);
      TensorType x = operands.get(0);
      if (x.shape().rank() < 2) {
        throw new ShapeMismatch(0, x, "two dimensions are picked from");
      }
      Shape rows = operands.get(1).shape();
      Shape columns = operands.get(2).shape();
      return x.with(x.shape().with(-2, rows.dim(0)).with(-1, columns.dim(-1)));
    }
  }

  /**
   * Picks slices of the first operand's dimension {@code axis} by a tensor of indices, as an
   * embedding table is read: the dimension is replaced by those of the indices.
   */
  record Take(int axis) implements MovementOperator {
    @Override
    public OperatorKind kind() {
      return OperatorKind.TAKE;
    }

    @Override
    public TensorType infer(List<TensorType> operands) {
      ShapeMismatch.requireCount(operands, 2, 2);
      TensorType x = operands.get(0);
      if (axis < 0 || x.shape().rank() <= axis) {
        throw new ShapeMismatch(0, x, "dimension " + axis + " is picked from");
      }
      List<Integer> dims = new ArrayList<>(x.shape().dims().subList(0, axis));
      dims.addAll(operands.get(1).shape().dims());
      dims.addAll(x.shape().dims().subList(axis + 1, x.shape().rank()));
      return x.with(Shape.of(dims));
    }
  }
}
