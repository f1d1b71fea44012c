package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Named;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.Node;
import java.util.List;
import java.util.Optional;

/** One product of matrices: rows x depth times depth x columns. */
@Description("One matrix product, rows x depth times depth x columns.")
@Named("matrix_product")
record MatrixProductFile(
    @Description("What the network is, in a sentence.") Optional<String> description,
    @Description(DescribedNetwork.DTYPE) @Default("fp16") Precision dtype,
    @Description(DescribedNetwork.WEIGHTS) Optional<WeightScales> weights,
    @Description("Rows of the left matrix and of the result (M).")
        @Bounds(atLeast = "1", atMost = "1048576")
        int rows,
    @Description("Columns of the right matrix and of the result (N).")
        @Bounds(atLeast = "1", atMost = "65536")
        int columns,
    @Description("Products summed for each element of the result (K).")
        @Bounds(atLeast = "1", atMost = "65536")
        int depth,
    @Description(
            "How many products of two activations to compute. Left out: one product with constant"
                + " weights, a linear layer.")
        @Bounds(atLeast = "1", atMost = "4096")
        Optional<Integer> batches)
    implements WorkloadFile, DescribedNetwork {

  @Override
  public void checkModel(Checks checks) {
    if (batches.isPresent() && dtype == Precision.INT8) {
      checks
          .at("batches")
          .problem(
              "the runtime has no 8-bit product of two activations; use dtype fp16 or fp32, or"
                  + " leave batches out for a product with constant weights");
    }
  }

  @Override
  public Graph graph(String name) {
    GraphBuilder graph = new GraphBuilder(name);
    ElementType element = dtype.floating();
    Node product;
    if (batches.isPresent()) {
      int count = batches.get();
      Node left = graph.input("left", TensorType.of(element, count, rows, depth));
      Node right = graph.input("right", TensorType.of(element, count, depth, columns));
      product = graph.apply("product", new BatchMatMul(), left, right);
    } else {
      Node left = graph.input("left", TensorType.of(element, rows, depth));
      product = graph.apply("product", new Linear(columns, depth, false), left);
    }
    return graph.build(List.of(product));
  }
}
