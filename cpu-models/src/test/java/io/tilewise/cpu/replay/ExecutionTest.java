package io.tilewise.cpu.replay;

import static io.tilewise.cpu.replay.Costs.call;
import static io.tilewise.cpu.replay.Costs.cost;
import static io.tilewise.cpu.replay.Costs.phase;
import static io.tilewise.cpu.replay.Costs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.replay.Replay.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An execution that is observed and steered: cores and unit of 1 GHz, DRAM of 50 GB/s. */
class ExecutionTest {
  private static final long MICROSECOND = 1_000_000;

  private static final SmallDevice FAST = SmallDevice.ONE_CORE;
  private static final SmallDevice SLOW = SmallDevice.of(SmallDevice.core("big", 0.5e9));

  /** 10 us at 1 GHz. */
  private static final KernelCost WORK = cost(10, phase("work", Demand.CORE, 10_000));

  private final List<String> told = new ArrayList<>();

  private static Execution execution(SmallDevice device) {
    return new Replay(device.device(), device.cores(), 0).execution(List.of());
  }

  /** Executes a call and changes clocks at a time. */
  private static CallRecord changing(
      SmallDevice from, SmallDevice to, long time, double overhead, KernelCost cost) {
    Execution execution = execution(from);
    execution.begin(List.of(call(from, cost, overhead)), false, () -> {});
    execution
        .simulation()
        .schedule(
            time, 0, () -> execution.changeClocks(to.device(), List.of(call(to, cost, overhead))));
    execution.simulation().run();
    assertThat(execution.records()).hasSize(1);
    CallRecord record = execution.records().get(0);
    assertThat(sum(record.boundBy())).isCloseTo(record.duration(), within(2.0));
    assertThat(sum(record.phases())).isCloseTo(record.duration(), within(2.0));
    return record;
  }

  private static double sum(Map<?, Double> times) {
    return times.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double microseconds(CallRecord record) {
    return (double) record.duration() / MICROSECOND;
  }

  @Test
  void whatIsLeftOfTilesIsDoneAtTheNewClock() {
    // 4 of 10 us; the other 6000 cycles take 12 us at half the clock.
    assertThat(microseconds(changing(FAST, SLOW, 4 * MICROSECOND, 0, WORK))).isEqualTo(16);
    assertThat(microseconds(changing(SLOW, FAST, 4 * MICROSECOND, 0, WORK))).isEqualTo(12);
    // From the first picosecond on.
    assertThat(microseconds(changing(FAST, SLOW, 0, 0, WORK))).isEqualTo(20);
  }

  @Test
  void clocksMayChangeBeforeTheTiles() {
    // 3 us of the runtime's own time, which no clock changes, and 20 us at half the clock.
    CallRecord record = changing(FAST, SLOW, MICROSECOND, 3e-6, WORK);
    assertThat(microseconds(record)).isEqualTo(23);
    assertThat(record.phases()).containsEntry("runtime overhead", 3.0 * MICROSECOND);
  }

  @Test
  void phasesThatFollowEachOtherAreRepricedEach() {
    // 1 us of instructions and 0.5 us of reads per call. After 0.5 us a third is done: the rest is
    // 2/3 of 2 us of instructions and of 0.5 us of reads.
    CallRecord record =
        changing(
            FAST,
            SLOW,
            MICROSECOND / 2,
            0,
            cost(10, phase("compute", Demand.CORE, 1000), phase("fetch", Demand.READS, 0.5e-6)));
    assertThat(microseconds(record)).isCloseTo(0.5 + 2.5 * 2 / 3, within(1e-5));
    assertThat(record.phases().get("compute"))
        .isCloseTo((1 / 3.0 + 4 / 3.0) * MICROSECOND, within(10.0));
    assertThat(record.phases().get("fetch")).isCloseTo(0.5 * MICROSECOND, within(10.0));
  }

  @Test
  void bandwidthsChangeToo() {
    // 50 kB at 50 GB/s; half of it at 25 GB/s.
    KernelCost bytes = cost(4, new Phase("read", Costs.NONE.plusBytes(1, 50_000)));
    assertThat(microseconds(changing(FAST, FAST.dramBandwidth(25e9), MICROSECOND / 2, 0, bytes)))
        .isEqualTo(1.5);
    KernelCost both = cost(4, phase("compute", Demand.CORE, 1000), bytes.phases().get(0));
    // Half of 1 us and 1 us, then half of 1 us and 2 us.
    CallRecord record = changing(FAST, FAST.dramBandwidth(25e9), MICROSECOND, 0, both);
    assertThat(microseconds(record)).isCloseTo(2.5, within(1e-5));
    assertThat(record.boundBy())
        .extractingByKey(Bottleneck.ofLevel(FAST.memory().levels().get(1)))
        .satisfies(time -> assertThat(time).isCloseTo(1.5 * MICROSECOND, within(10.0)));
  }

  @Test
  void soDoesTheClockOfTheUnit() {
    MatrixUnit half =
        new MatrixUnit(
            "sme2", 1, 0.5e9, 512, 2, 4, 2, 2, 4, 0.5, 0.5, 1, 1, 0.5, 0.5, 2, 4, 100, 0);
    SmallDevice slowUnit = new SmallDevice(FAST.cores(), half, FAST.memory(), FAST.rates());
    // 1 us of the core and 1 us of the unit; halfway on 0.5 us and 1 us are left.
    KernelCost products =
        cost(4, phase("prepare", Demand.CORE, 1000), phase("mopa", Demand.OUTER_PRODUCTS, 1000));
    assertThat(microseconds(changing(FAST, slowUnit, MICROSECOND, 0, products)))
        .isCloseTo(2.5, within(1e-5));
  }

  @Test
  void allThreadsGoOn() {
    SmallDevice two = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG);
    SmallDevice slow =
        SmallDevice.of(SmallDevice.core("big", 0.5e9), SmallDevice.core("big", 0.5e9));
    // 10 tiles of 1 us on two cores: 5 us, of which 3 are left and take 6.
    CallRecord record = changing(two, slow, 2 * MICROSECOND, 0, WORK);
    assertThat(microseconds(record)).isEqualTo(8);
    assertThat(record.threads()).isEqualTo(2);
  }

