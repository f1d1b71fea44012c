package io.tilewise.workload.model;

import io.tilewise.workload.graph.InvalidGraphException;
import java.util.List;
import java.util.Locale;

/**
 * The open parameters of {@link SqueezeSam}.
 *
 * @param parts which parts of the network are built
 * @param imageSize height and width of the image in pixels
 * @param patchSize height, width and stride of the patch embedding
 * @param patchChannels channels after the patch embedding
 * @param channels channels of the encoder levels, finest first; their number is the depth
 * @param transformerDepth two-way blocks of the detection transformer
 * @param heads attention heads
 * @param mlpWidth inner width of the transformer's MLPs
 * @param maskOutputs masks returned (one more is computed and dropped)
 */
public record SqueezeSamParameters(
    Parts parts,
    int imageSize,
    int patchSize,
    int patchChannels,
    List<Integer> channels,
    int transformerDepth,
    int heads,
    int mlpWidth,
    int maskOutputs) {

  /** Which parts of the network are built. */
  public enum Parts {
    /** Patch embedding, encoder and decoder. */
    UNET,
    /** Also detection transformer and mask decoder: most likely what was published. */
    CORE,
    /** Also the prompt rasteriser before and the bicubic resize after. */
    FULL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SqueezeSamParameters {
    channels = List.copyOf(channels);
    int side = imageSize / patchSize;
    int halvings = channels.size() - 1;
    if (channels.size() < 2) {
      throw new InvalidGraphException(
          "channels: " + channels + " has " + channels.size() + " levels; at least 2 are needed");
    }
    if (imageSize % patchSize != 0 || side % (1 << halvings) != 0) {
      throw new InvalidGraphException(
          String.format(
              Locale.ROOT,
              "image_size %d with patch_size %d gives %s pixels a side, which cannot be halved %d"
                  + " times for %d levels of channels; use a multiple of %d",
              imageSize,
              patchSize,
              imageSize % patchSize == 0 ? Integer.toString(side) : "no whole number of",
              halvings,
              channels.size(),
              (long) patchSize << halvings));
    }
    int width = channels.get(channels.size() - 1);
    if (parts != Parts.UNET && width % (2 * heads) != 0) {
      throw new InvalidGraphException(
          "channels: the last level has "
              + width
              + " channels, which is no multiple of 2 x "
              + heads
              + " heads of the detection transformer");
    }
  }

  /** The released network. */
  public static SqueezeSamParameters released(Parts parts) {
    return new SqueezeSamParameters(
        parts, 512, 2, 64, List.of(64, 128, 128, 128, 128, 164, 256, 256), 2, 8, 256, 3);
  }

  /** Width of the transformer's tokens: the channels of the last level. */
  public int embedding() {
    return channels.get(channels.size() - 1);
  }
}
