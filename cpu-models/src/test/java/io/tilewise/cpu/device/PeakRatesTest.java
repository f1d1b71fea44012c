package io.tilewise.cpu.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.device.PeakRates.Access;
import io.tilewise.workload.ElementType;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** On the {@link SmallDevice}, by hand; gigabytes per second are bytes per nanosecond. */
class PeakRatesTest {
  private static final Offset<Double> ROUNDING = within(1.0);
  private static final PeakRates ONE =
      new PeakRates(SmallDevice.ONE_CORE.device(), SmallDevice.ONE_CORE.cores());

  private static PeakRates of(SmallDevice device) {
    return new PeakRates(device.device(), device.cores());
  }

  @Test
  void transfersUnderWaySetWhatACoreGets() {
    // 64 B lines; 10 reads in order, 4 scattered, 5 writes under way. L2 10 ns, L3 20 ns; of DRAM's
    // 100 ns all are exposed. Of the L2's 64 GB/s two load pipes of 16 B at 1 GHz take in 32.
    assertThat(ONE.bytes("l2", Access.READ)).isCloseTo(32e9, ROUNDING);
    assertThat(ONE.loads()).isCloseTo(32e9, ROUNDING);
    assertThat(ONE.bytes("l2", Access.SCATTERED_READ)).isCloseTo(25.6e9, ROUNDING);
    assertThat(ONE.bytes("l2", Access.WRITE)).isCloseTo(32e9, ROUNDING);
    assertThat(ONE.bytes("l3", Access.READ)).isCloseTo(32e9, ROUNDING);
    assertThat(ONE.bytes("dram", Access.READ)).isCloseTo(6.4e9, ROUNDING);
    assertThat(ONE.bytes("dram", Access.WRITE)).isCloseTo(3.2e9, ROUNDING);
  }

  @Test
  void onlyTheExposedShareOfALatencyCounts() {
    // 20 ns to the L3 and a quarter of the 80 ns beyond: 40 ns for a DRAM line.
    Memory memory =
        new Memory(
            64, SmallDevice.memory(50e9).levels(), 1, new Memory.Parallelism(10, 4, 5, 2048, 0.25));
    SmallDevice device =
        new SmallDevice(SmallDevice.ONE_CORE.cores(), SmallDevice.UNIT, memory, SmallDevice.RATES);
    assertThat(memory.exposedLatency(0)).isEqualTo(20e-9);
    assertThat(memory.exposedLatency(1)).isCloseTo(40e-9, within(1e-18));
    assertThat(of(device).bytes("dram", Access.READ)).isCloseTo(16e9, ROUNDING);
  }

  @Test
  void aLevelsBandwidthIsSharedAndWritesTakeItTwice() {
    // Four cores could read 25.6 GB/s of DRAM and write 12.8.
    SmallDevice four =
        SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG, SmallDevice.BIG, SmallDevice.BIG);
    assertThat(of(four).bytes("dram", Access.READ)).isCloseTo(25.6e9, ROUNDING);
    assertThat(of(four.dramBandwidth(20e9)).bytes("dram", Access.READ)).isEqualTo(20e9);
    assertThat(of(four.dramBandwidth(20e9)).bytes("dram", Access.WRITE)).isEqualTo(10e9);
    assertThat(of(four.dramBandwidth(20e9)).bandwidth("dram")).isEqualTo(20e9);
  }

  @Test
  void aMatrixUnitMovesAVectorPerInterval() {
    // 64 B every half cycle of 1 ns: 128 GB/s. From L3 a core has 32 GB/s under way. Of
    // writes 5 lines are, each for half the latency as it is not fetched: 64 GB/s at 10 ns, 32 at
    // 20.
    assertThat(ONE.bytes("l2", Access.READ, "sme2")).isCloseTo(64e9, ROUNDING);
    assertThat(ONE.bytes("l3", Access.READ, "sme2")).isCloseTo(32e9, ROUNDING);
    assertThat(ONE.bytes("l2", Access.WRITE, "sme2")).isCloseTo(64e9, ROUNDING);
    assertThat(ONE.bytes("l3", Access.WRITE, "sme2")).isCloseTo(32e9, ROUNDING);
    // Four cores have 256 GB/s of their L2 under way and one unit between them.
    SmallDevice four =
        SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG, SmallDevice.BIG, SmallDevice.BIG);
    assertThat(of(four).bytes("l2", Access.READ, "sme2")).isCloseTo(128e9, ROUNDING);
    assertThat(of(four.unitOf(2, 512, 2, 100)).bytes("l2", Access.READ, "sme2"))
        .isCloseTo(256e9, ROUNDING);
    assertThat(ONE.bytes("l2", Access.READ, "other")).isZero();
  }

  @Test
  void aVectorIsStoredInAnIntervalOfItsOwn() {
    // 64 B: loads every half nanosecond, stores every two.
    MatrixUnit unit =
        new MatrixUnit("sme2", 1, 1e9, 512, 2, 4, 2, 2, 4, 0.5, 2, 1, 1, 0.5, 0.5, 2, 4, 100, 0);
    SmallDevice four =
        SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG, SmallDevice.BIG, SmallDevice.BIG);
    PeakRates rates = of(new SmallDevice(four.cores(), unit, four.memory(), SmallDevice.RATES));
    assertThat(rates.bytes("l2", Access.READ, "sme2")).isCloseTo(128e9, ROUNDING);
    assertThat(rates.bytes("l2", Access.WRITE, "sme2")).isCloseTo(32e9, ROUNDING);
  }

  @Test
  void aLevelThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ONE.bandwidth("slc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no level slc");
  }

  @Test
  void resourcesThatWorkTogetherAddUp() {
    // 32 and 256 operations of FP32 a nanosecond, as in CeilingTest.
    assertThat(ONE.operations(List.of("neon"), ElementType.F32)).isEqualTo(32e9);
    assertThat(ONE.operations(List.of("neon", "sme2"), ElementType.F32)).isEqualTo(288e9);
    assertThat(ONE.operations(List.of("other"), ElementType.F32)).isZero();
  }
}
