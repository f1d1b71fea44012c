package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;

/** Governed runs of one call, or of the same call several times, on {@link RoundPhone}. */
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

  /** The prime core at a share of its highest clock. */
  static Clocks shares(double ultra) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("ultra", ultra);
    for (String domain : List.of("premium", "pro", "sme2", "memory")) {
      shares.put(domain, 1.0);
    }
    return new Clocks(shares);
  }

  /** Which clocks at the start, and at each look. */
  interface Ticks {
    Clocks clocks(Optional<Observation> seen);
  }

  // What can be varied.
  DeviceFile file = RoundPhone.file();
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
