package io.tilewise.cpu.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.device.Cache;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.device.SharedLevel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
  private static final DeviceFile FILE =
      DeviceParts.read(
          "description: Two clusters and a matrix unit\n"
              + DeviceParts.CLUSTERS.replace("cores: 2", "cores: 1")
              + """
        little:
          core: Little
          cores: 2
          clock: 2 GHz
          dispatch_width: 3 instructions/cycle
          vector_pipes: 2
          load_pipes: 2
          accumulator_interval: 4 cycles
          integer_accumulator_interval: 2 cycles
          add_latency: 4 cycles
          l1d: {size: 32 KiB, ways: 4}
          l2: {size: 512 KiB, ways: 8, latency: 10 cycles}
      """
              + DeviceParts.MATRIX_UNITS.replace("count: 1", "count: 2")
              + "    single_mopa_interval: 1 cycle\n"
              + DeviceParts.MEMORY
              + """
      power_modes:
        fast: {clusters: {big: 1, little: 1}, matrix_units: {sme2: 1}, memory: 1}
        saving: {clusters: {big: 0.5, little: 0.75}, matrix_units: {sme2: 0.8}, memory: 0.4}
      """);

  private static Device device(String mode, Map<String, Double> clocks) {
    return new OperatingPoint(mode, clocks).of("test", FILE);
  }

  private static List<Double> coreClocks(Device device) {
    return device.cores().stream().map(core -> core.type().clock()).toList();
  }

  @Test
  void coresAreInTheOrderOfTheFileAndNumberedWithinTheirCluster() {
    assertThat(device("fast", Map.of()).cores())
        .extracting(Core::name)
        .containsExactly("big", "little1", "little2");
  }

  @Test
  void everyConstantOfACoreIsInBaseUnits() {
    assertThat(device("fast", Map.of()).cores().get(0).type())
        .isEqualTo(
            new CoreType(
                "big",
                4e9,
                8,
                4,
                4,
                3,
                2,
                1,
                3,
                new Cache(65_536, 4, 64),
                new Cache(1_048_576, 8, 64),
                12));
  }

  @Test
  void everyConstantOfAMatrixUnitIsInBaseUnits() {
    Device device = device("fast", Map.of());
    assertThat(device.matrixUnits().get(0).unit())
        .isEqualTo(
            new MatrixUnit(
                "sme2", 2, 2e9, 512, 2, 4, 3, 1, 4, 0.5, 0.6, 1, 1.5, 0.7, 0.7, 5, 4, 100, 0.1));
    // Of the cores only the big one can use it.
    assertThat(device.matrixUnitOf(device.cores().get(0).type())).isPresent();
    assertThat(device.matrixUnitOf(device.cores().get(1).type())).isEmpty();
  }

  @Test
  void aModeGivesEveryDomainItsShareOfTheTopClock() {
    Device device = device("saving", Map.of());
    assertThat(coreClocks(device)).containsExactly(2e9, 1.5e9, 1.5e9);
    assertThat(device.matrixUnits().get(0).unit().clock()).isEqualTo(1.6e9);
  }

  @Test
  void theMemorySystemIsSlowerByItsShare() {
    // 0.4 of the clock: 1 / 0.4 = 2.5 times the latency, 0.4 of the bandwidth; the size stays.
    List<SharedLevel> levels = device("saving", Map.of()).memory().levels();
    assertThat(levels).extracting(SharedLevel::name).containsExactly("l3", "dram");
    assertThat(levels.get(0).sizeBytes()).isEqualTo(8 << 20);
    assertThat(levels.get(0).latency()).isCloseTo(50e-9, within(1e-18));
    assertThat(levels.get(0).bandwidth()).isCloseTo(80e9, within(1.0));
    assertThat(levels.get(1).sizeBytes()).isInfinite();
    assertThat(levels.get(1).latency()).isCloseTo(250e-9, within(1e-18));
    assertThat(levels.get(1).bandwidth()).isCloseTo(24e9, within(1.0));
  }

  @Test
  void aClockThatTheRunSetsStandsWhateverTheMode() {
    Device device = device("saving", Map.of("little", 1e9, "sme2", 3e9));
    assertThat(coreClocks(device)).containsExactly(2e9, 1e9, 1e9);
    assertThat(device.matrixUnits().get(0).unit().clock()).isEqualTo(3e9);
  }

  @Test
  void sharesAreThoseOfTheModeOrOfTheClocksThatTheRunSets() {
    assertThat(new OperatingPoint("saving", Map.of()).shares(FILE))
        .containsExactly(
            Map.entry("big", 0.5),
            Map.entry("little", 0.75),
            Map.entry("sme2", 0.8),
            Map.entry("memory", 0.4));
    // 1 of 2 GHz, and 3 of 2 GHz.
    assertThat(new OperatingPoint("saving", Map.of("little", 1e9, "sme2", 3e9)).shares(FILE))
        .containsEntry("little", 0.5)
        .containsEntry("sme2", 1.5)
        .containsEntry("big", 0.5);
  }

  @Test
  void atTheHighestClocksEverythingIsButWhatIsSet() {
    Device device = OperatingPoint.highest("test", FILE, Map.of("little", 1e9));
    assertThat(coreClocks(device)).containsExactly(4e9, 1e9, 1e9);
    assertThat(device.matrixUnits().get(0).unit().clock()).isEqualTo(2e9);
    assertThat(device.memory().levels().get(1).bandwidth()).isEqualTo(60e9);
  }
}
