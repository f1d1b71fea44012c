package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Sme2MatrixModel;
import io.tilewise.cpu.cost.StreamingModel;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.workload.Category;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.plan.KernelCall;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * What changes of the hardware and the network bring, against calculations by hand: from the counts
 * of SqueezeSAM's kernels (51.6 M outer products, 9.5 M packing loads, 121 k switches of mode, 1.19
 * M rows read out; see {@link PublishedCountsTest}) and the phone's clocks, or on the {@link
 * SmallDevice}.
 */
class WhatIfTest {
  private static final String WORKLOAD = "squeezesam-fp16";
  private static final double OUTER_PRODUCTS = 51.6e6;
  private static final Percentage ROUGHLY = Percentage.withPercentage(15);

  private static final MatrixUnit UNIT = ShippedPhone.SME2.device().matrixUnits().get(0).unit();
  private static final CoreType CORE = ShippedPhone.SME2.device().cores().get(0).type();

  /** Milliseconds that the unit takes for so many cycles. */
  private static double onUnit(double cycles) {
    return cycles / UNIT.clock() * 1e3;
  }

  private static double onCore(double cycles) {
    return cycles / CORE.clock() * 1e3;
  }

  private static double latency(ShippedPhone phone) {
    return ShippedPhone.milliseconds(phone.run(WORKLOAD));
  }

  private static double saved(ShippedPhone before, ShippedPhone after) {
    return latency(before) - latency(after);
  }

  @Test
  void halvingTheIntervalOfOuterProductsSavesACycleForEachOfThem() {
    // Four of them then take the 4 cycles of their latency, so that is all there is to gain.
    double saved =
        saved(
            ShippedPhone.SME2, ShippedPhone.SME2.device("matrix_units.sme2.mopa_interval=1 cycle"));
    assertThat(saved).isCloseTo(onUnit(OUTER_PRODUCTS), ROUGHLY);
  }

  @Test
  void halvingTheIntervalOnceMoreSavesNothingBecauseOfLatency() {
    ShippedPhone one = ShippedPhone.SME2.device("matrix_units.sme2.mopa_interval=1 cycle");
    ShippedPhone half = ShippedPhone.SME2.device("matrix_units.sme2.mopa_interval=0.5 cycles");
    assertThat(saved(one, half)).isBetween(0.0, 0.05 * onUnit(OUTER_PRODUCTS));
  }

  @Test
  void doublingTheVectorLengthQuartersOuterProductsAndHalvesSwitchesPackingAndReadOut() {
    // A block has twice the rows and columns: three quarters of the outer products are saved, half
    // of the blocks and with them of the switches, half of the vectors packed and of the rows read
    // out at 5 / 2 cycles. (Row pointers stay as many; levels smaller than a block gain less.)
    double expected =
        0.75 * onUnit(OUTER_PRODUCTS * UNIT.mopaInterval())
            + 0.5 * onCore(121e3 * UNIT.modeSwitch())
            + 0.5 * onUnit(9.5e6)
            + 0.5 * onUnit(1.19e6 * 2.5);
    double saved =
        saved(ShippedPhone.SME2, ShippedPhone.SME2.device("matrix_units.sme2.svl=1024 bit"));
    assertThat(saved).isCloseTo(expected, ROUGHLY);
  }

  @Test
  void aSecondMatrixUnitHalvesTheTimeThatFourThreadsWaitForTheFirst() {
    // Four threads have work enough to keep a unit busy all the time with its outer products, and
    // nearly enough for two.
    ShippedPhone four = ShippedPhone.SME2.threads(4);
    double saved = saved(four, four.device("matrix_units.sme2.count=2"));
    assertThat(saved).isCloseTo(onUnit(OUTER_PRODUCTS * UNIT.mopaInterval()) / 2, ROUGHLY);
  }

  @Test
  void aSecondMatrixUnitDoesNothingForOneThread() {
    assertThat(latency(ShippedPhone.SME2.device("matrix_units.sme2.count=2")))
        .isEqualTo(latency(ShippedPhone.SME2));
  }

  @Test
  void unitsBeyondWhatTheCoresCanFeedDoNothing() {
    // 64 x 64 pixels, 64 to 64 channels, 3 x 3: 128 blocks. Of a block the core prepares 10 * 100 +
    // 9 * 32 * 5 / 4 = 1360 ns; the unit packs 9 * 2 * 32 = 576 ns, multiplies 2 * 289 * 4 * 2 =
    // 4624 ns and reads out 64 * 2.5 = 160 ns: 6720 ns one after the other. Four cores: one unit is
    // busy for 128 * 4624 ns, two for half of that; then 128 / 4 * 6720 ns on each core is more.
    KernelCall call = Calls.convolution(ElementType.F16, 64, 64, 64, 3);
    double[] microseconds = new double[4];
    for (int units = 1; units <= 4; units++) {
      SmallDevice device = cores(4).unitOf(units, 512, 2, 100);
      microseconds[units - 1] = microseconds(device, new Sme2MatrixModel(), RandomCase.SME2, call);
    }
    assertThat(microseconds[0]).isCloseTo(128 * 4.624, within(6.72));
    assertThat(microseconds[1]).isCloseTo(64 * 4.624, within(6.72));
    assertThat(microseconds[2]).isCloseTo(32 * 6.720, within(6.72));
    assertThat(microseconds[3]).isCloseTo(32 * 6.720, within(6.72));
  }

