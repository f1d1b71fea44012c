package io.tilewise.cpu.replay;

import static io.tilewise.cpu.replay.Costs.call;
import static io.tilewise.cpu.replay.Costs.cost;
import static io.tilewise.cpu.replay.Costs.phase;
import static io.tilewise.cpu.replay.Costs.run;
import static io.tilewise.cpu.replay.Costs.runWithSlices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On cores of 1 GHz (and little ones of 0.5 GHz), a unit of 1 GHz and DRAM of 50 GB/s. */
class ThreadSliceTest {
  private static final double MICROSECOND = 1e6;

  private static final SmallDevice ONE = SmallDevice.ONE_CORE;
  private static final SmallDevice TWO = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG);
  private static final SmallDevice UNEQUAL = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE);

  private static List<ThreadSlice> slices(Timeline timeline) {
    assertThat(timeline.calls()).hasSize(1);
    return timeline.calls().get(0).slices();
  }

  /** In microseconds, by key. */
  private static Map<String, Double> waits(ThreadSlice slice) {
    Map<String, Double> times = new LinkedHashMap<>();
    slice.waits().forEach((b, time) -> times.put(b.key(), time / MICROSECOND));
    return times;
  }

  @Test
  void theyAreKeptOnlyIfAskedFor() {
    PricedCall call = call(TWO, cost(10, phase("work", Demand.CORE, 10_000)));
    assertThat(slices(run(TWO, 0, call))).isEmpty();
    assertThat(slices(runWithSlices(TWO, 0, call))).hasSize(2);
  }

  @Test
  void oneThreadWaitsForNobody() {
    // 2 us of overhead, 1 us of work.
    PricedCall call = call(ONE, cost(1, phase("work", Demand.CORE, 1000)), 2e-6);
    assertThat(slices(runWithSlices(ONE, 100e-6, call)))
        .containsExactly(
            new ThreadSlice(
                ONE.cores().get(0), 2_000_000, 1_000_000, 1, Map.of("work", 1e6), Map.of(), 0));
  }

  @Test
  void whoSharesTheUnitWaitsForWhatTheOthersTakeOfIt() {
    // 32 tiles each, of 1 us on the core and 100 us on the unit: 3232 us alone. Together the unit
    // is busy for 6400 us, so each waits 6400 - 3232 us for its outer products.
    KernelCost multiplying = onUnit(1000, 100_000);
    for (ThreadSlice slice : slices(runWithSlices(TWO, 0, call(TWO, multiplying)))) {
      assertThat(slice.tiles()).isEqualTo(32);
      assertThat(slice.duration() / MICROSECOND).isCloseTo(6400, within(0.01));
      assertThat(slice.phases()).containsOnlyKeys("prepare", "outer products");
      assertThat(slice.phases().get("prepare") / MICROSECOND).isCloseTo(32, within(0.01));
      assertThat(slice.phases().get("outer products") / MICROSECOND).isCloseTo(3200, within(0.01));
      assertThat(waits(slice)).containsOnlyKeys("sme2.outer_products");
      assertThat(waits(slice).get("sme2.outer_products")).isCloseTo(3168, within(0.01));
      assertThat(slice.barrier()).isZero();
    }
  }

  @Test
  void everyCallHasItsOwn() {
    // As above, 6400 us each; the second call begins where the first one ends.
    PricedCall call = call(TWO, onUnit(1000, 100_000));
    Timeline timeline = runWithSlices(TWO, 0, call, call);
    assertThat(timeline.calls()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(timeline.calls().get(i).slices()).hasSize(2);
      for (ThreadSlice slice : timeline.calls().get(i).slices()) {
        assertThat(slice.start() / MICROSECOND).isCloseTo(6400.0 * i, within(0.01));
        assertThat(slice.tiles()).isEqualTo(32);
        assertThat(waits(slice).get("sme2.outer_products")).isCloseTo(3168, within(0.01));
      }
    }
  }

  /** 64 tiles. */
  private static KernelCost onUnit(double coreCycles, double unitCycles) {
    return cost(
        64,
        phase("prepare", Demand.CORE, 64 * coreCycles),
        phase("outer products", Demand.OUTER_PRODUCTS, 64 * unitCycles));
  }

  @Test
  void whoSharesMemoryWaitsForItEvenInASinglePhase() {
    // 50 of 100 MB each. Its reads would take one thread 1500 us; the DRAM takes 2000 us for both.
    Phase stream = new Phase("stream", Costs.NONE.plus(Demand.READS, 3e-3).plusBytes(1, 100e6));
    Timeline timeline = runWithSlices(TWO, 0, call(TWO, cost(100, stream)));
    for (ThreadSlice slice : slices(timeline)) {
      assertThat(slice.phases().get("stream") / MICROSECOND).isCloseTo(1500, within(0.01));
      assertThat(waits(slice)).containsOnlyKeys("dram");
      assertThat(waits(slice).get("dram")).isCloseTo(500, within(0.01));
    }
    assertThat(timeline.calls().get(0).phases().get("waiting") / MICROSECOND)
        .isCloseTo(500, within(0.01));
  }

  @Test
  void whoIsDoneFirstWaitsAtTheBarrier() {
    // 3 us to start the threads, then a tile each: 10 us on the big core, 20 us on the little one.
    List<ThreadSlice> slices =
        slices(
            runWithSlices(
                UNEQUAL, 3e-6, call(UNEQUAL, cost(2, phase("work", Demand.CORE, 20_000)))));
    assertThat(slices).extracting(ThreadSlice::start).containsExactly(3_000_000L, 3_000_000L);
    assertThat(slices).extracting(ThreadSlice::duration).containsExactly(10_000_000L, 20_000_000L);
    assertThat(slices).extracting(ThreadSlice::barrier).containsExactly(10_000_000L, 0L);
    assertThat(slices).extracting(ThreadSlice::tiles).containsExactly(1L, 1L);
    assertThat(slices).allSatisfy(slice -> assertThat(slice.waits()).isEmpty());
  }
}
