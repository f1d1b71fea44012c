package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.PoolingModel.Pass;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.PoolingOperator;
import io.tilewise.workload.graph.PoolingOperator.AveragePool;
import io.tilewise.workload.graph.PoolingOperator.GlobalAveragePool;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.Window;
import io.tilewise.workload.plan.KernelCall;
import org.junit.jupiter.api.Test;

/**
 * On the {@link SmallDevice}, by hand: 2 vector instructions per cycle, 4 vector and 2 load pipes.
 */
class PoolingModelTest {
  /** 9 taps, then 8 at a time; 8 channels a turn. */
  private static final PoolingModel.Parameters F16 =
      new PoolingModel.Parameters(
          new Pass(9, 50, new ChannelStep(8, 24, 10, 9)),
          new Pass(8, 40, new ChannelStep(8, 20, 8, 9)));

  private static KernelCall pool(PoolingOperator operator, int side, int channels) {
    return Calls.of(operator, TensorType.of(ElementType.F16, 1, side, side, channels));
  }

  private static KernelCost cost(KernelCall call, SmallDevice device) {
    return new PoolingModel().cost(call, F16, device.processor(call), Notes.NONE);
  }

  private static double cycles(KernelCall call, SmallDevice device) {
    return cost(call, device).phases().get(0).demands().of(Demand.CORE);
  }

  private static SmallDevice core(double vectorPipes, double loadPipes) {
    return SmallDevice.of(SmallDevice.core("core", 1e9, 8, vectorPipes, loadPipes, 2));
  }

  @Test
  void aPixelTakesPointersAndTurnsOfChannels() {
    // 16 x 16 pixels from 2 x 2 windows. 20 channels are 3 turns: (50 + 3 * 24) / 2 = 61. The
    // vector
    // pipes would take 3 * 10 / 4, the load pipes 3 * 9 / 2.
    KernelCall call = pool(new MaxPool(2, 2, true), 32, 20);
    assertThat(cycles(call, SmallDevice.ONE_CORE)).isEqualTo(256 * 61);
    assertThat(cost(call, SmallDevice.ONE_CORE).tiles()).isEqualTo(16);
  }

  @Test
  void smallWindowsTakeAsLongAsTheFirstPass() {
    KernelCall nine = pool(new MaxPool(Window.square(3, 2, 1), true), 32, 20);
    assertThat(cycles(nine, SmallDevice.ONE_CORE)).isEqualTo(256 * 61);
  }

  @Test
  void moreTapsTakeFurtherPasses() {
    // 25 taps are 9 and 2 passes of 8: (50 + 3 * 24 + 2 * (40 + 3 * 20)) / 2 = 161; 16 taps are 9
    // and
    // one pass: (50 + 3 * 24 + 40 + 3 * 20) / 2 = 111.
    KernelCall five = pool(new AveragePool(Window.square(5, 2, 2), true), 32, 20);
    KernelCall four = pool(new AveragePool(Window.square(4, 2, 1), true), 32, 20);
    assertThat(cycles(five, SmallDevice.ONE_CORE)).isEqualTo(256 * 161);
    assertThat(cycles(four, SmallDevice.ONE_CORE)).isEqualTo(256 * 111);
  }

  @Test
  void theScarcestOfIssuePipesAndLoadsSetsThePace() {
    // 25 taps and 3 turns: 3 * 10 + 6 * 8 vector instructions and 9 * 9 loads at 4 cycles each.
    KernelCall call = pool(new AveragePool(Window.square(5, 2, 2), true), 32, 20);
    assertThat(cycles(call, core(0.25, 2))).isEqualTo(256 * 312);
    assertThat(cycles(call, core(4, 0.25))).isEqualTo(256 * 324);
  }

  @Test
  void theImageIsReadAndTheResultWrittenOnce() {
    // 1024 * 32 * 2 B are 1024 lines, a quarter of them results: in the L2 of 10 ns, 10 reads and 5
    // writes under way.
    Demands demands =
        cost(pool(new MaxPool(2, 2, true), 32, 32), SmallDevice.ONE_CORE).phases().get(0).demands();
    assertThat(demands.of(Demand.READS)).isCloseTo(1024e-9, within(1e-15));
    assertThat(demands.of(Demand.WRITES)).isCloseTo(512e-9, within(1e-15));
  }

  @Test
  void anOperatorWithoutAWindowIsRefused() {
    KernelCall global = pool(new GlobalAveragePool(true), 32, 32);
    assertThatThrownBy(() -> cost(global, SmallDevice.ONE_CORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no window to pool");
  }
}
