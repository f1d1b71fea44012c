package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Matching;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.NormalizationOperator;
import io.tilewise.workload.graph.Operator;
import java.util.List;

/** Normalizations. */
final class NormalizationOperators {
  private NormalizationOperators() {}

  @Description("Scale and shift per channel, with constants from training.")
  record BatchNorm(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new NormalizationOperator.BatchNorm(Axis.CHANNELS.sizeIn(types), 1);
    }
  }

  @Description("Normalization over groups of channels.")
  record GroupNorm(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description("Groups of channels.") @Bounds(atLeast = "1", atMost = "65536") int groups)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new NormalizationOperator.GroupNorm(groups, Axis.CHANNELS.sizeIn(types));
    }
  }

  @Description("Normalization over the last dimension.")
  record LayerNorm(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      return new NormalizationOperator.LayerNorm(Axis.LAST.sizeIn(types));
    }
  }

  @Description("Softmax over one dimension.")
  record Softmax(
      @Description(OperatorFile.NAME)
          @Matching(value = OperatorFile.NAMES, meaning = OperatorFile.MEANING)
          String name,
      @Description(OperatorFile.INPUTS) @NonEmpty @OneOrMany List<String> inputs,
      @Description(Axis.MEANING) @Bounds(atLeast = "-6", atMost = "5") @Default("-1") int axis)
      implements OperatorFile {
    @Override
    public Operator on(List<TensorType> types) {
      int fromZero = new Axis(axis).in(types);
      return new NormalizationOperator.Softmax(fromZero - types.get(0).shape().rank());
    }
  }
}
