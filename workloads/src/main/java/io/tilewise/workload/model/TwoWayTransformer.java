package io.tilewise.workload.model;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.MatMul;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.LayerNorm;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.SourceOperator.Fill;

/**
 * The detection transformer of {@link SqueezeSam}: tokens attend to themselves and to the image,
 * the image attends to the tokens. The image is the coarsest encoder level, a pixel a token.
 */
final class TwoWayTransformer {

  /** The tokens and the image after attention, the image as planes again. */
  record Result(Node tokens, Node image) {}

  private final GraphBuilder graph;
  private final SqueezeSamParameters parameters;
  private final ElementType element;
  private final int embedding;

  TwoWayTransformer(GraphBuilder graph, SqueezeSamParameters parameters, ElementType element) {
    this.graph = graph;
    this.parameters = parameters;
    this.element = element;
    this.embedding = parameters.embedding();
  }

  /**
   * Lets tokens and image attend to each other.
   *
   * @param image the coarsest level, {@code [1,E,h,w]}
   * @param outputTokens the learned tokens, {@code [1,T,E]}
   */
  Result apply(Node image, Node outputTokens) {
    Shape imageShape = image.type().shape();
    int pixels = imageShape.dim(2) * imageShape.dim(3);
    Node padding = graph.apply("prompt.padding", new Fill(TensorType.of(element, 1, 1, embedding)));
    Node prompt = graph.apply("prompt.concat", new Concat(1), outputTokens, padding);

    Node flat = reshape("transformer.flatten", image, Shape.of(1, embedding, pixels));
    Node keys = graph.apply("transformer.to_tokens", Permute.of(0, 2, 1), flat);
    Node queries = prompt;
    for (int i = 0; i < parameters.transformerDepth(); i++) {
      String name = "transformer." + i;
      Node self = i == 0 ? queries : add(name + ".self.prompt", queries, prompt);
      queries =
          residual(name + ".self", queries, attention(name + ".self", self, self, self, embedding));
      Node asked = add(name + ".to_image.prompt", queries, prompt);
      queries =
          residual(
              name + ".to_image",
              queries,
              attention(name + ".to_image", asked, keys, keys, embedding / 2));
      queries = residual(name + ".mlp", queries, mlp(name + ".mlp", queries));
      asked = add(name + ".to_tokens.prompt", queries, prompt);
      keys =
          residual(
              name + ".to_tokens",
              keys,
              attention(name + ".to_tokens", keys, asked, queries, embedding / 2));
    }
    Node asked = add("transformer.final.prompt", queries, prompt);
    queries =
        residual(
            "transformer.final",
            queries,
            attention("transformer.final", asked, keys, keys, embedding / 2));

    Node planes = graph.apply("transformer.to_planes", Permute.of(0, 2, 1), keys);
    return new Result(queries, reshape("transformer.unflatten", planes, imageShape));
  }

  /** Multi-head attention; its projections have the given inner width. */
  private Node attention(String name, Node query, Node key, Node value, int width) {
    Node q = linear(name + ".q", query, width);
    Node k = linear(name + ".k", key, width);
    Node v = linear(name + ".v", value, width);
    q = splitHeads(name + ".q", q);
    k = splitHeads(name + ".k", k);
    v = splitHeads(name + ".v", v);
    Node transposed = graph.apply(name + ".k.transpose", Permute.of(0, 1, 3, 2), k);
    Node scores = graph.apply(name + ".scores", new MatMul(), q, transposed);
    // The square root of the head width is computed in Python: a single-precision scalar.
    Node scale = graph.scalar(name + ".scale", TensorType.of(ElementType.F32));
    scores = graph.apply(name + ".divide", new Binary(BinaryFunction.DIVIDE), scores, scale);
    Node weights = graph.apply(name + ".softmax", new Softmax(-1), scores);
    Node mixed = graph.apply(name + ".mix", new MatMul(), weights, v);
    return linear(name + ".out", mergeHeads(name, mixed), embedding);
  }

  /** {@code [1,n,width] -> [1,heads,n,width/heads]}. */
  private Node splitHeads(String name, Node x) {
    Shape shape = x.type().shape();
    int heads = parameters.heads();
    Node split =
        reshape(name + ".split", x, Shape.of(1, shape.dim(1), heads, shape.dim(2) / heads));
    return graph.apply(name + ".heads", Permute.of(0, 2, 1, 3), split);
  }

  /** {@code [1,heads,n,c] -> [1,n,heads*c]}. */
  private Node mergeHeads(String name, Node x) {
    Shape shape = x.type().shape();
    Node merged = graph.apply(name + ".merge", Permute.of(0, 2, 1, 3), x);
    return reshape(
        name + ".merged", merged, Shape.of(1, shape.dim(2), shape.dim(1) * shape.dim(3)));
  }

  private Node mlp(String name, Node x) {
    Node hidden = linear(name + ".1", x, parameters.mlpWidth());
    hidden = graph.apply(name + ".relu", new Unary(UnaryFunction.RELU), hidden);
    return linear(name + ".2", hidden, embedding);
  }

  private Node residual(String name, Node x, Node change) {
    return graph.apply(
        name + ".norm", new LayerNorm(embedding), add(name + ".residual", x, change));
  }

  private Node add(String name, Node left, Node right) {
    return graph.apply(name, new Binary(BinaryFunction.ADD), left, right);
  }

  private Node linear(String name, Node x, int outFeatures) {
    return graph.apply(name, new Linear(outFeatures, x.type().shape().dim(-1), false), x);
  }

  private Node reshape(String name, Node x, Shape shape) {
    return graph.apply(name, new Reshape(shape), x);
  }
}
