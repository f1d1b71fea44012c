package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.Calls;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.power.GovernedReplay.Setup;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.workload.ElementType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;

/**
 * Governed runs of one call, or of the same call several times, on a phone of round numbers, to
 * calculate with by hand: a prime core {@code ultra} of 4 GHz that takes 4 W with vectors, three
 * quarters of that with a matrix unit, half of it with scalar code, a quarter waiting, and leaks
 * 0.4 W; premium cores of 2 GHz that take 2 W, with the same shares, and leak 0.2 W; a unit of 2
 * GHz that takes 2 W and leaks 0.1 W; a fabric that takes 0.5 W, DRAM that takes 0.1 W, and 8, 16
 * and 40 pJ per byte of L3, SLC and DRAM. Idle cores are off after 150 ms and on again after 10 ms.
 */
final class RoundRun {
  static final Demands NONE = Demands.none(3);

  /** A second of reading: 20, 10 and 5 GB from the levels, and 2e9 cycles of vectors meanwhile. */
  static final KernelCost READING =
      KernelCost.of(
          "read",
          NONE.plus(Demand.CORE, 2e9)
              .plus(Demand.READS, 1)
              .plusBytes(0, 20e9)
              .plusBytes(1, 10e9)
              .plusBytes(2, 5e9),
          1);

  /** Clocks that the run starts at. */
  static final Clocks TOP = shares(1);

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

  /** The prime core at a share of its highest clock. */
  static Clocks shares(double ultra) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("ultra", ultra);
    for (String domain : List.of("premium", "pro", "sme2", "memory")) {
      shares.put(domain, 1.0);
    }
    return new Clocks(shares);
  }

  /** The phone with changes. */
  static DeviceFile file(String... changes) {
    return new ConfigReader()
        .read(Path.of(System.getProperty("tilewise.root"), "configs/devices/vivo-x300.yaml"))
        .bind(
            DeviceFile.KIND.format(),
            ParameterForm.FULL_OR_SHORT,
            List.of(
                Overlay.ofAssignments(
                    "--set", Stream.concat(ROUND.stream(), Stream.of(changes)).toList())))
        .value();
  }

  /** Which clocks at the start, and at each look. */
  interface Ticks {
    Clocks clocks(Optional<Observation> seen);
  }

  // What can be varied.
  DeviceFile file = file();
  KernelCost cost;
  String isa = "neon";
  List<String> threads = List.of("ultra");
  double overhead;
  int calls = 1;
  double forkAndJoin;
  Optional<Governors.Chosen> governor = Optional.empty();
  Schedule schedule = Schedule.ONCE;
  Background background = Background.NONE;
  boolean heat;
  Optional<Long> series = Optional.empty();
  boolean advancing = true;

  RoundRun(KernelCost cost) {
    this.cost = cost;
  }

  /** Energies of a run by domain; none of those that are not named. */
  static void assertEnergies(
      RunRecord run, Map<String, Double> expected, Offset<Double> tolerance) {
    run.energies()
        .forEach(
            (domain, energy) ->
                assertThat(energy)
                    .as(domain)
                    .isCloseTo(expected.getOrDefault(domain, 0.0), tolerance));
  }

  RunRecord go() {
    Point start = at(TOP);
    return GovernedReplay.run(
        new Setup(
            file,
            start,
            this::at,
            threads.stream().map(start.device()::core).toList(),
            forkAndJoin,
            governor,
            schedule,
            background,
            heat,
            series,
            advancing));
  }

  Point at(Clocks clocks) {
    Map<String, Double> hertz = new LinkedHashMap<>();
    file.clusters().forEach((name, c) -> hertz.put(name, clocks.of(name) * c.clock().inBaseUnit()));
    file.matrixUnits()
        .forEach((name, u) -> hertz.put(name, clocks.of(name) * u.clock().inBaseUnit()));
    Device device = new OperatingPoint("unconstrained", hertz).of("phone", file, 1);
    Map<Core, KernelCost> costs =
        device.cores().stream().collect(Collectors.toMap(core -> core, core -> cost));
    PricedCall call =
        new PricedCall(
            Calls.linear(ElementType.F16, 8, 8, 8), "kernel", isa, "", false, overhead, costs);
    return new Point(clocks, device, Collections.nCopies(calls, call));
  }

  RoundRun governor(double period, boolean throttled, Ticks ticks) {
    governor =
        Optional.of(
            device ->
                new Control() {
                  @Override
                  public double period() {
                    return period;
                  }

                  @Override
                  public boolean isThrottled() {
                    return throttled;
                  }

                  @Override
                  public Clocks start() {
                    return ticks.clocks(Optional.empty());
                  }

                  @Override
                  public Clocks tick(Observation seen) {
                    return ticks.clocks(Optional.of(seen));
                  }
                });
    return this;
  }
}
