package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Named;
import io.tilewise.workload.Precision;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.Node;
import java.util.List;
import java.util.Optional;

/** One convolution of an image, with the transposes that the runtime puts around it. */
@Description("One two-dimensional convolution, with the transposes the runtime puts around it.")
@Named("convolution")
record ConvolutionFile(
    @Description("What the network is, in a sentence.") Optional<String> description,
    @Description(DescribedNetwork.DTYPE) @Default("fp16") Precision dtype,
    @Description(DescribedNetwork.WEIGHTS) Optional<WeightScales> weights,
    @Description("Height and width of the image in pixels.") @Bounds(atLeast = "1", atMost = "8192")
        int imageSize,
    @Description("Channels of the image.") @Bounds(atLeast = "1", atMost = "65536") int inChannels,
    @Description("Channels of the result.") @Bounds(atLeast = "1", atMost = "65536")
        int outChannels,
    @Description("Height and width of the kernel.")
        @Bounds(atLeast = "1", atMost = "128")
        @Default("3")
        int kernel,
    @Description("Step of the kernel in both dimensions.")
        @Bounds(atLeast = "1", atMost = "128")
        @Default("1")
        int stride,
    @Description("Zeros added on each side of the image.")
        @Bounds(atLeast = "0", atMost = "128")
        @Default("1")
        int padding,
    @Description("Groups of channels; as many as channels for a depthwise convolution.")
        @Bounds(atLeast = "1", atMost = "65536")
        @Default("1")
        int groups)
    implements WorkloadFile, DescribedNetwork {

  @Override
  public void checkModel(Checks checks) {
    if (imageSize + 2 * padding < kernel) {
      String size = kernel + "x" + kernel;
      String image = "the image of " + imageSize + " pixels with padding " + padding;
      checks.at("kernel").problem("the " + size + " kernel is larger than " + image);
      return;
    }
    try {
      convolution();
    } catch (IllegalArgumentException refusal) {
      checks.problem(refusal.getMessage());
    }
  }

  @Override
  public Graph graph(String name) {
    GraphBuilder graph = new GraphBuilder(name);
    TensorType type = TensorType.of(dtype.floating(), 1, inChannels, imageSize, imageSize);
    Node image = graph.input("image", type);
    return graph.build(List.of(graph.apply("convolution", convolution(), image)));
  }

  private Convolution convolution() {
    return new Convolution(outChannels, inChannels, kernel, stride, padding, groups, false, false);
  }
}
