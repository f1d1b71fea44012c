package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Description;

/**
 * What a micro-kernel that works pixel by pixel does for some channels of a pixel, with all taps of
 * its window: one turn of its loop over the channels.
 *
 * @param channels how many channels
 * @param instructions all instructions of the turn
 * @param vectorInstructions those that vector pipes execute
 * @param loads those that load
 */
public record ChannelStep(
    @Description("Channels of it.") @Bounds(atLeast = "1", atMost = "1024") int channels,
    @Description("Instructions of it.") @Bounds(above = "0") double instructions,
    @Description("Instructions among them that vector pipes execute.") @Bounds(above = "0")
        double vectorInstructions,
    @Description("Load instructions among them.") @Bounds(atLeast = "0") double loads) {

  /** Steps for some channels, the last of which may not be full. */
  long stepsFor(long numberOfChannels) {
    return MatrixShape.ceilDivide(numberOfChannels, channels);
  }
}
