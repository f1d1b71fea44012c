package org.example.stack;

import io.tilewise.config.Bounds;
import io.tilewise.config.Description;
import io.tilewise.workload.Precision;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.file.WorkloadModel;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import java.util.List;

/** Linear layers of equal width, each with its activation twice, as an exporter left them. */
public final class StackModel implements WorkloadModel<StackModel.Parameters> {

  /** What the workload file's {@code parameters} has. */
  public record Parameters(
      @Description("Tokens that go through it at once.") @Bounds(atLeast = "1", atMost = "65536")
          int tokens,
      @Description("Features of each token.") @Bounds(atLeast = "1", atMost = "65536") int width,
      @Description("Layers.") @Bounds(atLeast = "1", atMost = "1000") int layers) {}

  @Override
  public String name() {
    return "stack";
  }

  @Override
  public String description() {
    return "linear layers of equal width";
  }

  @Override
  public Class<Parameters> parameterType() {
    return Parameters.class;
  }

  @Override
  public Graph graph(String name, Parameters p, Precision dtype) {
    GraphBuilder graph = new GraphBuilder(name);
    Shape shape = Shape.of(p.tokens(), p.width());
    Node x = graph.input("x", new TensorType(dtype.floating(), shape));
    for (int i = 0; i < p.layers(); i++) {
      x = graph.apply("linear" + i, new Linear(p.width(), p.width(), false), x);
      x = graph.apply("relu" + i, new Unary(UnaryFunction.RELU), x);
      x = graph.apply("again" + i, new Unary(UnaryFunction.RELU), x);
    }
    return graph.build(List.of(x));
  }
}
