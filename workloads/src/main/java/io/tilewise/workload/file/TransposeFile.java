package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Named;
import io.tilewise.config.NonEmpty;
import io.tilewise.workload.Precision;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.Node;
import java.util.List;
import java.util.Optional;

/** One transpose of a floating-point tensor. */
@Description("One transpose of a tensor: its dimensions in another order in memory.")
@Named("transpose")
record TransposeFile(
    @Description("What the network is, in a sentence.") Optional<String> description,
    @Description(DescribedNetwork.DTYPE) @Default("fp16") Precision dtype,
    @Description(DescribedNetwork.WEIGHTS) Optional<WeightScales> weights,
    @Description("Sizes of the tensor's dimensions, outermost first.")
        @NonEmpty
        @Bounds(atLeast = "1", atMost = "16777216")
        List<Integer> shape,
    @Description(
            "For each dimension of the result the number, from 0, of the one it is now:"
                + " [0, 2, 3, 1] makes NHWC of NCHW.")
        @NonEmpty
        @Bounds(atLeast = "0", atMost = "5")
        List<Integer> order)
    implements WorkloadFile, DescribedNetwork {

  @Override
  public void checkModel(Checks checks) {
    if (dtype == Precision.INT8) {
      checks.at("dtype").problem("a transpose by itself is not quantized; use fp16 or fp32");
    }
    TensorSize.problem(shape).ifPresent(checks.at("shape")::problem);
    TensorSize.orderProblem(order, shape.size()).ifPresent(checks.at("order")::problem);
  }

  @Override
  public Graph graph(String name) {
    GraphBuilder graph = new GraphBuilder(name);
    Node x = graph.input("x", new TensorType(dtype.floating(), Shape.of(shape)));
    return graph.build(List.of(graph.apply("transpose", new Permute(order), x)));
  }
}
