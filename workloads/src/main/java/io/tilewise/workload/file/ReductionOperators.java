package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Description;
import io.tilewise.config.Matching;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.ReductionOperator;
import io.tilewise.workload.graph.ReductionOperator.Function;
import java.util.List;

/** Operators that make one element of many. */
final class ReductionOperators {
  private ReductionOperators() {}

  @Description("Sum over one dimension, which disappears.")
  record ReduceSum(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new ReductionOperator.Reduce(Function.SUM, new Axis(axis).in(types));
    }
  }

  @Description("Minimum over one dimension, which disappears.")
  record ReduceMin(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new ReductionOperator.Reduce(Function.MIN, new Axis(axis).in(types));
    }
  }

  @Description("Maximum over one dimension, which disappears.")
  record ReduceMax(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new ReductionOperator.Reduce(Function.MAX, new Axis(axis).in(types));
    }
  }

  @Description("Mean over one dimension, which disappears.")
  record ReduceMean(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new ReductionOperator.Reduce(Function.MEAN, new Axis(axis).in(types));
    }
  }

  @Description("Product over one dimension, which disappears.")
  record ReduceProduct(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new ReductionOperator.Reduce(Function.PRODUCT, new Axis(axis).in(types));
    }
  }
}
