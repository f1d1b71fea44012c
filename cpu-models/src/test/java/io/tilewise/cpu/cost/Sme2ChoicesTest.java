package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.plan.KernelCall;
import org.junit.jupiter.api.Test;

/** Which of two limits or kernels it is, on the {@link SmallDevice} with other matrix units. */
class Sme2ChoicesTest {
  private static final Sme2MatrixModel.Parameters F16 =
      new Sme2MatrixModel.Parameters(2, 1, 5, 6, 5, 6, false, false, false);

  private static KernelCost cost(KernelCall call, double rowLoad, double rowStore) {
    MatrixUnit unit =
        new MatrixUnit(
            "sme2", 1, 1e9, 512, 2, 4, 2, 2, 4, 0.5, 0.5, rowLoad, rowStore, 0.5, 0.5, 2, 4, 100,
            0);
    SmallDevice one = SmallDevice.ONE_CORE;
    SmallDevice device = new SmallDevice(one.cores(), unit, one.memory(), one.rates());
    return new Sme2MatrixModel().cost(call, F16, device.processor(call), Notes.NONE);
  }

  private static double packing(KernelCall call, double rowLoad, double rowStore) {
    return cost(call, rowLoad, rowStore).phases().get(1).demands().of(Demand.TRANSFERS);
  }

  @Test
  void packingIsAsSlowAsItsRowLoadsOrItsColumnStores() {
    // 256 pixels in 8 blocks, 9 taps, 64 channels in 2 passes of 32 lanes: 4608 loads and stores.
    KernelCall call = Calls.convolution(ElementType.F16, 16, 64, 64, 3);
    assertThat(packing(call, 3, 2)).isEqualTo(3 * 4608);
    assertThat(packing(call, 2, 3)).isEqualTo(3 * 4608);
    // 48 channels take 2 passes as well, but 8 * 2 * 9 * 24 = 3456 stores.
    KernelCall fewer = Calls.convolution(ElementType.F16, 16, 48, 64, 3);
    assertThat(packing(fewer, 1, 1)).isEqualTo(4608);
    assertThat(packing(fewer, 1, 2)).isEqualTo(2 * 3456);
  }

  @Test
  void oneRowOfALinearLayerRunsByDotProductsHoweverItIsWritten() {
    KernelCall linear = Calls.linear(ElementType.F16, 1, 64, 64);
    KernelCall pointwise = Calls.convolution(ElementType.F16, 1, 64, 64, 1);
    KernelCall window = Calls.convolution(ElementType.F16, 1, 64, 64, 3);
    for (KernelCall call : new KernelCall[] {linear, pointwise}) {
      assertThat(cost(call, 1, 1).phases())
          .extracting(Phase::name)
          .containsExactly("prepare", "dot products");
    }
    assertThat(cost(window, 1, 1).phases()).extracting(Phase::name).contains("outer products");
    // 64 rows are two blocks of 32; a block at a time is quicker than 64 rows.
    assertThat(cost(Calls.linear(ElementType.F16, 64, 64, 64), 1, 1).phases())
        .extracting(Phase::name)
        .contains("outer products");
  }
}
