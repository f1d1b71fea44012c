package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Matching;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Learned;
import io.tilewise.workload.graph.MatrixOperator;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.ShapeMismatch;
import io.tilewise.workload.graph.Window;
import java.util.List;
import java.util.Optional;

/** Sums of products. */
final class MatrixOperators {
  private MatrixOperators() {}

  @Description("Two-dimensional convolution, with bias, of images.")
  record Convolution(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Channels of the result.") @Bounds(atLeast = "1", atMost = "65536") int channels,
      @Description(WindowKeys.KERNEL)
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("3")
          List<Integer> kernel,
      @Description(WindowKeys.STRIDE)
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("1")
          List<Integer> stride,
      @Description(WindowKeys.PADDING)
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "0", atMost = "128")
          @Default("0")
          List<Integer> padding,
      @Description(WindowKeys.DILATION)
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("1")
          List<Integer> dilation,
      @Description("Groups of channels; as many as channels for a depthwise convolution.")
          @Bounds(atLeast = "1", atMost = "65536")
          @Default("1")
          int groups,
      @Description("Whether it has a bias, which counts as parameters and costs nothing.")
          @Default("true")
          boolean bias)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      ShapeMismatch.only(types);
      ShapeMismatch.requireRank(types, 0, 4);
      Window window = WindowKeys.window(kernel, stride, padding, dilation);
      return new MatrixOperator.Convolution(
          channels, Axis.CHANNELS.sizeIn(types), window, groups, false, false, Learned.of(bias));
    }
  }

  @Description("Two-dimensional transposed convolution, with bias, of images.")
  record TransposedConvolution(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Channels of the result.") @Bounds(atLeast = "1", atMost = "65536") int channels,
      @Description(WindowKeys.KERNEL)
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("3")
          List<Integer> kernel,
      @Description(WindowKeys.STRIDE)
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("1")
          List<Integer> stride,
      @Description(WindowKeys.PADDING)
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "0", atMost = "128")
          @Default("0")
          List<Integer> padding,
      @Description(WindowKeys.DILATION)
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("1")
          List<Integer> dilation,
      @Description("Rows and columns added to the result: one number, or [height, width].")
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "0", atMost = "128")
          @Default("0")
          List<Integer> outputPadding,
      @Description("Groups of channels; as many as channels for a depthwise convolution.")
          @Bounds(atLeast = "1", atMost = "65536")
          @Default("1")
          int groups,
      @Description("Whether it has a bias, which counts as parameters and costs nothing.")
          @Default("true")
          boolean bias)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      ShapeMismatch.only(types);
      ShapeMismatch.requireRank(types, 0, 4);
      Window window = WindowKeys.window(kernel, stride, padding, dilation);
      if (outputPadding.size() > 2) {
        throw new IllegalArgumentException("output_padding needs 1 or 2 numbers");
      }
      return new MatrixOperator.TransposedConvolution(
          channels,
          Axis.CHANNELS.sizeIn(types),
          window,
          outputPadding.get(0),
          outputPadding.get(outputPadding.size() - 1),
          groups,
          false,
          false,
          Learned.of(bias));
    }
  }

  @Description("Fully connected layer, with bias, on the last dimension.")
  record Linear(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Size of the last dimension of the result.")
          @Bounds(atLeast = "1", atMost = "1048576")
          int features,
      @Description("Whether it has a bias, which counts as parameters and costs nothing.")
          @Default("true")
          boolean bias,
      @Description(
              "Name of the parameter, [features, size of the last dimension], that its weights are"
                  + " too, as where a language model's last layer shares the embedding; then they"
                  + " do not count again.")
          Optional<String> weights)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      if (weights.isPresent() && bias) {
        throw new IllegalArgumentException(
            "weights that are shared go without a bias of its own; write bias: false");
      }
      Learned learned = weights.isPresent() ? Learned.NOTHING : Learned.of(bias);
      return new MatrixOperator.Linear(features, Axis.LAST.sizeIn(types), false, learned);
    }

    @Override
    public Optional<String> sharedWeights() {
      return weights;
    }
  }

  @Description("Product of two tensors as matrices over equal leading dimensions.")
  record Matmul(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new MatrixOperator.MatMul();
    }
  }
}
