package io.tilewise.workload.model;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.MatMul;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Expand;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.MovementOperator.Select;
import io.tilewise.workload.graph.MovementOperator.Slice;
import io.tilewise.workload.graph.MovementOperator.Unsqueeze;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * The mask decoder of {@link SqueezeSam}: small networks turn the mask tokens into the weights of a
 * matrix product over all pixels, and one more estimates the quality of each mask.
 */
final class MaskDecoder {
  private final GraphBuilder graph;
  private final ElementType element;
  private final int embedding;
  private final int tokens;

  MaskDecoder(GraphBuilder graph, SqueezeSamParameters parameters, ElementType element) {
    this.graph = graph;
    this.element = element;
    this.embedding = parameters.embedding();
    this.tokens = parameters.maskOutputs() + 1;
  }

  /** The learned quality token and mask tokens, {@code [1, 1 + masks, E]}. */
  Node outputTokens() {
    Node quality = graph.parameter("tokens.quality", TensorType.of(element, 1, embedding));
    Node masks = graph.parameter("tokens.masks", TensorType.of(element, tokens, embedding));
    Node all = graph.apply("tokens.concat", new Concat(0), quality, masks);
    Node batched = graph.apply("tokens.unsqueeze", new Unsqueeze(0), all);
    return graph.apply("tokens.expand", new Expand(Shape.of(1, 1 + tokens, embedding)), batched);
  }

  /**
   * The masks and their estimated qualities.
   *
   * @param attended the tokens after the transformer
   * @param pixels the decoder's result, {@code [1,C,H,W]}
   */
  List<Node> apply(Node attended, Node pixels) {
    Shape shape = pixels.type().shape();
    int channels = shape.dim(1);
    Node quality = graph.apply("masks.quality_token", new Select(1, 0), attended);
    Node maskTokens = graph.apply("masks.tokens", new Slice(1, 1, 1 + tokens), attended);

    List<Node> weights = new ArrayList<>();
    for (int i = 0; i < tokens; i++) {
      Node token = graph.apply("masks." + i + ".token", new Select(1, i), maskTokens);
      weights.add(threeLayers("masks." + i, token, channels));
    }
    Node stacked = graph.apply("masks.stack", new Concat(1, true), weights);
    Node matrix = reshape("masks.weights", stacked, 1, tokens, channels);
    Node rows = reshape("masks.rows", pixels, 1, channels, shape.dim(2) * shape.dim(3));
    Node product = graph.apply("masks.product", new MatMul(), matrix, rows);
    Node masks = reshape("masks.planes", product, 1, tokens, shape.dim(2), shape.dim(3));

    Node qualities = threeLayers("quality", quality, tokens);
    return List.of(
        graph.apply("masks.drop_first", new Slice(1, 1, tokens), masks),
        graph.apply("quality.drop_first", new Slice(1, 1, tokens), qualities));
  }

  private Node threeLayers(String name, Node x, int outFeatures) {
    Node hidden = relu(name + ".relu1", linear(name + ".linear1", x, embedding));
    hidden = relu(name + ".relu2", linear(name + ".linear2", hidden, embedding));
    return linear(name + ".linear3", hidden, outFeatures);
  }

  private Node relu(String name, Node x) {
    return graph.apply(name, new Unary(UnaryFunction.RELU), x);
  }

  private Node linear(String name, Node x, int outFeatures) {
    return graph.apply(name, new Linear(outFeatures, x.type().shape().dim(-1), false), x);
  }

  private Node reshape(String name, Node x, int... dims) {
    return graph.apply(name, new Reshape(Shape.of(dims)), x);
  }
}