  @Test
  void doublingTheBandwidthOfDramHelpsWhereCoresTogetherExhaustIt() {
    // Two tensors of 64 MiB added to a third, which is fetched and written back: 256 MiB pass. With
    // 4 L2 of 1 MiB and the L3 of 4 MiB 184 of the 192 MiB are in DRAM: 257.2 MB pass there, at 10
    // GB/s 25.7 ms. Each core has 32 MiB = 512 Ki lines to read at 96 ns, 10 under way: 5 ms.
    double slow = addMilliseconds(cores(4).dramBandwidth(10e9));
    assertThat(slow).isCloseTo(25.72, within(0.05));
    assertThat(addMilliseconds(cores(4).dramBandwidth(20e9))).isCloseTo(slow / 2, within(0.05));
  }

  @Test
  void doublingTheBandwidthOfDramDoesNothingForACoreThatWaitsForItsLatency() {
    // Of the 192 MiB 1 is in L2, 4 in L3, 187 in DRAM: (10 + 80 + 18700) / 192 = 97.9 ns a line,
    // for 2 Mi lines read with 10 under way 20.5 ms, while the DRAM needs 256 MiB * 187 / 192 / 15
    // GB/s = 17.4 ms.
    double slow = addMilliseconds(cores(1).dramBandwidth(15e9));
    assertThat(slow).isCloseTo(20.52, within(0.01));
    assertThat(addMilliseconds(cores(1).dramBandwidth(30e9))).isEqualTo(slow);
    // Nor for the phone: even with 50 lines of 64 B under way one core would get 50 * 64 B / 110 ns
    // =
    // 29 GB/s of the 50 and more that there are.
    assertThat(latency(ShippedPhone.SME2.device("memory.dram.bandwidth=120 GB/s")))
        .isEqualTo(latency(ShippedPhone.SME2));
  }

  @Test
  void halvingTheChannelsOfTheFinestLevelSavesItsMultiplyAccumulates() {
    // Pixels * 9 * (channels in * out). Encoder, 256 x 256: 64 -> 64 -> 64 becomes 64 -> 32 -> 32.
    // Decoder: 64 + 64 -> 64 -> 64 becomes 64 + 32 -> 32 -> 32. Encoder, 128 x 128: 64 -> 128
    // becomes 32 -> 128. In all 65536 * 9 * (8192 - 3072 + 12288 - 4096) + 16384 * 9 * 4096 = 8.456
    // of 25.51 G.
    ShippedPhone neon = ShippedPhone.NEON;
    String[] channels = {"channels=[32, 128, 128, 128, 128, 164, 256, 256]"};
    double before = convolution(neon);
    double after = convolution(neon.workload(channels));
    assertThat(before - after).isCloseTo(before * 8.456 / 25.51, ROUGHLY);
    // On the matrix unit, 512 of them per outer product. Packing halves three convolutions of the
    // finest level by a pass of 2048 * 9 * 32 loads each, one of the second by 512 * 9 * 32; read
    // out are half of the rows of four. The switches stay as many.
    double expected =
        onUnit(8.456e9 / 512 * UNIT.mopaInterval())
            + onUnit((3 * 2048 + 512) * 9 * 32)
            + onUnit(4 * 65_536 * 2.5);
    ShippedPhone sme2 = ShippedPhone.SME2;
    assertThat(convolution(sme2) - convolution(sme2.workload(channels)))
        .isCloseTo(expected, ROUGHLY);
  }

  private static double convolution(ShippedPhone phone) {
    return ShippedPhone.categories(phone.run(WORKLOAD)).get(Category.CONVOLUTION);
  }

  private static SmallDevice cores(int number) {
    CoreType[] types = new CoreType[number];
    Arrays.fill(types, SmallDevice.BIG);
    return SmallDevice.of(types);
  }

  private static double addMilliseconds(SmallDevice device) {
    TensorType tensor = TensorType.of(ElementType.F16, 1, 32, 1024, 1024);
    KernelCall add = Calls.of(new Binary(BinaryFunction.ADD), tensor, tensor);
    return microseconds(device, new StreamingModel(), RandomCase.STREAM, add) / 1e3;
  }

  /** Microseconds of a call on all cores of a device. */
  private static <P extends Record> double microseconds(
      SmallDevice device, CostModel<P> model, P kernel, KernelCall call) {
    KernelCost cost = model.cost(call, kernel, device.processor(call), Notes.NONE);
    PricedCall priced =
        new PricedCall(call, "kernel", "neon", "", false, 0, device.onAllCores(cost));
    Timeline timeline = new Replay(device.device(), device.cores(), 0).run(List.of(priced));
    return ShippedPhone.milliseconds(timeline) * 1e3;
  }
}
