package io.tilewise.workload.file;

import io.tilewise.config.Description;
import io.tilewise.config.Matching;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import java.util.List;

/** Operators on each element by itself. */
final class PointwiseOperators {
  private PointwiseOperators() {}

  @Description("Zero for what is negative.")
  record Relu(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Unary(UnaryFunction.RELU);
    }
  }

  @Description("Logistic function of each element.")
  record Sigmoid(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Unary(UnaryFunction.SIGMOID);
    }
  }

  @Description("Square of each element.")
  record Square(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Unary(UnaryFunction.SQUARE);
    }
  }

  @Description("Next whole number below each element.")
  record Floor(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Unary(UnaryFunction.FLOOR);
    }
  }

  @Description("Limits each element to a lower and an upper bound.")
  record Clamp(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Unary(UnaryFunction.CLAMP);
    }
  }

  @Description("Limits each element to 0 and 6; right behind a product it becomes part of it.")
  record Relu6(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Unary(UnaryFunction.RELU6);
    }
  }

  @Description("Sum of two tensors, the smaller one broadcast.")
  record Add(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Binary(BinaryFunction.ADD);
    }
  }

  @Description("Difference of two tensors, the smaller one broadcast.")
  record Subtract(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Binary(BinaryFunction.SUBTRACT);
    }
  }

  @Description("Product of two tensors, element by element, the smaller one broadcast.")
  record Multiply(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Binary(BinaryFunction.MULTIPLY);
    }
  }

  @Description("Quotient of two tensors, element by element, the smaller one broadcast.")
  record Divide(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Binary(BinaryFunction.DIVIDE);
    }
  }

  @Description("A function of each element that has no operator of its own name.")
  record Unary(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("The function.") UnaryFunction function)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Unary(function);
    }
  }

  @Description("A function of two tensors that has no operator of its own name, or a comparison.")
  record Binary(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("The function.") BinaryFunction function)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Binary(function);
    }
  }

  @Description("Elements of the second input where the first is true, else of the third.")
  record Where(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PointwiseOperator.Where();
    }
  }
}
