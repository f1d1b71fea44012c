package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * On the {@link SmallDevice}, by hand: 2 vector instructions per cycle, 4 vector and 2 load pipes.
 */
class DepthwiseModelTest {
  /** Per tap and 16 channels 2 loads of input and 2 of weights and 2 FMLA. */
  private static final DepthwiseModel.Parameters F16 =
      new DepthwiseModel.Parameters(List.of(3, 4, 9, 25), 16, 6, 2, 4, 12, 2, 4);

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
  void aPixelTakesPointersTapsAndTilesOfChannels() {
    // 40 channels are 3 tiles of 16. 9 pointers of 4 instructions and 3 * (9 * 6 + 12) are 234, at
    // 2
    // a cycle 117. The pipes would take 3 * 9 * 2 / 4 = 13.5, the loads 3 * (9 * 4 + 2) / 2 = 57.
    KernelCall call = depthwise(16, 40, 3);
    assertThat(cycles(call, SmallDevice.ONE_CORE)).isEqualTo(256 * 117);
    // Threads share rows of the output.
    assertThat(cost(call, SmallDevice.ONE_CORE).tiles()).isEqualTo(16);
  }

  @Test
  void theScarcestOfIssuePipesAndLoadsSetsThePace() {
    // 3 * 9 * 2 = 54 multiply-accumulates at 4 cycles each; 114 loads at 4 cycles each.
    assertThat(cycles(depthwise(16, 40, 3), core(0.25, 2))).isEqualTo(256 * 216);
    assertThat(cycles(depthwise(16, 40, 3), core(4, 0.25))).isEqualTo(256 * 456);
  }

  @Test
  void tilesAtTheEdgeCostAsMuchAsFullOnes() {
    assertThat(cycles(depthwise(16, 48, 3), SmallDevice.ONE_CORE)).isEqualTo(256 * 117);
    assertThat(cycles(depthwise(16, 49, 3), SmallDevice.ONE_CORE)).isEqualTo(256 * 150);
  }

  @Test
  void tapsAreThoseOfTheNextLargerVariant() {
    // 16 channels: (T' * 4 + T' * 6 + 12) / 2 cycles. One tap runs the kernel of 3, 49 taps that of
    // 25 twice.
    assertThat(cycles(depthwise(16, 16, 1), SmallDevice.ONE_CORE)).isEqualTo(256 * 21);
    assertThat(cycles(depthwise(16, 16, 5), SmallDevice.ONE_CORE)).isEqualTo(256 * 131);
    assertThat(cycles(depthwise(16, 16, 7), SmallDevice.ONE_CORE)).isEqualTo(256 * 256);
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
