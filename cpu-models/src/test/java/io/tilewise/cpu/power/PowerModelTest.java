package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.power.PowerModel.CoreWork;
import io.tilewise.workload.ElementType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PowerModelTest {
  private static final Path DEVICE =
      Path.of(System.getProperty("tilewise.root"), "configs/devices/vivo-x300.yaml");

  private static PowerModel model(String... changes) {
    DeviceFile file =
        new ConfigReader()
            .read(DEVICE)
            .bind(
                DeviceFile.KIND.format(),
                ParameterForm.FULL,
                List.of(Overlay.ofAssignments("--set", List.of(changes))))
            .value();
    return PowerModel.of(file, new OperatingPoint("unconstrained", Map.of()).of("phone", file));
  }

  private static Clocks all(double share) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (String domain : List.of("ultra", "premium", "pro", "sme2", "memory")) {
      shares.put(domain, share);
    }
    return new Clocks(shares);
  }

  @Test
  void aCoreTakesCapacitanceTimesVoltageSquaredTimesClock() {
    PowerModel model =
        model(
            "clusters.ultra.clock=4 GHz",
            "power.clusters.ultra.capacitance=1000 pF",
            "power.clusters.ultra.voltage=1 V",
            "power.core_activity.waiting=0.25",
            "power.core_activity.scalar=0.5");
    int ultra = model.coreIndex("ultra");
    PowerModel.At top = model.at(all(1));
    // 1e-9 F * 1 V^2 * 4e9 Hz = 4 W: 1 W waiting, 2 W scalar, 1.5 W half the cycles scalar, 4 W
    // vector.
    assertThat(top.coreWith(ultra, 0)).isCloseTo(1, within(1e-12));
    assertThat(top.coreWith(ultra, model.beyondWaiting(CoreWork.SCALAR)))
        .isCloseTo(2, within(1e-12));
    assertThat(top.coreWith(ultra, model.beyondWaiting(CoreWork.SCALAR) / 2))
        .isCloseTo(1.5, within(1e-12));
    assertThat(top.coreWith(ultra, model.beyondWaiting(CoreWork.VECTOR)))
        .isCloseTo(4, within(1e-12));
    // At 73 % of the clock the shipped curve has 82.9 % of the voltage: 4 W * 0.73 * 0.829^2.
    assertThat(model.at(all(0.73)).coreWith(ultra, model.beyondWaiting(CoreWork.VECTOR)))
        .isCloseTo(4 * 0.73 * 0.829 * 0.829, within(1e-9));
  }

  @Test
  void leakageGrowsWithVoltageAndTemperature() {
    PowerModel model =
        model(
            "power.clusters.ultra.leakage=0.4 W",
            "power.matrix_units.sme2.leakage=0.1 W",
            "power.leakage_law.voltage_exponent=3",
            "power.leakage_law.reference_temperature=60 degC",
            "power.leakage_law.doubling=25 K");
    assertThat(model.at(all(1)).leakage[model.coreIndex("ultra")]).isCloseTo(0.4, within(1e-12));
    assertThat(model.at(all(0.73)).leakage[model.coreIndex("ultra")])
        .isCloseTo(0.4 * 0.829 * 0.829 * 0.829, within(1e-9));
    assertThat(model.at(all(0.73)).leakage[model.coreCount() + model.unitIndex("sme2")])
        .isCloseTo(0.1 * 0.829 * 0.829 * 0.829, within(1e-9));
    assertThat(model.leakageFactor(60)).isEqualTo(1);
    assertThat(model.leakageFactor(85)).isCloseTo(2, within(1e-12));
    assertThat(model.leakageFactor(10)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void memoryTakesEnergyPerByte() {
    PowerModel model =
        model(
            "power.memory.fabric=0.5 W",
            "power.memory.dram_standby=0.1 W",
            "power.memory.l3=1 pJ/bit",
            "power.memory.slc=2 pJ/bit",
            "power.memory.dram=5 pJ/bit");
    double[] power = new double[model.domains().size()];
    // 20, 10 and 5 GB/s: 20e9 * 8 pJ + 10e9 * 16 pJ = 0.32 W; 5e9 * 40 pJ = 0.2 W.
    model.at(all(1)).addMemory(new double[] {20e9, 10e9, 5e9}, 0, power);
    assertThat(power[model.domains().indexOf("fabric")]).isCloseTo(0.82, within(1e-12));
    assertThat(power[model.domains().indexOf("dram")]).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void cachesFollowTheMemorysVoltageAndDramDoesNot() {
    PowerModel model =
        model(
            "power.memory.fabric=0.5 W",
            "power.memory.dram_standby=0.1 W",
            "power.memory.l3=1 pJ/bit",
            "power.memory.slc=2 pJ/bit",
            "power.memory.dram=5 pJ/bit");
    double[] power = new double[model.domains().size()];
    // At 73 % of the clock 82.9 % of the voltage: 0.5 W * 0.73 and 0.32 W, both times 0.829^2.
    model.at(all(0.73)).addMemory(new double[] {20e9, 10e9, 5e9}, 0, power);
    assertThat(power[model.domains().indexOf("fabric")])
        .isCloseTo((0.5 * 0.73 + 0.32) * 0.829 * 0.829, within(1e-9));
    assertThat(power[model.domains().indexOf("dram")]).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void aUnitTakesWhatItsPipesDoAndEachUnitOfAKind() {
    PowerModel model =
        model(
            "matrix_units.sme2.count=2",
            "matrix_units.sme2.clock=2 GHz",
            "power.matrix_units.sme2.capacitance=1000 pF",
            "power.matrix_units.sme2.voltage=1 V",
            "power.matrix_units.sme2.leakage=0.1 W",
            "power.unit_activity.waiting=0.05",
            "power.unit_activity.transfers=0.2",
            "power.unit_activity.vectors=0.1");
    PowerModel.At top = model.at(all(1));
    int unit = model.unitIndex("sme2");
    // 2 * 1e-9 F * 1 V^2 * 2e9 Hz = 4 W: of these 0.05 + 0.6 / 2 + 0.2 / 4 + 0.1 / 8.
    assertThat(top.unit(unit, true, 0.6, 0.5, 0.25, 0.125)).isCloseTo(1.65, within(1e-12));
    // Pipes do no more than work all the time.
    assertThat(top.unit(unit, true, 0.6, 3, 2, 5)).isCloseTo(3.8, within(1e-12));
    assertThat(top.unit(unit, false, 0.6, 1, 1, 1)).isZero();
    assertThat(top.leakage[model.coreCount() + unit]).isCloseTo(0.2, within(1e-12));
  }

  /** What is known of such chips, and that the shipped estimates fit it. */
  @Test
  void fullLoadIsWhatIsKnownOfIt() {
    PowerModel model = model();
    PowerModel.At top = model.at(all(1));
    double vector = model.beyondWaiting(CoreWork.VECTOR);
    double[] power = new double[model.domains().size()];
    for (int core = 0; core < model.coreCount(); core++) {
      power[core] = top.coreWith(core, vector) + top.leakage[core];
    }
    // A prime core at its highest clock: 3.5 to 6 W.
    assertThat(power[model.coreIndex("ultra")]).isBetween(3.5, 6.0);
    assertThat(power[model.coreIndex("premium1")]).isBetween(1.6, 3.0);
    assertThat(power[model.coreIndex("pro1")]).isBetween(0.5, 1.0);
    // All eight cores with 30 GB/s of traffic: 14 to 18 W.
    top.addMemory(new double[] {30e9, 30e9, 30e9}, 0, power);
    assertThat(Arrays.stream(power).sum()).isBetween(14.0, 18.0);
    // The unit at full rate, with the operand loads of four tiles (two of eight cycles): 1 to 3 W.
    int unit = model.unitIndex("sme2");
    for (ElementType type : List.of(ElementType.F16, ElementType.F32, ElementType.QS8)) {
      double full =
          top.unit(unit, true, model.productActivity(type), 1, 0.25, 0)
              + top.leakage[model.coreCount() + unit];
      assertThat(full).as(type.symbol()).isBetween(1.0, 3.0);
    }
  }
}
