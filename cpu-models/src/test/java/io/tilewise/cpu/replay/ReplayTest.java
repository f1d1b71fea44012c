package io.tilewise.cpu.replay;

import static io.tilewise.cpu.replay.Costs.call;
import static io.tilewise.cpu.replay.Costs.cost;
import static io.tilewise.cpu.replay.Costs.phase;
import static io.tilewise.cpu.replay.Costs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On cores of 1 GHz (and little ones of 0.5 GHz), a unit of 1 GHz and DRAM of 50 GB/s. */
class ReplayTest {
  private static final long MICROSECOND = 1_000_000;

  private static final SmallDevice ONE = SmallDevice.ONE_CORE;
  private static final SmallDevice TWO = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG);
  private static final SmallDevice UNEQUAL = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE);

  /** 64 tiles, each of 1 us on the core and 100 us on the matrix unit. */
  private static final KernelCost MULTIPLYING = onUnit(1000, 100_000);

  private static KernelCost onUnit(double coreCycles, double unitCycles) {
    return cost(
        64,
        phase("prepare", Demand.CORE, 64 * coreCycles),
        phase("outer products", Demand.OUTER_PRODUCTS, 64 * unitCycles));
  }

  private static CallRecord only(Timeline timeline) {
    assertThat(timeline.calls()).hasSize(1);
    return timeline.calls().get(0);
  }

  /** In microseconds, by key. */
  private static Map<String, Double> boundBy(CallRecord record) {
    Map<String, Double> times = new LinkedHashMap<>();
    record.boundBy().forEach((b, time) -> times.put(b.key(), time / MICROSECOND));
    return times;
  }

  private static double microseconds(Timeline timeline) {
    return (double) timeline.duration() / MICROSECOND;
  }

  private static void assertAddsUp(CallRecord record) {
    assertThat(record.boundBy().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(record.duration(), within(1.0));
    assertThat(record.phases().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(record.duration(), within(1.0));
  }

  @Test
  void theScarcestResourceSetsThePaceOfAPhase() {
    // 1000 cycles at 1 GHz are 1 us, which hides 0.4 us of reads.
    Phase phase = new Phase("work", Costs.NONE.plus(Demand.CORE, 1000).plus(Demand.READS, 0.4e-6));
    CallRecord record = only(run(ONE, 0, call(ONE, cost(1, phase))));
    assertThat(record.duration()).isEqualTo(MICROSECOND);
    assertThat(boundBy(record)).containsExactly(Map.entry("big.instructions", 1.0));
    assertThat(record.phases()).containsExactly(Map.entry("work", (double) MICROSECOND));
  }

  @Test
  void phasesFollowEachOther() {
    // 1 us of instructions, then 0.5 us of reads.
    CallRecord record =
        only(
            run(
                ONE,
                0,
                call(
                    ONE,
                    cost(
                        10,
                        phase("compute", Demand.CORE, 1000),
                        phase("fetch", Demand.READS, 0.5e-6)))));
    assertThat(record.duration()).isEqualTo(3 * MICROSECOND / 2);
    assertThat(record.threads()).isEqualTo(1);
    assertThat(boundBy(record)).containsOnlyKeys("big.instructions", "big.reads");
    assertThat(boundBy(record).get("big.instructions")).isCloseTo(1.0, within(1e-6));
    assertThat(record.phases().get("fetch")).isCloseTo(0.5 * MICROSECOND, within(1.0));
    assertAddsUp(record);
  }

  @Test
  void aPhaseThatDemandsNothingTakesNoTimeAndBoundsNothing() {
    // As when switching modes is free.
    CallRecord record =
        only(
            run(
                ONE,
                0,
                call(
                    ONE,
                    cost(1, phase("prepare", Demand.CORE, 0), phase("work", Demand.CORE, 1000)))));
    assertThat(boundBy(record)).containsExactly(Map.entry("big.instructions", 1.0));
    assertThat(record.phases()).containsOnlyKeys("work");
  }

  @Test
  void callsFollowEachOtherWithTheRuntimesOwnTimeBeforeThem() {
    // 2 us of overhead and 1 us of work, twice.
    PricedCall call = call(ONE, cost(1, phase("work", Demand.CORE, 1000)), 2e-6);
    Timeline timeline = run(ONE, 100e-6, call, call);
    assertThat(timeline.duration()).isEqualTo(6 * MICROSECOND);
    assertThat(timeline.calls()).extracting(CallRecord::start).containsExactly(0L, 3 * MICROSECOND);
    for (CallRecord record : timeline.calls()) {
      assertThat(record.duration()).isEqualTo(3 * MICROSECOND);
      assertThat(boundBy(record)).containsEntry("overhead", 2.0);
      assertAddsUp(record);
    }
  }

  @Test
  void noCallsTakeNoTime() {
    assertThat(run(ONE, 0)).isEqualTo(new Timeline(List.of(), 0));
  }

  @Test
  void threadsShareTilesAfterTheyHaveBeenStarted() {
    // 10 tiles of 1 us on two equal cores, and 3 us to start and join them.
    CallRecord record =
        only(run(TWO, 3e-6, call(TWO, cost(10, phase("work", Demand.CORE, 10_000)))));
    assertThat(record.duration()).isEqualTo(8 * MICROSECOND);
    assertThat(record.threads()).isEqualTo(2);
    assertThat(boundBy(record))
        .containsEntry("overhead", 3.0)
        .containsEntry("big.instructions", 5.0);
    assertAddsUp(record);
  }

  @Test
  void aCallThatCannotBeSharedRunsOnTheFirstThread() {
    // 1000 cycles take 1 us on the big core and 2 us on the little one; nobody is started.
    KernelCost single = cost(1, phase("work", Demand.CORE, 1000));
    CallRecord record = only(run(UNEQUAL, 3e-6, call(UNEQUAL, single)));
    assertThat(record.duration()).isEqualTo(MICROSECOND);
    assertThat(record.threads()).isEqualTo(1);
    SmallDevice littleFirst = SmallDevice.of(SmallDevice.LITTLE, SmallDevice.BIG);
    assertThat(run(littleFirst, 3e-6, call(littleFirst, single)).duration())
        .isEqualTo(2 * MICROSECOND);
  }

  @Test
  void fewerTilesThanThreadsLeaveThreadsIdleFromTheStart() {
    SmallDevice four =
        SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG, SmallDevice.BIG, SmallDevice.BIG);
    CallRecord record = only(run(four, 0, call(four, cost(3, phase("work", Demand.CORE, 3000)))));
    assertThat(record.threads()).isEqualTo(3);
    assertThat(record.duration()).isEqualTo(MICROSECOND);
  }

  @Test
  void aFasterCoreTakesMoreTiles() {
    // 3 tiles of 10 us on the big and 20 us on the little core: two for the big one.
    KernelCost three = cost(3, phase("work", Demand.CORE, 30_000));
    CallRecord record = only(run(UNEQUAL, 0, call(UNEQUAL, three)));
    assertThat(record.duration()).isEqualTo(20 * MICROSECOND);
    assertThat(boundBy(record)).doesNotContainKey("barrier");
    // 300 tiles would take 2000 us if each tile went to who is free, 3000 us if they were shared
    // evenly. Of its 150 the little core takes 75 at once, until 1500 us; until then the big one
    // has
    // done its own. Of the 75 left the little core takes 37, until 1500 + 37 * 20 = 2240 us.
    KernelCost many = cost(300, phase("work", Demand.CORE, 3_000_000));
    CallRecord manyTiles = only(run(UNEQUAL, 0, call(UNEQUAL, many)));
    assertThat(manyTiles.duration()).isEqualTo(2240 * MICROSECOND);
    // The big one has done the other 38 by 1880 us: (2240 - 1880) / 2 of waiting.
    assertThat(boundBy(manyTiles)).containsEntry("barrier", 180.0);
    assertAddsUp(manyTiles);
  }

  @Test
  void theFasterCoreWaitsForTheSlowerOnesLastTile() {
    // One tile each: 10 us on the big core, 20 us on the little. On average over both threads 5 us
    // on the big core, 10 us on the little one, 5 us of waiting.
    CallRecord record =
        only(run(UNEQUAL, 0, call(UNEQUAL, cost(2, phase("work", Demand.CORE, 20_000)))));
    assertThat(record.duration()).isEqualTo(20 * MICROSECOND);
    assertThat(boundBy(record))
        .containsOnly(
            Map.entry("big.instructions", 5.0),
            Map.entry("little.instructions", 10.0),
            Map.entry("barrier", 5.0));
    assertAddsUp(record);
  }

  @Test
  void tilesAreThoseOfTheFirstThreadsCore() {
    // The little core's unit has longer vectors: it would do the call in 4 tiles, in all in 200000
    // cycles, which are 400 us, as long as the 400000 cycles of the big core take. So each does
    // half
    // of the 8 tiles, in 200 us.
    Map<Core, KernelCost> costs =
        Map.of(
            UNEQUAL.cores().get(0), cost(8, phase("work", Demand.CORE, 400_000)),
            UNEQUAL.cores().get(1), cost(4, phase("work", Demand.CORE, 200_000)));
    CallRecord record = only(run(UNEQUAL, 0, call(costs, 0)));
    assertThat(record.duration()).isEqualTo(200 * MICROSECOND);
    assertAddsUp(record);
  }

  @Test
  void twoCoresOnOneMatrixUnitHalveEachOthersRateWhereItBindsThem() {
    // The unit is busy for 64 * 100 us whoever sends the outer products; a second thread hides only
    // the preparation.
    assertThat(microseconds(run(ONE, 0, call(ONE, MULTIPLYING)))).isCloseTo(6464, within(0.001));
    CallRecord record = only(run(TWO, 0, call(TWO, MULTIPLYING)));
    assertThat(record.duration()).isCloseTo(6400 * MICROSECOND, within(10L));
    // Each thread would need 32 * 101 us alone, and waits for the unit for the rest.
    assertThat(record.phases().get("waiting") / MICROSECOND).isCloseTo(3168, within(0.01));
    assertThat(record.phases().get("prepare") / MICROSECOND).isCloseTo(32, within(0.01));
    assertThat(boundBy(record).get("sme2.outer_products")).isCloseTo(6368, within(0.01));
    assertAddsUp(record);
  }

  @Test
  void twoCoresOnOneMatrixUnitDoNotDisturbEachOtherWherePreparationBindsThem() {
    // 64 * (100 + 10) us on one thread; the unit is busy for 640 us of the 3520 us on two.
    KernelCost preparing = onUnit(100_000, 10_000);
    assertThat(microseconds(run(ONE, 0, call(ONE, preparing)))).isCloseTo(7040, within(0.001));
    CallRecord record = only(run(TWO, 0, call(TWO, preparing)));
    assertThat(record.duration()).isCloseTo(3520 * MICROSECOND, within(10L));
    assertThat(record.phases()).containsOnlyKeys("prepare", "outer products");
  }

  @Test
  void moreThreadsThanUnitsLoseAPartOfTheUnitsRate() {
    // The unit is busy for 6400 us, at 0.8 of its rate for 8000 us; one thread has all of it.
    SmallDevice lossy = TWO.unitWithSharingLoss(0.2);
    CallRecord record = only(run(lossy, 0, call(lossy, MULTIPLYING)));
    assertThat(record.duration()).isCloseTo(8000 * MICROSECOND, within(10L));
    assertAddsUp(record);
    SmallDevice alone = ONE.unitWithSharingLoss(0.2);
    assertThat(microseconds(run(alone, 0, call(alone, MULTIPLYING))))
        .isCloseTo(6464, within(0.001));
  }

  @Test
  void aUnitHasItsFullRateAgainInACallOfOneThread() {
    // 8000 us as above, then one tile of 1 + 100 us, which only one thread can execute.
    SmallDevice lossy = TWO.unitWithSharingLoss(0.2);
    KernelCost one =
        cost(
            1,
            phase("prepare", Demand.CORE, 1000),
            phase("outer products", Demand.OUTER_PRODUCTS, 100_000));
    Timeline timeline = run(lossy, 0, call(lossy, MULTIPLYING), call(lossy, one));
    assertThat(timeline.calls().get(1).duration()).isCloseTo(101 * MICROSECOND, within(10L));
  }

  @Test
  void aThreadWithoutTheUnitSharesACallWithOneThatHasIt() {
    // The first thread needs 101 us a tile, the other 303 us: together a tile per 75.75 us, for 64
    // tiles 4848 us. Tiles are taken whole, so one ends up to a tile of the faster thread later.
    KernelCost neon = cost(384, phase("multiply", Demand.CORE, 64 * 303_000));
    Map<Core, KernelCost> costs = Map.of(TWO.cores().get(0), MULTIPLYING, TWO.cores().get(1), neon);
    CallRecord record = only(run(TWO.unitWithSharingLoss(0.2), 0, Costs.mixed(costs)));
    assertThat(record.duration() / (double) MICROSECOND).isBetween(4848.0, 4848.0 + 101);
    assertThat(record.phases()).containsKeys("outer products", "multiply");
    assertAddsUp(record);
  }

  @Test
  void aSecondMatrixUnitServesASecondThread() {
    // 32 * 101 us on each of two threads; one thread can use only one of the units.
    SmallDevice units = TWO.unitOf(2, 512, 2, 100);
    assertThat(microseconds(run(units, 0, call(units, MULTIPLYING))))
        .isCloseTo(3232, within(0.001));
    SmallDevice oneThread = ONE.unitOf(2, 512, 2, 100);
    assertThat(microseconds(run(oneThread, 0, call(oneThread, MULTIPLYING))))
        .isCloseTo(6464, within(0.001));
  }

  @Test
  void oneThreadUsesOneMatrixUnitEvenForAKernelOfOnePhase() {
    SmallDevice units = ONE.unitOf(2, 512, 2, 100);
    KernelCost cost = cost(4, phase("multiply", Demand.OUTER_PRODUCTS, 1000));
    CallRecord record = only(run(units, 0, call(units, cost)));
    assertThat(record.duration()).isEqualTo(MICROSECOND);
    assertThat(boundBy(record)).containsExactly(Map.entry("sme2.outer_products", 1.0));
  }

  @Test
  void coresShareTheBandwidthOfDram() {
    // 100 MB at 50 GB/s take 2 ms at least. One core's reads take 3 ms, so it is not the DRAM that
    // binds it; two would take 1.5 ms each.
    Phase stream = new Phase("stream", Costs.NONE.plus(Demand.READS, 3e-3).plusBytes(1, 100e6));
    CallRecord alone = only(run(ONE, 0, call(ONE, cost(100, stream))));
    assertThat(alone.duration()).isEqualTo(3000 * MICROSECOND);
    assertThat(boundBy(alone)).containsOnlyKeys("big.reads");
    CallRecord shared = only(run(TWO, 0, call(TWO, cost(100, stream))));
    assertThat(shared.duration()).isCloseTo(2000 * MICROSECOND, within(10L));
    assertThat(boundBy(shared)).containsOnlyKeys("dram");
  }

  @Test
  void aReplayNeedsACore() {
    assertThatThrownBy(() -> new Replay(ONE.device(), List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
