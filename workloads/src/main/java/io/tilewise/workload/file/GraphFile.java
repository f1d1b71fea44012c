package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Named;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.workload.Layout;
import io.tilewise.workload.Precision;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.file.OtherOperators.CastType;
import io.tilewise.workload.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network written operator by operator. */
@Description("A network written operator by operator, in any order.")
@Named("graph")
record GraphFile(
    @Description("What the network is, in a sentence.") Optional<String> description,
    @Description(DescribedNetwork.DTYPE) @Default("fp16") Precision dtype,
    @Description(DescribedNetwork.WEIGHTS) Optional<WeightScales> weights,
    @Description("Tensors given anew for every inference: name and shape, for images [N, C, H, W].")
        @Bounds(atLeast = "1", atMost = "16777216")
        @Default("{}")
        Map<String, List<Integer>> inputs,
    @Description(
            "By name of an input: the number format in which it is given, if not the network's; it"
                + " is converted at the start.")
        @Default("{}")
        Map<String, CastType> inputDtypes,
    @Description(
            "By name of an input, an image: the order in which its dimensions lie in memory, if not"
                + " nchw; with nhwc it is transposed at the start. Its shape is written [N, C, H, W]"
                + " all the same.")
        @Default("{}")
        Map<String, Layout> inputLayouts,
    @Description("Whole numbers given anew for every inference, such as token ids, 64 bits each.")
        @Bounds(atLeast = "1", atMost = "16777216")
        @Default("{}")
        Map<String, List<Integer>> integerInputs,
    @Description("Learned tensors that operators read, such as embeddings: name and shape.")
        @Bounds(atLeast = "1", atMost = "16777216")
        @Default("{}")
        Map<String, List<Integer>> parameters,
    @Description(
            "Tensors that the network keeps and that are not learned, such as tables, single"
                + " numbers ([] as shape) and caches: name and shape. They are no parameters.")
        @Bounds(atLeast = "1", atMost = "16777216")
        @Default("{}")
        Map<String, List<Integer>> buffers,
    @Description("Operators that are used in several places, by name.") @Default("{}")
        Map<String, BlockFile> blocks,
    @Description("The operators, in any order.") @NonEmpty List<OperatorFile> operators,
    @Description("Names of the tensors that the network returns.") @NonEmpty @OneOrMany
        List<String> outputs)
    implements WorkloadFile, DescribedNetwork {

  @Override
  public void checkModel(Checks checks) {
    new GraphChecks(this, checks).run();
  }

  @Override
  public Graph graph(String name) {
    FlatGraph flat = BlockExpansion.of(this, Optional.empty());
    return new GraphAssembly(flat, this, name)
        .addAll(OperatorOrder.of(flat.steps()).sorted())
        .graph();
  }
}
