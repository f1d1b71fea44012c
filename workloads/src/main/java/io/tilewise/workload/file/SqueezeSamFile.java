package io.tilewise.workload.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Named;
import io.tilewise.config.NonEmpty;
import io.tilewise.workload.Precision;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.InvalidGraphException;
import io.tilewise.workload.model.SqueezeSam;
import io.tilewise.workload.model.SqueezeSamParameters;
import io.tilewise.workload.model.SqueezeSamParameters.Parts;
import java.util.List;
import java.util.Optional;

/** SqueezeSAM with its parameters open; the defaults are the released network. */
@Named("squeezesam")
@Description("SqueezeSAM, an interactive segmentation network. Left-out keys are as released.")
record SqueezeSamFile(
    @Description("What the network is, in a sentence.") Optional<String> description,
    @Description(DescribedNetwork.DTYPE) @Default("fp16") Precision dtype,
    @Description(DescribedNetwork.WEIGHTS) Optional<WeightScales> weights,
    @Description(
            "What is built: unet is encoder and decoder; core also the detection transformer and"
                + " mask decoder; full also the prompt rasteriser before and the resize after.")
        @Default("core")
        Parts parts,
    @Description("Height and width of the image in pixels.")
        @Bounds(atLeast = "1", atMost = "8192")
        @Default("512")
        int imageSize,
    @Description("Height, width and stride of the patch embedding.")
        @Bounds(atLeast = "1", atMost = "64")
        @Default("2")
        int patchSize,
    @Description("Channels after the patch embedding.")
        @Bounds(atLeast = "1", atMost = "4096")
        @Default("64")
        int patchChannels,
    @Description("Channels of the encoder levels, finest first; their number is the depth.")
        @NonEmpty
        @Bounds(atLeast = "2", atMost = "4096")
        @Default("[64, 128, 128, 128, 128, 164, 256, 256]")
        List<Integer> channels,
    @Description("Two-way blocks of the detection transformer.")
        @Bounds(atLeast = "1", atMost = "64")
        @Default("2")
        int transformerDepth,
    @Description("Attention heads.") @Bounds(atLeast = "1", atMost = "64") @Default("8") int heads,
    @Description("Inner width of the transformer's MLPs.")
        @Bounds(atLeast = "1", atMost = "16384")
        @Default("256")
        int mlpWidth,
    @Description("Masks returned; one more is computed and dropped.")
        @Bounds(atLeast = "1", atMost = "64")
        @Default("3")
        int maskOutputs)
    implements WorkloadFile, DescribedNetwork {

  /** More than any image size allowed can be halved. */
  private static final int MOST_LEVELS = 14;

  @Override
  public void checkModel(Checks checks) {
    if (channels.size() > MOST_LEVELS) {
      checks
          .at("channels")
          .problem(channels.size() + " levels are listed, but at most " + MOST_LEVELS + " can be");
      return;
    }
    try {
      parameters();
    } catch (InvalidGraphException refusal) {
      checks.problem(refusal.getMessage());
    }
  }

  @Override
  public Graph graph(String name) {
    return SqueezeSam.build(parameters(), dtype.floating());
  }

  private SqueezeSamParameters parameters() {
    return new SqueezeSamParameters(
        parts,
        imageSize,
        patchSize,
        patchChannels,
        channels,
        transformerDepth,
        heads,
        mlpWidth,
        maskOutputs);
  }
}
