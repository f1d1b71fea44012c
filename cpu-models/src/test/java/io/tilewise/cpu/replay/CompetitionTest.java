package io.tilewise.cpu.replay;

import static io.tilewise.cpu.replay.Costs.call;
import static io.tilewise.cpu.replay.Costs.cost;
import static io.tilewise.cpu.replay.Costs.phase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.replay.Replay.Execution;
import io.tilewise.sim.Activity;
import io.tilewise.sim.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Threads that something else takes resources from: a camera or the user interface, each other,
 * through changes of clocks. Cores and unit of 1 GHz, DRAM of 50 GB/s.
 */
class CompetitionTest {
  private static final long MICROSECOND = 1_000_000;
  private static final Offset<Double> ROUNDING = within(1e-5);

  private static final SmallDevice ONE = SmallDevice.ONE_CORE;
  private static final SmallDevice TWO = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG);
  private static final SmallDevice UNEQUAL = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE);

  private static Resource dram(Execution execution) {
    return execution.resources().levels().get(1);
  }

  private static Resource cycles(Execution execution) {
    return execution.resources().ofCore(ONE.cores().get(0)).get(Demand.CORE);
  }

  /** A call on one core, beside something that comes first and takes so much per second. */
  private static CallRecord beside(
      Function<Execution, Resource> resource, double rate, double work, KernelCost cost) {
    Execution execution = new Replay(ONE.device(), ONE.cores(), 0).execution(List.of());
    execution
        .network()
        .start(
            new Activity("other")
                .demand(resource.apply(execution), 1)
                .rateBound(rate)
                .weight(1e15)
                .work(work));
    execution.begin(List.of(call(ONE, cost)), true, () -> {});
    execution.simulation().run();
    assertThat(execution.records()).hasSize(1);
    return execution.records().get(0);
  }

  private static double microseconds(CallRecord record) {
    return (double) record.duration() / MICROSECOND;
  }

  private static Map<String, Double> microseconds(Map<Bottleneck, Double> times) {
    Map<String, Double> byKey = new LinkedHashMap<>();
    times.forEach((bottleneck, time) -> byKey.put(bottleneck.key(), time / MICROSECOND));
    return byKey;
  }

  private static void assertPhases(CallRecord record, Map<String, Double> expected) {
    assertThat(record.phases()).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, time) ->
            assertThat(record.phases().get(name) / MICROSECOND).as(name).isCloseTo(time, ROUNDING));
  }

  @Test
  void aPhaseThatTheCameraSlowsDownWaits() {
    // 50 kB: in the first microsecond 20 kB at what is left of the bandwidth, then 30 kB in 0.6 us.
    Phase read = new Phase("read", Costs.NONE.plusBytes(1, 50_000));
    CallRecord record = beside(CompetitionTest::dram, 30e9, 30_000, cost(4, read));
    assertThat(microseconds(record)).isCloseTo(1.6, ROUNDING);
    assertPhases(record, Map.of("read", 1.0, "waiting", 0.6));
    assertThat(microseconds(record.slices().get(0).waits())).containsOnlyKeys("dram");
    assertThat(microseconds(record.boundBy()).get("dram")).isCloseTo(1.6, ROUNDING);
  }

  @Test
  void soDoesOneWhoseCoreTheUserInterfaceTakes() {
    // 1000 cycles: 200 in the first microsecond, 800 in the next 0.8 us.
    CallRecord record =
        beside(CompetitionTest::cycles, 0.8e9, 800, cost(4, phase("work", Demand.CORE, 1000)));
    assertThat(microseconds(record)).isCloseTo(1.8, ROUNDING);
    assertPhases(record, Map.of("work", 1.0, "waiting", 0.8));
    assertThat(microseconds(record.slices().get(0).waits())).containsOnlyKeys("big.instructions");
    assertThat(microseconds(record.boundBy()).get("big.instructions")).isCloseTo(1.8, ROUNDING);
  }

  @Test
  void phasesWaitOnlyWhileTheyAreSlowedDown() {
    // 4 tiles of 0.25 us of instructions and 12.5 kB, 0.25 us alone. For 2 us 5 GB/s are left, a
    // tile in 2.5 us; the other 3.2 tiles take 1.6 us.
    Phase read = new Phase("read", Costs.NONE.plusBytes(1, 50_000));
    CallRecord record =
        beside(
            CompetitionTest::dram,
            45e9,
            90_000,
            cost(4, phase("compute", Demand.CORE, 1000), read));
    assertThat(microseconds(record)).isCloseTo(3.6, ROUNDING);
    assertPhases(record, Map.of("compute", 1.0, "read", 1.0, "waiting", 1.6));
    assertThat(microseconds(record.boundBy()).get("dram")).isCloseTo(2.6, ROUNDING);
    assertThat(microseconds(record.boundBy()).get("big.instructions")).isCloseTo(1, ROUNDING);
  }

  @Test
  void roundingUpToThePicosecondIsNoWaiting() {
    // Two cycles of 333.3 ps.
    SmallDevice fast = SmallDevice.of(SmallDevice.core("big", 3e9));
    CallRecord record =
        Costs.run(
                fast,
                0,
                call(fast, cost(1, phase("a", Demand.CORE, 1), phase("b", Demand.CORE, 1))))
            .calls()
            .get(0);
    assertThat(record.duration()).isEqualTo(667);
    assertThat(record.phases()).containsOnlyKeys("a", "b");
  }

  @Test
  void whatThreadsWaitedBeforeAChangeOfClocksCounts() {
    // 32 tiles each of 1 us on the core and 100 us on the unit, which is busy for 6400 us: each
    // thread waits for 6400 - 32 * 101 us. The clocks are set anew amid the first 16 tiles.
    KernelCost multiplying =
        cost(
            64,
            phase("prepare", Demand.CORE, 64_000),
            phase("outer products", Demand.OUTER_PRODUCTS, 6_400_000));
    Execution execution = new Replay(TWO.device(), TWO.cores(), 0).execution(List.of());
    execution.begin(List.of(call(TWO, multiplying)), false, () -> {});
    execution
        .simulation()
        .schedule(
            1600 * MICROSECOND,
            0,
            () -> execution.changeClocks(TWO.device(), List.of(call(TWO, multiplying))));
    execution.simulation().run();
    CallRecord record = execution.records().get(0);
    assertThat(microseconds(record)).isCloseTo(6400, within(0.01));
    assertThat(record.phases().get("waiting") / MICROSECOND).isCloseTo(3168, within(0.01));
    assertThat(record.phases().get("prepare") / MICROSECOND).isCloseTo(32, within(0.01));
    assertThat(record.phases().get("outer products") / MICROSECOND).isCloseTo(3200, within(0.01));
  }

  @Test
  void whatIsLeftIsDoneAtItsNewPrice() {
    // 4 of 10 tiles of 1 us; the other 6 cost twice as many cycles at the same clock.
    Execution execution = new Replay(ONE.device(), ONE.cores(), 0).execution(List.of());
    execution.begin(
        List.of(call(ONE, cost(10, phase("work", Demand.CORE, 10_000)))), false, () -> {});
    execution
        .simulation()
        .schedule(
            4 * MICROSECOND,
            0,
            () ->
                execution.changeClocks(
                    ONE.device(),
                    List.of(call(ONE, cost(10, phase("work", Demand.CORE, 20_000))))));
    execution.simulation().run();
    assertThat(microseconds(execution.records().get(0))).isEqualTo(16);
  }

  @Test
  void tilesAreHandedOutByTheNewSpeeds() {
    // 8 tiles of 1 us on either core. The big one takes 8 / 4 = 2, of the 6 left the other 1. Half
    // of that later the little core has a tenth of its clock: 0.5 tiles take it until 5.5 us. Of 5
    // tiles the big one takes 5 / 1.1 / 2 = 2 at 2 us, then 1 at 4 us and 1 at 5 us. The last one
    // would take the little core 10 us, so it leaves it to the other, from 6 to 7 us.
    KernelCost big = cost(8, phase("work", Demand.CORE, 8 * 1000));
    KernelCost little = cost(8, phase("work", Demand.CORE, 8 * 500));
    SmallDevice slow =
        SmallDevice.of(
            SmallDevice.BIG, SmallDevice.core("little", SmallDevice.LITTLE.clock() / 10));
    Function<SmallDevice, PricedCall> call =
        device -> Costs.mixed(Map.of(device.cores().get(0), big, device.cores().get(1), little));
    Execution execution = new Replay(UNEQUAL.device(), UNEQUAL.cores(), 0).execution(List.of());
    execution.begin(List.of(call.apply(UNEQUAL)), true, () -> {});
    execution
        .simulation()
        .schedule(
            MICROSECOND / 2,
            0,
            () -> execution.changeClocks(slow.device(), List.of(call.apply(slow))));
    execution.simulation().run();
    CallRecord record = execution.records().get(0);
    assertThat(microseconds(record)).isEqualTo(7);
    assertThat(record.slices()).extracting(ThreadSlice::tiles).containsExactly(7L, 1L);
  }

  @Test
  void aUnitHasItsNewClockBeforeACallShares() {
    Execution execution = new Replay(TWO.device(), TWO.cores(), 0).execution(List.of());
    execution.changeClocks(TWO.unitOf(3, 512, 2, 100).device(), List.of());
    assertThat(execution.resources().ofUnit("sme2").get(Demand.VECTORS).capacity()).isEqualTo(3e9);
  }

  @Test
  void aCoreWithoutUnitHasPhasesToo() {
    // A tile each of 10 us: 1 us and 9 us on the unit, beside 2 us and 8 us of reads.
    Device device =
        new Device(
            "one with a unit",
            UNEQUAL.cores(),
            List.of(new Device.Attachment(UNEQUAL.unit(), List.of("big"))),
            UNEQUAL.memory(),
            UNEQUAL.rates());
    Map<Core, KernelCost> costs =
        Map.of(
            UNEQUAL.cores().get(0),
            cost(
                2,
                phase("prepare", Demand.CORE, 2 * 1000),
                phase("mopa", Demand.OUTER_PRODUCTS, 2 * 9000)),
            UNEQUAL.cores().get(1),
            cost(2, phase("pack", Demand.CORE, 2 * 1000), phase("read", Demand.READS, 2 * 8e-6)));
    CallRecord record =
        new Replay(device, UNEQUAL.cores(), 0).run(List.of(call(costs, 0))).calls().get(0);
    assertThat(microseconds(record)).isCloseTo(10, ROUNDING);
    assertPhases(record, Map.of("prepare", 0.5, "mopa", 4.5, "pack", 1.0, "read", 4.0));
  }
}
