package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.cpu.replay.ThreadSlice;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.sim.SimTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of replays of random calls on random devices of equal cores, the same in every build. */
class ReplayPropertiesTest {
  private static final double FORK_AND_JOIN = 2e-6;

  private static void forRandomCases(int seed, Consumer<RandomCase> property) {
    qt().withFixedSeed(seed)
        .withExamples(300)
        .forAll(longs().all())
        .checkAssert(value -> property.accept(new RandomCase(value)));
  }

  private static Timeline run(SmallDevice device, List<RandomCase.Priced> calls) {
    List<PricedCall> priced = calls.stream().map(call -> call.on(device)).toList();
    return new Replay(device.device(), device.cores(), FORK_AND_JOIN).run(priced);
  }

  private static List<RandomCase.Priced> calls(RandomCase random) {
    return Stream.generate(random::call).limit(random.between(1, 4)).toList();
  }

  private static double seconds(long time) {
    return SimTime.toSeconds(time);
  }

  private static double serial(SmallDevice device, PricedCall call) {
    return device.serialSeconds(call.costs().get(device.cores().get(0)));
  }

  private static double total(KernelCost cost, Demand demand) {
    return cost.phases().stream().mapToDouble(phase -> phase.demands().of(demand)).sum();
  }

  private static double totalBytes(KernelCost cost, int level) {
    return cost.phases().stream().mapToDouble(phase -> phase.demands().bytes(level)).sum();
  }

  /** What the resources need at least, if so many cores and all units work all the time. */
  private static double roofline(
      RandomCase random, SmallDevice device, PricedCall call, int threads) {
    KernelCost cost = call.costs().get(device.cores().get(0));
    double longest = total(cost, Demand.CORE) / random.core().clock() / threads;
    for (Demand demand : List.of(Demand.READS, Demand.WRITES, Demand.CHAINS)) {
      longest = Math.max(longest, total(cost, demand) / threads);
    }
    double unitCycles = device.unit().clock() * device.unit().count();
    for (Demand demand : List.of(Demand.OUTER_PRODUCTS, Demand.TRANSFERS, Demand.VECTORS)) {
      longest = Math.max(longest, total(cost, demand) / unitCycles);
    }
    for (int level = 0; level < 2; level++) {
      double bandwidth = device.memory().levels().get(level).bandwidth();
      longest = Math.max(longest, totalBytes(cost, level) / bandwidth);
    }
    return longest;
  }

  /** Replays with slices simulate every call, others one of each price. */
  @Test
  void callsOfTheSamePriceRepeatEachOther() {
    forRandomCases(
        20,
        random -> {
          SmallDevice device = random.cores(random.between(1, 4));
          List<PricedCall> few = calls(random).stream().map(call -> call.on(device)).toList();
          List<PricedCall> many =
              Stream.generate(() -> few.get(random.between(0, few.size() - 1))).limit(8).toList();
          Replay replay = new Replay(device.device(), device.cores(), FORK_AND_JOIN);
          Timeline repeated = replay.run(many);
          Timeline simulated = replay.runWithSlices(many);
          assertThat(repeated.duration()).isEqualTo(simulated.duration());
          assertThat(repeated.calls())
              .isEqualTo(
                  simulated.calls().stream().map(ReplayPropertiesTest::withoutSlices).toList());
        });
  }

  @Test
  void aCallTakesNoLessThanTheRooflineAndNoMoreThanItsPhasesOnOneCore() {
    forRandomCases(
        21,
        random -> {
          SmallDevice device = random.cores(random.between(1, 4));
          for (CallRecord record : run(device, calls(random)).calls()) {
            PricedCall call = record.call();
            double overhead = call.overhead() + (record.threads() > 1 ? FORK_AND_JOIN : 0);
            double working = seconds(record.duration()) - overhead;
            // A picosecond of rounding per chunk of tiles.
            double rounding = 1e-9;
            assertThat(working + rounding)
                .isGreaterThanOrEqualTo(
                    roofline(random, device, call, record.threads()) * (1 - 1e-9));
            assertThat(working - rounding).isLessThanOrEqualTo(serial(device, call) * (1 + 1e-9));
          }
        });
  }

