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
import java.util.Optional;

/** Operators that change the size of images. */
final class PoolingOperators {
  private PoolingOperators() {}

  @Description("Maximum over square windows, without padding.")
  record MaxPool(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Height and width of the window.")
          @Bounds(atLeast = "1", atMost = "128")
          @Default("2")
          int window,
      @Description("Step of the window in both dimensions; the window if left out.")
          @Bounds(atLeast = "1", atMost = "128")
          Optional<Integer> stride)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PoolingOperator.MaxPool(window, stride.orElse(window), false);
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
      @Description("Whether a pixel follows from 4 neighbours (bilinear) or 16 (bicubic).")
          @Default("bilinear")
          Interpolation interpolation)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new PoolingOperator.Resize(interpolation, height, width, false);
    }
  }
}
