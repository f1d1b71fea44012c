package io.tilewise.cpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.device.Ceiling.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CeilingTest {

  private static double of(SmallDevice small, String resource, String type) {
    List<Ceiling> ceilings = Ceiling.of(small.device(), small.cores());
    return ceilings.stream()
        .filter(c -> c.resource().equals(resource))
        .filter(c -> c.element().map(e -> e.symbol()).orElse("").equals(type))
        .findFirst()
        .orElseThrow()
        .perSecond();
  }

  /**
   * One core of 1 GHz with 4 vector pipes: 4 multiply-accumulates of 4 floats a nanosecond are 32
   * operations, 8 halves 64, and SMMLA's 32 products of bytes 256.
   */
  @Test
  void neonTakesAnInstructionPerPipeAndCycle() {
    assertThat(of(SmallDevice.ONE_CORE, "neon", "f32")).isEqualTo(32e9);
    assertThat(of(SmallDevice.ONE_CORE, "neon", "f16")).isEqualTo(64e9);
    assertThat(of(SmallDevice.ONE_CORE, "neon", "s8")).isEqualTo(256e9);
  }

  /** A core of 1 GHz and one of half that: 1.5 times one of 1 GHz. */
  @Test
  void coresAddUp() {
    SmallDevice two = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE);
    assertThat(of(two, "neon", "f32")).isEqualTo(48e9);
  }

  /**
   * SVL 512: tiles of 16 x 16. An outer product of floats every 2 ns is 128 multiply-accumulates a
   * nanosecond, 256 operations; of halves, two deep, 512; of bytes, four deep, 1024.
   */
  @Test
  void aMatrixUnitTakesAnOuterProductPerInterval() {
    assertThat(of(SmallDevice.ONE_CORE, "sme2", "f32")).isEqualTo(256e9);
    assertThat(of(SmallDevice.ONE_CORE, "sme2", "f16")).isEqualTo(512e9);
    assertThat(of(SmallDevice.ONE_CORE, "sme2", "s8")).isEqualTo(1024e9);
    assertThat(of(SmallDevice.ONE_CORE.unitOf(1, 256, 1, 100), "sme2", "f32")).isEqualTo(128e9);
  }

  /** SMMLA on 2 of the 4 pipes: half of the 256; FMLA still takes all. */
  @Test
  void bytesAreMultipliedOnThePipesThatCan() {
    CoreType half =
        new CoreType(
            "half", 1e9, 8, 4, 2, 2, 2, 1, 3, SmallDevice.BIG.l1d(), SmallDevice.BIG.l2(), 10);
    assertThat(of(SmallDevice.of(half), "neon", "s8")).isEqualTo(128e9);
    assertThat(of(SmallDevice.of(half), "neon", "f16")).isEqualTo(64e9);
  }

  /** An outer product of floats every cycle, of all else every second. */
  @Test
  void singlePrecisionHasAnIntervalOfItsOwn() {
    MatrixUnit unit =
        new MatrixUnit("sme2", 1, 1e9, 512, 2, 4, 2, 1, 4, 0.5, 0.5, 1, 1, 0.5, 0.5, 2, 4, 100, 0);
    SmallDevice device =
        new SmallDevice(
            SmallDevice.ONE_CORE.cores(), unit, SmallDevice.ONE_CORE.memory(), SmallDevice.RATES);
    assertThat(of(device, "sme2", "f32")).isEqualTo(512e9);
    assertThat(of(device, "sme2", "f16")).isEqualTo(512e9);
    assertThat(of(device, "sme2", "s8")).isEqualTo(1024e9);
  }

  @Test
  void aCoreUsesOneUnitAtATime() {
    SmallDevice oneCore = SmallDevice.ONE_CORE.unitOf(2, 512, 2, 100);
    SmallDevice twoCores = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG).unitOf(2, 512, 2, 100);
    assertThat(of(oneCore, "sme2", "f32")).isEqualTo(256e9);
    assertThat(of(twoCores, "sme2", "f32")).isEqualTo(512e9);
  }

  @Test
  void levelsHaveTheirBandwidth() {
    assertThat(of(SmallDevice.ONE_CORE, "l3", "")).isEqualTo(100e9);
    assertThat(of(SmallDevice.ONE_CORE.dramBandwidth(7e9), "dram", "")).isEqualTo(7e9);
    assertThat(Ceiling.of(SmallDevice.ONE_CORE.device(), SmallDevice.ONE_CORE.cores()))
        .filteredOn(c -> c.kind() == Kind.BANDWIDTH)
        .hasSize(2);
  }
}