  @Test
  void aUnitSharedByMoreThreadsThanThereAreStaysSharedWhenClocksChange() {
    SmallDevice two = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG).unitWithSharingLoss(0.5);
    // 2 tiles of 1 us of the unit, which gives two threads half of its rate: 4 us.
    KernelCost products = cost(2, phase("mopa", Demand.OUTER_PRODUCTS, 2000));
    assertThat(microseconds(changing(two, two, 3 * MICROSECOND, 0, products))).isEqualTo(4);
  }

  @Test
  void callsAreReportedInTheirOrder() {
    Execution execution = execution(FAST);
    execution.observe(
        new ReplayObserver() {
          @Override
          public void beforeCall(int index) {
            told.add("before " + index);
          }

          @Override
          public void callStarted(PricedCall call, int threads) {
            told.add("started on " + threads + " at " + execution.simulation().now());
          }

          @Override
          public void callEnded(CallRecord record) {
            told.add("ended after " + record.duration());
          }
        });
    PricedCall work = call(FAST, WORK, 1e-6);
    execution.begin(List.of(work, work), false, () -> told.add("done"));
    execution.simulation().run();
    assertThat(told)
        .containsExactly(
            "before 0",
            "started on 1 at 0",
            "ended after 11000000",
            "before 1",
            "started on 1 at 11000000",
            "ended after 11000000",
            "done");
  }

  @Test
  void clocksChangedBeforeACallHoldFromItsStart() {
    Execution execution = execution(FAST);
    execution.observe(
        new ReplayObserver() {
          @Override
          public void beforeCall(int index) {
            if (index == 1) {
              execution.changeClocks(SLOW.device(), List.of(call(SLOW, WORK), call(SLOW, WORK)));
            }
          }
        });
    execution.begin(List.of(call(FAST, WORK), call(FAST, WORK)), false, () -> {});
    execution.simulation().run();
    assertThat(execution.records())
        .extracting(ExecutionTest::microseconds)
        .containsExactly(10.0, 20.0);
  }

  @Test
  void plansBeginOneAfterTheOther() {
    Execution execution = execution(FAST);
    execution.begin(List.of(call(FAST, WORK)), false, () -> {});
    execution.simulation().run();
    execution.begin(List.of(call(FAST, WORK)), true, () -> {});
    execution.simulation().run();
    assertThat(execution.records()).hasSize(1);
    CallRecord second = execution.records().get(0);
    assertThat(second.start()).isEqualTo(10 * MICROSECOND);
    assertThat(second.slices()).hasSize(1);
    assertThat(second.slices().get(0).tiles()).isEqualTo(10);
    // Nothing of the first is in it.
    assertThat(sum(second.phases())).isEqualTo(10.0 * MICROSECOND);
    assertThat(sum(second.boundBy())).isEqualTo(10.0 * MICROSECOND);
  }

  @Test
  void resourcesAreThoseOfThreadsOfOthersAndOfTheDevice() {
    SmallDevice both = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE);
    Core big = both.cores().get(0);
    Core little = both.cores().get(1);
    Execution execution =
        new Replay(both.device(), List.of(big), 0).execution(List.of(big, little));
    assertThat(execution.resources().ofCore(big).get(Demand.CORE).capacity()).isEqualTo(1e9);
    assertThat(execution.resources().ofCore(little).get(Demand.CORE).capacity()).isEqualTo(0.5e9);
    assertThat(execution.resources().ofUnit("sme2"))
        .containsOnlyKeys(Demand.OUTER_PRODUCTS, Demand.TRANSFERS, Demand.VECTORS);
    assertThat(execution.resources().levels())
        .extracting(level -> level.capacity())
        .containsExactly(100e9, 50e9);
    // What runs on them is what the execution says.
    execution.begin(List.of(call(both, WORK, 1e-6)), false, () -> {});
    assertThat(execution.overhead().isActive()).isTrue();
    assertThat(execution.tilesOf(0).isActive()).isFalse();
    execution.simulation().runUntil(2 * MICROSECOND);
    assertThat(execution.overhead().isActive()).isFalse();
    assertThat(execution.tilesOf(0).isActive()).isTrue();
    assertThat(execution.network()).isNotNull();
    execution.simulation().run();
    assertThat(execution.records()).hasSize(1);
  }

  @Test
  void everyResourceCanBoundACall() {
    Device device = FAST.device();
    assertThat(new Replay(device, FAST.cores(), 0).bottlenecks())
        .extracting(Bottleneck::key)
        .containsExactly(
            "overhead",
            "barrier",
            "big.instructions",
            "big.reads",
            "big.writes",
            "big.chains",
            "sme2.outer_products",
            "sme2.transfers",
            "sme2.vectors",
            "l3",
            "dram");
  }

  @Test
  void callsOfOnePriceRepeatEachOtherOnlyIfTheyAreAlike() {
    SmallDevice unequal = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE);
    // Four tiles of 1 us on the one core and 5 us on the other: in equal parts it takes 5 us, by
    // speed the other gets none and it takes 4 us.
    PricedCall plain =
        call(
            Map.of(
                unequal.cores().get(0), cost(4, phase("work", Demand.CORE, 4 * 1000)),
                unequal.cores().get(1), cost(4, phase("work", Demand.CORE, 4 * 2500))),
            0);
    PricedCall later = with(plain, 2e-6, false);
    PricedCall mixed = with(plain, 0, true);
    List<Long> alone =
        IntStream.range(0, 3)
            .mapToObj(i -> run(unequal, 0, List.of(plain, later, mixed).get(i)).duration())
            .toList();
    assertThat(alone).containsExactly(5 * MICROSECOND, 7 * MICROSECOND, 4 * MICROSECOND);
    Timeline together = run(unequal, 0, plain, later, mixed, plain, mixed, later);
    assertThat(together.calls())
        .extracting(CallRecord::duration)
        .containsExactly(
            alone.get(0), alone.get(1), alone.get(2), alone.get(0), alone.get(2), alone.get(1));
  }

  private static PricedCall with(PricedCall call, double overhead, boolean mixed) {
    return new PricedCall(
        call.call(), call.kernel(), call.isa(), "", mixed, overhead, call.costs());
  }

  @Test
  void moreThanAHandfulOfPhasesAreCounted() {
    Phase[] phases =
        IntStream.range(0, 20)
            .mapToObj(i -> phase("phase " + i, Demand.CORE, 1000 * (i + 1)))
            .toArray(Phase[]::new);
    CallRecord record = run(FAST, 0, call(FAST, cost(1, phases))).calls().get(0);
    assertThat(record.phases()).hasSize(20);
    assertThat(record.phases().get("phase 19")).isCloseTo(20.0 * MICROSECOND, within(1.0));
    assertThat(record.phases().get("phase 0")).isCloseTo(1.0 * MICROSECOND, within(1.0));
  }

  @Test
  void timeInCompetitionAndTimeAloneAddUp() {
    // The second thread's tile is short, so that the first is alone for the rest of its own.
    SmallDevice two = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG);
    Map<Core, KernelCost> costs =
        Map.of(
            two.cores().get(0), onUnit(25_000, 100_000), two.cores().get(1), onUnit(5_000, 10_000));
    CallRecord record = run(two, 0, call(costs, 0)).calls().get(0);
    assertThat(sum(record.boundBy())).isCloseTo(record.duration(), within(2.0));
    assertThat(sum(record.phases())).isCloseTo(record.duration(), within(2.0));
    assertThat(record.phases().get("waiting")).isPositive();
  }

  /** Two tiles. */
  private static KernelCost onUnit(double coreCycles, double unitCycles) {
    return cost(
        2,
        phase("prepare", Demand.CORE, 2 * coreCycles),
        phase("mopa", Demand.OUTER_PRODUCTS, 2 * unitCycles));
  }
}
