package io.tilewise.cpu.power;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.file.DeviceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shipped phone with round numbers, at its highest clocks: a prime core of 4 GHz that takes 4 W
 * and leaks 0.4 W, premium cores of 2 GHz that take 2 W and leak 0.2 W, a unit of 2 GHz that takes
 * 2 W and leaks 0.1 W. Activities of a core: 0.25 waiting, 0.5 scalar, 0.75 with a unit, 1 vectors;
 * of the unit: 0.05 waiting, 0.5 products, 0.2 transfers, 0.1 vectors. Fabric takes 0.5 W and 8 and
 * 16 pJ per byte of L3 and SLC, DRAM 0.1 W and 40 pJ. Idle cores are off after 150 ms and on again
 * after 10 ms.
 */
final class RoundPhone {
  private static final List<String> ROUND =
      List.of(
          "clusters.ultra.clock=4 GHz",
          "clusters.premium.clock=2 GHz",
          "matrix_units.sme2.clock=2 GHz",
          "power.clusters.ultra={capacitance: 1000 pF, voltage: 1 V, leakage: 0.4 W}",
          "power.clusters.premium={capacitance: 1000 pF, voltage: 1 V, leakage: 0.2 W}",
          "power.matrix_units.sme2={capacitance: 1000 pF, voltage: 1 V, leakage: 0.1 W}",
          "power.core_activity.waiting=0.25",
          "power.core_activity.scalar=0.5",
          "power.core_activity.streaming=0.75",
          "power.core_activity.vector=1",
          "power.unit_activity.waiting=0.05",
          "power.unit_activity.fp16=0.5",
          "power.unit_activity.transfers=0.2",
          "power.unit_activity.vectors=0.1",
          "power.memory.fabric=0.5 W",
          "power.memory.dram_standby=0.1 W",
          "power.memory.l3=1 pJ/bit",
          "power.memory.slc=2 pJ/bit",
          "power.memory.dram=5 pJ/bit",
          "power.power_down={residency: 100 ms, entry: 50 ms, exit: 10 ms}",
          "power.leakage_law.voltage_exponent=3",
          "power.leakage_law.reference_temperature=60 degC",
          "power.leakage_law.doubling=25 K",
          "power.window=100 ms",
          "operating_points.transition=50 us",
          "thermal.skin_limit=90 degC");

  private RoundPhone() {}

  /** The phone with changes, each {@code path=value}. */
  static DeviceFile file(String... changes) {
    return new ConfigReader()
        .read(Path.of(System.getProperty("tilewise.root"), "configs/devices/vivo-x300.yaml"))
        .bind(
            DeviceFile.KIND,
            ParameterForm.FULL_OR_SHORT,
            List.of(
                Overlay.ofAssignments(
                    "--set", Stream.concat(ROUND.stream(), Stream.of(changes)).toList())))
        .value();
  }
}
