package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Device;
import io.tilewise.sim.SimTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Runs of one call on the prime core of {@link RoundPhone}, by hand. */
class GovernedRunTest {
  private static final long SECOND = SimTime.PER_SECOND;
  private static final Offset<Double> ROUNDING = within(1e-6);

  /** What the core takes in that second: 4 (0.25 + 0.75 / 2). */
  private static final double CORE = 2.5;

  private static final double FABRIC = 0.5 + 0.16 + 0.16;
  private static final double DRAM = 0.1 + 0.2;

  private static Series series(RunRecord run, Series.Kind kind, String name) {
    return run.series().orElseThrow().stream()
        .filter(s -> s.kind() == kind && s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertEnergies(RunRecord run, Map<String, Double> expected) {
    RoundRun.assertEnergies(run, expected, ROUNDING);
  }

  @Test
  void energyIsPowerTimesTimeAndWhatIsNotUsedTakesNone() {
    RunRecord run = new RoundRun(RoundRun.READING).go();
    assertThat(run.duration()).isEqualTo(SECOND);
    assertEnergies(run, Map.of("ultra", CORE + 0.4, "fabric", FABRIC, "dram", DRAM));
    assertThat(run.leaked()).isCloseTo(0.4, ROUNDING);
    assertThat(run.highestAverage()).isCloseTo(CORE + 0.4 + FABRIC + DRAM, ROUNDING);
    assertThat(run.window()).isEqualTo(SECOND / 10);
    assertThat(run.callEnergies())
        .singleElement()
        .satisfies(e -> assertThat(e).isCloseTo(CORE + 0.4 + FABRIC + DRAM, ROUNDING));
  }

  @Test
  void aUnitLeaksIfTheRunUsesIt() {
    RoundRun run = new RoundRun(RoundRun.READING);
    run.isa = "sme2";
    // Half a second: core 4 (0.25 + 0.5 / 2) = 2 W, unit 2 (0.05 + 0.5 + 0.2 / 2 + 0.1 / 4) = 1.35.
    run.cost =
        KernelCost.of(
            "mopa",
            RoundRun.NONE
                .plus(Demand.CORE, 1e9)
                .plus(Demand.OUTER_PRODUCTS, 1e9)
                .plus(Demand.TRANSFERS, 0.5e9)
                .plus(Demand.VECTORS, 0.25e9),
            1);
    RunRecord record = run.go();
    assertThat(record.duration()).isEqualTo(SECOND / 2);
    assertEnergies(
        record,
        Map.of("ultra", (2 + 0.4) / 2, "sme2", (1.35 + 0.1) / 2, "fabric", 0.25, "dram", 0.05));
  }

  @Test
  void aUnitTakesPowerForThePartOfTheTimeThatItsPipesWork() {
    // Half a second of the core, then half a second of outer products: 2 (0.05 + 0.5 / 2) W, and on
    // the core 4 (0.25 + 0.5 / 2) W.
    RoundRun run =
        onUnit(
            new KernelCost(
                List.of(
                    new Phase("prepare", RoundRun.NONE.plus(Demand.CORE, 2e9)),
                    new Phase("mopa", RoundRun.NONE.plus(Demand.OUTER_PRODUCTS, 1e9))),
                1));
    assertEnergies(
        run.go(), Map.of("ultra", 2 + 0.4, "sme2", 0.6 + 0.1, "fabric", 0.5, "dram", 0.1));
    // A second of transfers, or of vectors, at 2 (0.05 + 0.2) and 2 (0.05 + 0.1) W; the core waits.
    assertEnergies(
        onUnit(KernelCost.of("pack", RoundRun.NONE.plus(Demand.TRANSFERS, 2e9), 1)).go(),
        Map.of("ultra", 1 + 0.4, "sme2", 0.5 + 0.1, "fabric", 0.5, "dram", 0.1));
    assertEnergies(
        onUnit(KernelCost.of("scale", RoundRun.NONE.plus(Demand.VECTORS, 2e9), 1)).go(),
        Map.of("ultra", 1 + 0.4, "sme2", 0.3 + 0.1, "fabric", 0.5, "dram", 0.1));
  }

  private static RoundRun onUnit(KernelCost cost) {
    RoundRun run = new RoundRun(cost);
    run.isa = "sme2";
    return run;
  }

  @Test
  void aGovernorSeesMeansSinceItWasLastAsked() {
    List<Observation> seen = new ArrayList<>();
    RoundRun run =
        new RoundRun(RoundRun.READING)
            .governor(
                0.25,
                true,
                now -> {
                  now.ifPresent(seen::add);
                  return RoundRun.TOP;
                });
    run.schedule =
        new Schedule(OptionalLong.of(2 * SECOND), OptionalInt.of(1), OptionalLong.empty());
    run.go();
    assertThat(seen).hasSizeGreaterThanOrEqualTo(7);
    for (int i = 0; i < 7; i++) {
      Observation observation = seen.get(i);
      // Until 1 s the call, until 1.15 s an idle core that leaks, then one that is off.
      double busy = i < 4 ? 1 : 0;
      double leaking = i < 4 ? 1 : i == 4 ? 0.6 : 0;
      assertThat(observation.seconds()).isEqualTo(0.25);
      assertThat(observation.clocks()).isEqualTo(RoundRun.TOP);
      assertThat(observation.busy().get("ultra")).as("busy %d", i).isCloseTo(busy, ROUNDING);
      assertThat(observation.busy().get("premium1")).isZero();
      assertThat(observation.power().get("ultra"))
          .as("power %d", i)
          .isCloseTo(CORE * busy + 0.4 * leaking, ROUNDING);
      assertThat(observation.power().get("fabric")).isCloseTo(i < 4 ? FABRIC : 0.5, ROUNDING);
      assertThat(observation.power().get("sme2")).isZero();
      assertThat(observation.temperatures()).isEmpty();
    }
  }

  @Test
  void aLowerClockHoldsAtOnce() {
    RoundRun run =
        new RoundRun(RoundRun.READING)
            .governor(0.5, true, seen -> RoundRun.shares(seen.isPresent() ? 0.73 : 1));
    run.series = Optional.of(0L);
    RunRecord record = run.go();
    // 2e9 of 2.92e9 cycles a second at 82.9 % of the voltage; reading takes its second all the
    // same.
    double slow = 4 * 0.73 * 0.829 * 0.829 * (0.25 + 0.75 * 2 / 2.92);
    double leaking = 0.4 * 0.829 * 0.829 * 0.829;
    assertThat(record.duration()).isEqualTo(SECOND);
    assertThat(record.energies().get("ultra"))
        .isCloseTo((CORE + 0.4) / 2 + (slow + leaking) / 2, ROUNDING);
    assertThat(series(record, Series.Kind.CLOCK, "ultra").times()).containsExactly(0L, SECOND / 2);
    assertThat(series(record, Series.Kind.CLOCK, "ultra").values()).containsExactly(1.0, 0.73);
    assertThat(series(record, Series.Kind.BANDWIDTH, "dram").values())
        .allSatisfy(bytes -> assertThat(bytes).isCloseTo(5e9, within(1.0)));
  }

  @Test
  void aHigherClockHoldsWhenItsVoltageHasRisen() {
    RoundRun run =
        new RoundRun(RoundRun.READING)
            .governor(0.25, true, seen -> RoundRun.shares(seen.isPresent() ? 1 : 0.73));
    run.series = Optional.of(0L);
    assertThat(series(run.go(), Series.Kind.CLOCK, "ultra").times())
        .containsExactly(0L, SECOND / 4 + 50 * (SECOND / 1_000_000));
  }

  @Test
  void idleCoresAreSwitchedOffAndWakeUpAgainHoweverOftenThatIsAdvanced() {
    for (boolean advancing : new boolean[] {false, true}) {
      RoundRun run = new RoundRun(RoundRun.READING);
      run.advancing = advancing;
      run.schedule =
          new Schedule(OptionalLong.of(2 * SECOND), OptionalInt.of(6), OptionalLong.empty());
      RunRecord record = run.go();
      assertThat(record.duration()).isEqualTo(12 * SECOND);
      assertThat(record.inferences().get(0).latency()).isEqualTo(SECOND);
      assertThat(record.inferences().subList(1, 6))
          .allSatisfy(i -> assertThat(i.latency()).isEqualTo(SECOND + SECOND / 100));
      assertThat(record.inferences().get(5).advanced()).isEqualTo(advancing);
      // On for 1.15 s, and 1.16 s from the second frame on.
      double on = 1.15 + 5 * 1.16;
      assertEnergies(
          record,
          Map.of(
              "ultra", 6 * CORE + 0.4 * on,
              "fabric", 12 * 0.5 + 6 * 0.32,
              "dram", 12 * 0.1 + 6 * 0.2));
      assertThat(record.leaked()).isCloseTo(0.4 * on, ROUNDING);
    }
  }

  @Test
  void framesAreCountedAsFarAsTheyArriveInTime() {
    RoundRun run = new RoundRun(RoundRun.READING);
    // At 0 and 2 s; the one at 4 s would be too late.
    run.schedule =
        new Schedule(OptionalLong.of(2 * SECOND), OptionalInt.empty(), OptionalLong.of(3 * SECOND));
    assertThat(run.go().frames()).isEqualTo(2);
    assertThat(run.go().inferences()).hasSize(2);
    // An inference spans the frames at 0 and 0.6 s, of which only the first is within 0.5 s.
    run.schedule =
        new Schedule(
            OptionalLong.of(SECOND * 6 / 10), OptionalInt.empty(), OptionalLong.of(SECOND / 2));
    assertThat(run.go().frames()).isEqualTo(1);
    run.schedule =
        new Schedule(
            OptionalLong.of(SECOND * 6 / 10), OptionalInt.empty(), OptionalLong.of(SECOND));
    assertThat(run.go().frames()).isEqualTo(2);
  }

  @Test
  void framesThatArriveMeanwhileAreDropped() {
    RoundRun run = new RoundRun(RoundRun.READING);
    // An inference of a second spans the frames at 0, 0.4 and 0.8 s.
    run.schedule =
        new Schedule(OptionalLong.of(SECOND * 2 / 5), OptionalInt.of(6), OptionalLong.empty());
    RunRecord record = run.go();
    assertThat(record.inferences())
        .extracting(RunRecord.Inference::start)
        .containsExactly(0L, SECOND * 6 / 5);
    assertThat(record.frames()).isEqualTo(6);
    // Of those at 0, 0.5 and 1 s the third comes just when it is over.
    run.schedule =
        new Schedule(OptionalLong.of(SECOND / 2), OptionalInt.of(3), OptionalLong.empty());
    assertThat(run.go().inferences())
        .extracting(RunRecord.Inference::start)
        .containsExactly(0L, SECOND);
    // The second frame comes when the time is just over.
    run.schedule =
        new Schedule(
            OptionalLong.of(SECOND * 3 / 5), OptionalInt.empty(), OptionalLong.of(SECOND * 3 / 5));
    assertThat(run.go().frames()).isEqualTo(1);
  }

  @Test
  void heatFollowsPowerAndLeakageHeat() {
    RoundRun run = new RoundRun(RoundRun.READING);
    run.heat = true;
    run.series = Optional.of(0L);
    RunRecord record = run.go();
    // The same, integrated in steps of 10 ms with the leakage at their starts.
    Device device = run.at(RoundRun.TOP).device();
    ThermalNetwork network = ThermalNetwork.of(run.file.thermal().orElseThrow(), device);
    ThermalNetwork.State state = network.atAmbient();
    int fabric = network.nodes().indexOf("fabric");
    int inPackage = network.nodes().indexOf("package");
    double leaked = 0;
    double half = 0;
    double halfOfCase = 0;
    for (int step = 0; step < 100; step++) {
      double leaking = 0.4 * Math.pow(2, (state.temperature(0) - 60) / 25);
      double[] powers = new double[network.nodes().size()];
      powers[0] = CORE + leaking;
      powers[fabric] = FABRIC;
      powers[inPackage] = DRAM;
      state.advance(0.01, powers);
      leaked += leaking * 0.01;
      if (step == 49) {
        half = state.temperature(0);
        halfOfCase = state.temperature(network.nodes().indexOf("case"));
      }
    }
    assertThat(record.leaked()).isCloseTo(leaked, ROUNDING);
    // At 25 degrees already a third of it, and more as it warms up.
    assertThat(leaked).isBetween(0.4 * 0.38, 0.4);
    assertThat(record.energies().get("ultra")).isCloseTo(CORE + leaked, ROUNDING);
    Series junction = series(record, Series.Kind.TEMPERATURE, "ultra");
    int at = junction.times().indexOf(SECOND / 2);
    assertThat(junction.times().get(0)).isZero();
    assertThat(junction.values().get(0)).isCloseTo(25, ROUNDING);
    assertThat(junction.values().get(at)).isCloseTo(half, ROUNDING);
    assertThat(half).isGreaterThan(30);
    // Only what goes through the package warms up the case.
    Series skin = series(record, Series.Kind.TEMPERATURE, "case");
    assertThat(skin.values().get(skin.times().indexOf(SECOND / 2))).isCloseTo(halfOfCase, ROUNDING);
  }

  @Test
  void clocksThatAGovernorLowersByHeatAreReportedAsThrottling() {
    RoundRun.Ticks lower = seen -> RoundRun.shares(seen.isPresent() ? 0.73 : 1);
    RoundRun run = new RoundRun(RoundRun.READING).governor(0.25, false, lower);
    assertThat(run.go().throttled()).isEmpty();
    run.heat = true;
    assertThat(run.go().throttled()).contains(new RunRecord.Throttled(SECOND / 4, "case"));
    // Of one that leaves that to the throttle, no limit being reached.
    assertThat(withHeat(new RoundRun(RoundRun.READING).governor(0.25, true, lower)).throttled())
        .isEmpty();
    // And not if it asks for all there is.
    assertThat(
            withHeat(new RoundRun(RoundRun.READING).governor(0.25, false, seen -> RoundRun.TOP))
                .throttled())
        .isEmpty();
  }

  private static RunRecord withHeat(RoundRun run) {
    run.heat = true;
    return run.go();
  }

  @Test
  void aLimitThatIsReachedLowersClocks() {
    RoundRun run = new RoundRun(RoundRun.READING).governor(0, true, seen -> RoundRun.TOP);
    run.file = RoundPhone.file("thermal.junction_limit=40 degC", "thermal.polling=100 ms");
    run.heat = true;
    run.series = Optional.of(0L);
    RunRecord record = run.go();
    assertThat(record.throttled().orElseThrow().node()).isEqualTo("junction");
    long time = record.throttled().orElseThrow().time();
    assertThat(time % (SECOND / 10)).isZero();
    Series clock = series(record, Series.Kind.CLOCK, "ultra");
    // One of 16 points between 10 % and 100 %.
    assertThat(clock.times().get(1)).isEqualTo(time);
    assertThat(clock.values().get(1)).isCloseTo(0.94, ROUNDING);
    Series junction = series(record, Series.Kind.TEMPERATURE, "ultra");
    assertThat(junction.values().get(junction.times().indexOf(time))).isGreaterThanOrEqualTo(40);
  }

  @Test
  void aGovernorKnowsTheCoresInUseAndTheUnitsThatTheyShare() {
    List<GovernedDevice> known = new ArrayList<>();
    RoundRun run = new RoundRun(RoundRun.READING);
    run.file = RoundPhone.file("power.budget=3 W");
    run.governor =
        Optional.of(
            device -> {
              known.add(device);
              return device.points()::highest;
            });
    run.go();
    GovernedDevice device = known.get(0);
    assertThat(device.clusters()).containsExactly(Map.entry("ultra", List.of("ultra")));
    assertThat(device.units()).containsExactly(Map.entry("sme2", List.of("ultra")));
    assertThat(device.budget()).contains(3.0);
    assertThat(device.limits()).isEmpty();
    assertThat(device.points().highest()).isEqualTo(RoundRun.TOP);
    assertThat(device.prediction().orElseThrow().full("ultra", RoundRun.TOP))
        .isCloseTo(4.4, ROUNDING);
    run.heat = true;
    run.go();
    assertThat(known.get(1).limits().orElseThrow().skin()).isEqualTo(90);
  }
}
