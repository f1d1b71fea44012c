package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Matching;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PoolingOperator;
import io.tilewise.workload.graph.PoolingOperator.Interpolation;
import java.util.List;

/** Operators that change the size of images. */
final class PoolingOperators {
  private PoolingOperators() {}

  @Description("Maximum over windows.")
  record MaxPool(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Height and width of the window: one number, or [height, width].")
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("2")
          List<Integer> window,
      @Description("Step of the window: one number, or [height, width]; the window if left out.")
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("[]")
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
          List<Integer> dilation)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      List<Integer> step = stride.isEmpty() ? window : stride;
      return new PoolingOperator.MaxPool(WindowKeys.window(window, step, padding, dilation), false);
    }
  }

  @Description("Mean over windows.")
  record AveragePool(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Height and width of the window: one number, or [height, width].")
          @NonEmpty
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("2")
          List<Integer> window,
      @Description("Step of the window: one number, or [height, width]; the window if left out.")
          @OneOrMany
          @Bounds(atLeast = "1", atMost = "128")
          @Default("[]")
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
          List<Integer> dilation)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      List<Integer> step = stride.isEmpty() ? window : stride;
      return new PoolingOperator.AveragePool(
          WindowKeys.window(window, step, padding, dilation), false);
    }
  }

  @Description("Mean over all pixels of each channel; height and width become 1.")
  record GlobalAveragePool(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PoolingOperator.GlobalAveragePool(false);
    }
  }

  @Description("Resize of images.")
  record Resize(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Height of the result.") @Bounds(atLeast = "1", atMost = "16384") int height,
      @Description("Width of the result.") @Bounds(atLeast = "1", atMost = "16384") int width,
      @Description(
              "Whether a pixel follows from 1 neighbour (nearest), 4 (bilinear) or 16 (bicubic).")
          @Default("bilinear")
          Interpolation interpolation)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PoolingOperator.Resize(interpolation, height, width, false);
    }
  }
}