  @Test
  void oneThreadTakesExactlyThePhasesOneAfterTheOther() {
    forRandomCases(
        22,
        random -> {
          for (CallRecord record : run(random.device, calls(random)).calls()) {
            double expected = record.call().overhead() + serial(random.device, record.call());
            assertThat(seconds(record.duration())).isCloseTo(expected, within(3e-12));
          }
        });
  }

  @Test
  void moreCoresAreNeverSlowerButForStartingThemAndTheLastTile() {
    forRandomCases(
        23,
        random -> {
          RandomCase.Priced call = random.call();
          double before = Double.POSITIVE_INFINITY;
          for (int cores = 1; cores <= 4; cores++) {
            SmallDevice device = random.cores(cores);
            Timeline timeline = run(device, List.of(call));
            PricedCall priced = timeline.calls().get(0).call();
            double tile =
                serial(device, priced) / priced.costs().get(device.cores().get(0)).tiles();
            assertThat(seconds(timeline.duration()))
                .isLessThanOrEqualTo(before + FORK_AND_JOIN + tile + 1e-9);
            before = seconds(timeline.duration());
          }
        });
  }

  @Test
  void whatBoundACallAndItsPhasesAddUpToItAndCallsToTheWhole() {
    forRandomCases(
        24,
        random -> {
          Timeline timeline = run(random.cores(random.between(1, 4)), calls(random));
          long end = 0;
          for (CallRecord record : timeline.calls()) {
            assertThat(record.start()).isEqualTo(end);
            end += record.duration();
            assertThat(sum(record.boundBy().values())).isCloseTo(record.duration(), within(10.0));
            assertThat(sum(record.phases().values())).isCloseTo(record.duration(), within(10.0));
            assertThat(record.boundBy().values()).allMatch(time -> time > 0);
          }
          assertThat(timeline.duration()).isEqualTo(end);
        });
  }

  @Test
  void overheadPhasesWaitsAndBarrierOfEachThreadAddUpToItsCall() {
    forRandomCases(
        26,
        random -> {
          SmallDevice device = random.cores(random.between(1, 4));
          List<PricedCall> priced = calls(random).stream().map(call -> call.on(device)).toList();
          Replay replay = new Replay(device.device(), device.cores(), FORK_AND_JOIN);
          Timeline timeline = replay.runWithSlices(priced);
          for (CallRecord record : timeline.calls()) {
            assertThat(record.slices()).hasSize(record.threads());
            long tiles = 0;
            double waits = 0;
            for (ThreadSlice slice : record.slices()) {
              assertThat(sum(slice.phases().values()) + sum(slice.waits().values()))
                  .isCloseTo(slice.duration(), within(10.0));
              assertThat(slice.start() - record.start() + slice.duration() + slice.barrier())
                  .isEqualTo(record.duration());
              assertThat(slice.barrier()).isNotNegative();
              tiles += slice.tiles();
              waits += sum(slice.waits().values());
            }
            assertThat(tiles).isEqualTo(record.call().costs().get(device.cores().get(0)).tiles());
            assertThat(waits / record.threads())
                .isCloseTo(record.phases().getOrDefault("waiting", 0.0), within(10.0));
            if (record.threads() == 1) {
              assertThat(waits).isZero();
            }
          }
        });
  }

  @Test
  void keepingSlicesChangesNothingElse() {
    forRandomCases(
        27,
        random -> {
          SmallDevice device = random.cores(random.between(1, 4));
          List<PricedCall> priced = calls(random).stream().map(call -> call.on(device)).toList();
          Replay replay = new Replay(device.device(), device.cores(), FORK_AND_JOIN);
          List<CallRecord> with = replay.runWithSlices(priced).calls();
          List<CallRecord> without = replay.run(priced).calls();
          assertThat(with.stream().map(ReplayPropertiesTest::withoutSlices).toList())
              .isEqualTo(without);
        });
  }

  private static CallRecord withoutSlices(CallRecord record) {
    return new CallRecord(
        record.call(),
        record.start(),
        record.duration(),
        record.threads(),
        record.boundBy(),
        record.phases(),
        List.of());
  }

  private static double sum(Iterable<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void twoReplaysAreTheSame() {
    forRandomCases(
        25,
        random -> {
          SmallDevice device = random.cores(random.between(1, 4));
          List<RandomCase.Priced> calls = calls(random);
          assertThat(run(device, calls)).isEqualTo(run(device, calls));
        });
  }
}
