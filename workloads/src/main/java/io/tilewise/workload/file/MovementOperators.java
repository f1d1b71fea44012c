package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Matching;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MovementOperator;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.ShapeMismatch;
import java.util.List;

/** Operators that move elements. */
final class MovementOperators {
  private MovementOperators() {}

  @Description("The dimensions in another order.")
  record Permute(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("For each dimension of the result the number, from 0, of the one it is now.")
          @NonEmpty
          @Bounds(atLeast = "0", atMost = "5")
          List<Integer> order)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      TensorSize.orderProblem(order, ShapeMismatch.only(types).shape().rank())
          .ifPresent(
              problem -> {
                throw new ShapeMismatch(0, types.get(0), problem);
              });
      return new MovementOperator.Permute(order);
    }
  }

  @Description("The same elements, in the same order, under another shape.")
  record Reshape(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("The new shape.") @NonEmpty @Bounds(atLeast = "1", atMost = "16777216")
          List<Integer> shape)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MovementOperator.Reshape(Shape.of(shape));
    }
  }

  @Description("Repeats dimensions of size 1.")
  record Expand(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("The new shape.") @NonEmpty @Bounds(atLeast = "1", atMost = "16777216")
          List<Integer> shape)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MovementOperator.Expand(Shape.of(shape));
    }
  }

  @Description("Writes several copies of a tensor beside each other.")
  record Repeat(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("The new shape, each size a multiple of the old one.")
          @NonEmpty
          @Bounds(atLeast = "1", atMost = "16777216")
          List<Integer> shape)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MovementOperator.Repeat(Shape.of(shape));
    }
  }

  @Description("Joins tensors along one dimension, if not told otherwise the channels.")
  record Concat(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") @Default("1") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MovementOperator.Concat(new Axis(axis).in(types));
    }
  }

  @Description("Adds elements around a tensor.")
  record Pad(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Elements added before the first, per dimension.")
          @NonEmpty
          @Bounds(atLeast = "0", atMost = "65536")
          List<Integer> before,
      @Description("Elements added behind the last, per dimension.")
          @NonEmpty
          @Bounds(atLeast = "0", atMost = "65536")
          List<Integer> after)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      ShapeMismatch.only(types);
      ShapeMismatch.requireRank(types, 0, after.size());
      return new MovementOperator.Pad(before, after);
    }
  }

  @Description("A part of one dimension.")
  record Slice(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") int axis,
      @Description("First index kept.") @Bounds(atLeast = "0", atMost = "16777216") int start,
      @Description("First index no longer kept.") @Bounds(atLeast = "1", atMost = "16777216")
          int end)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MovementOperator.Slice(new Axis(axis).in(types), start, end);
    }
  }

  @Description("One index of one dimension, which disappears.")
  record Select(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") int axis,
      @Description("The index, from 0.") @Bounds(atLeast = "0", atMost = "16777216") int index)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MovementOperator.Select(new Axis(axis).in(types), index);
    }
  }

  @Description("Removes a dimension of size 1.")
  record Squeeze(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MovementOperator.Squeeze(new Axis(axis).in(types));
    }
  }

  @Description("Adds a dimension of size 1.")
  record Unsqueeze(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("The number of the new dimension, from 0.") @Bounds(atLeast = "0", atMost = "5")
          int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      TensorType x = ShapeMismatch.only(types);
      if (axis > x.shape().rank()) {
        throw new ShapeMismatch(0, x, "dimension " + axis + " is to be added");
      }
      return new MovementOperator.Unsqueeze(axis);
    }
  }

  @Description("Picks slices of one dimension by a tensor of indices, as an embedding is read.")
  record Take(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") @Default("0") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MovementOperator.Take(new Axis(axis).in(types));
    }
  }
}
