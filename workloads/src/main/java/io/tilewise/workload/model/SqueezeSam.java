package io.tilewise.workload.model;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Pad;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.GroupNorm;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.PoolingOperator.Interpolation;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.PoolingOperator.Resize;
import io.tilewise.workload.model.SqueezeSamParameters.Parts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * SqueezeSAM, an interactive segmentation network: a UNet whose normalization follows the
 * activation, a two-way transformer on its coarsest level, and a mask decoder.
 *
 * <p>Source of shapes and order: the release in github.com/yformer/EfficientSAM, folder
 * squeeze_sam, commit 3477a435 (Apache-2.0); paper arXiv 2312.06736. Weights are not needed, only
 * shapes.
 */
public final class SqueezeSam {
  private static final int INPUT_CHANNELS = 5;

  private final SqueezeSamParameters parameters;
  private final ElementType element;
  private final GraphBuilder graph = new GraphBuilder("squeezesam");

  private SqueezeSam(SqueezeSamParameters parameters, ElementType element) {
    this.parameters = parameters;
    this.element = element;
  }

  /** The network with all tensors of this floating-point type. */
  public static Graph build(SqueezeSamParameters parameters, ElementType element) {
    return new SqueezeSam(parameters, element).build();
  }

  private Graph build() {
    if (parameters.parts() == Parts.UNET) {
      List<Node> levels = encoder(patchEmbedding(fusedImage()));
      return graph.build(List.of(decoder(last(levels), levels)));
    }
    MaskDecoder masks = new MaskDecoder(graph, parameters, element);
    TwoWayTransformer transformer = new TwoWayTransformer(graph, parameters, element);
    boolean full = parameters.parts() == Parts.FULL;
    Node image =
        full ? new PromptRasteriser(graph, parameters, element).fusedImage() : fusedImage();
    List<Node> levels = encoder(patchEmbedding(image));
    TwoWayTransformer.Result detection = transformer.apply(last(levels), masks.outputTokens());
    Node pixels = decoder(detection.image(), levels);
    List<Node> outputs = masks.apply(detection.tokens(), pixels);
    return graph.build(full ? perQuery(outputs.get(0), outputs.get(1)) : outputs);
  }

  private Node fusedImage() {
    int size = parameters.imageSize();
    return graph.input("image", TensorType.of(element, 1, INPUT_CHANNELS, size, size));
  }

  /** Masks at the size of the image, and both results with a dimension for queries. */
  private List<Node> perQuery(Node masks, Node qualities) {
    int size = parameters.imageSize();
    int count = parameters.maskOutputs();
    Node resized =
        graph.apply("masks.resize", new Resize(Interpolation.BICUBIC, size, size, false), masks);
    return List.of(
        reshape("masks.per_query", resized, 1, 1, count, size, size),
        reshape("quality.per_query", qualities, 1, 1, count));
  }

  private Node patchEmbedding(Node image) {
    int channels = parameters.patchChannels();
    int size = parameters.patchSize();
    Node x =
        graph.apply(
            "patch.conv",
            new Convolution(channels, INPUT_CHANNELS, size, size, 0, 1, false, false),
            image);
    return graph.apply("patch.norm", new GroupNorm(1, channels), x);
  }

  /** The results of all levels, finest first. */
  private List<Node> encoder(Node x) {
    List<Node> levels = new ArrayList<>();
    Node level = doubleConvolution("encoder.0", x, parameters.channels().get(0));
    levels.add(level);
    for (int i = 1; i < parameters.channels().size(); i++) {
      String name = "encoder." + i;
      Node pooled = graph.apply(name + ".pool", new MaxPool(2, 2, false), level);
      level = doubleConvolution(name, pooled, parameters.channels().get(i));
      levels.add(level);
    }
    return levels;
  }

  /** From the coarsest level back to the finest; every step doubles height and width. */
  private Node decoder(Node coarsest, List<Node> levels) {
    Node x = coarsest;
    for (int step = 0; step < levels.size() - 1; step++) {
      int level = levels.size() - 2 - step;
      String name = "decoder." + step;
      Node up = upsample(name, x);
      Node joined = graph.apply(name + ".concat", new Concat(1), levels.get(level), up);
      x = doubleConvolution(name, joined, parameters.channels().get(level));
    }
    return x;
  }

  /**
   * Linear on the pixels to 4 x c/2 channels, then pixel shuffle to c/2 channels at twice the size.
   */
  private Node upsample(String name, Node x) {
    int channels = x.type().shape().dim(1);
    int height = x.type().shape().dim(2);
    int width = x.type().shape().dim(3);
    int half = channels / 2;

    Node rows = graph.apply(name + ".up.to_pixels", Permute.of(0, 2, 3, 1), x);
    rows = reshape(name + ".up.rows", rows, height * width, channels);
    rows = graph.apply(name + ".up.linear", new Linear(4 * half, channels, false), rows);
    rows = relu(name + ".up.relu", rows);
    rows = reshape(name + ".up.pixels", rows, 1, height, width, 4 * half);
    Node planes = graph.apply(name + ".up.to_planes", Permute.of(0, 3, 1, 2), rows);
    planes = graph.apply(name + ".up.norm", new BatchNorm(4 * half, 1), planes);

    Node split = reshape(name + ".up.split", planes, 1, half, 2, 2, height, width);
    Node shuffled = graph.apply(name + ".up.shuffle", Permute.of(0, 1, 4, 2, 5, 3), split);
    Node up = reshape(name + ".up.join", shuffled, 1, half, 2 * height, 2 * width);
    // Sizes are powers of two here, so the padding to the skip's size is always zero; the model's
    // code asks for it all the same, and the runtime copies.
    List<Integer> none = Collections.nCopies(4, 0);
    return graph.apply(name + ".up.pad", new Pad(none, none), up);
  }

  /** Twice: 3x3 convolution, ReLU, batch norm. */
  private Node doubleConvolution(String name, Node x, int channels) {
    Node result = x;
    for (int i = 1; i <= 2; i++) {
      int inChannels = result.type().shape().dim(1);
      Convolution convolution = new Convolution(channels, inChannels, 3, 1, 1, 1, false, false);
      result = graph.apply(name + ".conv" + i, convolution, result);
      result = relu(name + ".relu" + i, result);
      result = graph.apply(name + ".norm" + i, new BatchNorm(channels, 1), result);
    }
    return result;
  }

  private Node relu(String name, Node x) {
    return graph.apply(name, new Unary(UnaryFunction.RELU), x);
  }

  private Node reshape(String name, Node x, int... dims) {
    return graph.apply(name, new Reshape(Shape.of(dims)), x);
  }

  private static Node last(List<Node> levels) {
    return levels.get(levels.size() - 1);
  }
}
