package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.DepthwiseModel.Variant;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * On the {@link SmallDevice}, by hand: 2 vector instructions per cycle, 4 vector and 2 load pipes.
 */
class DepthwiseModelTest {
  /** One of 3 taps without a narrower step, and one of 9 taps with a step of 8 channels. */
  private static final DepthwiseModel.Parameters F16 =
      new DepthwiseModel.Parameters(
          List.of(
              new Variant(9, 36, step(16, 66, 22, 38), Optional.of(step(8, 34, 11, 19))),
              new Variant(3, 12, step(16, 30, 10, 14), Optional.empty())));

  private static ChannelStep step(int channels, double instructions, double vector, double loads) {
    return new ChannelStep(channels, instructions, vector, loads);
  }

  private static KernelCall depthwise(int side, int channels, int kernel) {
    return Calls.of(
        new Convolution(channels, channels, kernel, 1, kernel / 2, channels, true, false),
        TensorType.of(ElementType.F16, 1, side, side, channels));
  }

  private static KernelCost cost(KernelCall call, SmallDevice device) {
    return new DepthwiseModel().cost(call, F16, device.processor(call), Notes.NONE);
  }

  private static double cycles(KernelCall call, SmallDevice device) {
    return cost(call, device).phases().get(0).demands().of(Demand.CORE);
  }

  private static SmallDevice core(double vectorPipes, double loadPipes) {
    return SmallDevice.of(SmallDevice.core("core", 1e9, 8, vectorPipes, loadPipes, 2));
  }

  @Test
  void aPixelTakesPointersTilesOfChannelsAndNarrowerSteps() {
    // 40 channels are 2 tiles of 16 and a step of 8: 36 + 2 * 66 + 34 are 202, at 2 a cycle 101.
    // The
    // vector pipes would take (2 * 22 + 11) / 4 = 13.75, the load pipes (2 * 38 + 19) / 2 = 47.5.
    KernelCall call = depthwise(16, 40, 3);
    assertThat(cycles(call, SmallDevice.ONE_CORE)).isEqualTo(256 * 101);
    // Threads share rows of the output.
    assertThat(cost(call, SmallDevice.ONE_CORE).tiles()).isEqualTo(16);
  }

  @Test
  void theScarcestOfIssuePipesAndLoadsSetsThePace() {
    // 55 vector instructions at 4 cycles each; 95 loads at 4 cycles each.
    assertThat(cycles(depthwise(16, 40, 3), core(0.25, 2))).isEqualTo(256 * 220);
    assertThat(cycles(depthwise(16, 40, 3), core(4, 0.25))).isEqualTo(256 * 380);
  }

  @Test
  void channelsThatFillNoTileTakeStepsAsFullOnes() {
    // 3 tiles: (36 + 3 * 66) / 2. One more channel takes a step: + 34 / 2. 41 channels are 2 tiles
    // and
    // 2 steps, the second for one channel: (36 + 2 * 66 + 2 * 34) / 2.
    assertThat(cycles(depthwise(16, 48, 3), SmallDevice.ONE_CORE)).isEqualTo(256 * 117);
    assertThat(cycles(depthwise(16, 49, 3), SmallDevice.ONE_CORE)).isEqualTo(256 * 134);
    assertThat(cycles(depthwise(16, 41, 3), SmallDevice.ONE_CORE)).isEqualTo(256 * 118);
  }

  @Test
  void withoutNarrowerStepsTheyTakeAWholeTile() {
    // The kernel of 3 taps for one: (12 + 30) / 2 for 16 channels, (12 + 2 * 30) / 2 for 17.
    assertThat(cycles(depthwise(16, 16, 1), SmallDevice.ONE_CORE)).isEqualTo(256 * 21);
    assertThat(cycles(depthwise(16, 17, 1), SmallDevice.ONE_CORE)).isEqualTo(256 * 36);
  }

  @Test
  void moreTapsThanAnyVariantHasTakeRoundsOfTheLargest() {
    // 25 taps are 3 rounds of 9: 3 * (36 + 66) / 2.
    assertThat(cycles(depthwise(16, 16, 5), SmallDevice.ONE_CORE)).isEqualTo(256 * 153);
  }

  @Test
  void inputAndWeightsAreReadAndTheResultIsWrittenOnce() {
    // 256 * 40 * 2 B are 320 lines, 9 * 40 * 2 B of weights 11.25: in the L2 of 10 ns, 10 reads and
    // 5 writes under way.
    Demands demands = cost(depthwise(16, 40, 3), SmallDevice.ONE_CORE).phases().get(0).demands();
    assertThat(demands.of(Demand.READS)).isCloseTo(331.25e-9, within(1e-15));
    assertThat(demands.of(Demand.WRITES)).isCloseTo(640e-9, within(1e-15));
  }

  @Test
  void anotherOperatorIsRefused() {
    KernelCall linear = Calls.linear(ElementType.F16, 4, 4, 4);
    assertThatThrownBy(() -> cost(linear, SmallDevice.ONE_CORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no depthwise convolution");
  }
}
