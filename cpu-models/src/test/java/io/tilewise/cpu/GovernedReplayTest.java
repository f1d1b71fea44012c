package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.power.Background;
import io.tilewise.cpu.power.Clocks;
import io.tilewise.cpu.power.RunRecord;
import io.tilewise.cpu.power.RunRecord.Inference;
import io.tilewise.cpu.power.Schedule;
import io.tilewise.cpu.power.Series;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.sim.SimTime;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of runs of shipped networks on the shipped phone. */
class GovernedReplayTest {
  private static final long SECOND = SimTime.PER_SECOND;

  private static final ShippedPhone HOT = ShippedPhone.SME2.mode("unconstrained").threads(4);

  /** Same times to the picosecond, same energies and temperatures to rounding. */
  private static void assertSame(RunRecord advanced, RunRecord replayed) {
    assertThat(advanced.inferences()).hasSameSizeAs(replayed.inferences());
    for (int i = 0; i < replayed.inferences().size(); i++) {
      Inference a = advanced.inferences().get(i);
      Inference b = replayed.inferences().get(i);
      assertThat(a.start()).as("start of %d", i).isEqualTo(b.start());
      assertThat(a.end()).as("end of %d", i).isEqualTo(b.end());
      assertThat(a.energy()).as("energy of %d", i).isCloseTo(b.energy(), within(b.energy() * 1e-9));
      assertThat(b.advanced()).isFalse();
    }
    assertThat(advanced.duration()).isEqualTo(replayed.duration());
    assertThat(advanced.throttled()).isEqualTo(replayed.throttled());
    assertThat(advanced.frames()).isEqualTo(replayed.frames());
    replayed
        .energies()
        .forEach(
            (domain, energy) ->
                assertThat(advanced.energies().get(domain))
                    .as(domain)
                    .isCloseTo(energy, within(energy * 1e-9)));
    assertThat(advanced.highestAverage())
        .isCloseTo(replayed.highestAverage(), within(replayed.highestAverage() * 1e-9));
    for (int i = 0; i < replayed.series().orElseThrow().size(); i++) {
      Series a = advanced.series().orElseThrow().get(i);
      Series b = replayed.series().orElseThrow().get(i);
      assertThat(a.times()).as("%s %s", a.kind(), a.name()).isEqualTo(b.times());
      for (int k = 0; k < b.values().size(); k++) {
        double value = b.values().get(k);
        assertThat(a.values().get(k))
            .as("%s %s at %d", a.kind(), a.name(), k)
            .isCloseTo(value, within(Math.abs(value) * 1e-7 + 1e-12));
      }
    }
  }

  private static long advanced(RunRecord run) {
    return run.inferences().stream().filter(Inference::advanced).count();
  }

  @ParameterizedTest
  @CsvSource({"performance, 20", "power_budget, 12", "schedutil, 6", "power_allocator, 20"})
  void aSteadyCycleIsAdvancedAsItWouldBeReplayed(String governor, int repeats) {
    // A limit just above the room, so that heat has its say within a few inferences.
    GovernedPhone phone =
        HOT.device("power.budget=2 W", "thermal.skin_limit=26 degC", "thermal.polling=200 ms")
            .governed("small-unet")
            .governor(governor, "{}")
            .heat()
            .series(SECOND / 100)
            .repeat(repeats * 5);
    RunRecord advanced = phone.run();
    assertSame(advanced, phone.replayingAll().run());
    if (!governor.equals("schedutil")) {
      assertThat(advanced(advanced)).isGreaterThan(repeats);
    }
  }

  @Test
  void withoutGovernorItIsThePlainReplayToThePicosecond() {
    RunRecord run = HOT.governed("squeezesam-fp16").run();
    assertThat(run.first().calls())
        .extracting(CallRecord::start, CallRecord::duration, CallRecord::boundBy)
        .isEqualTo(
            HOT.run("squeezesam-fp16").calls().stream()
                .map(c -> tuple(c.start(), c.duration(), c.boundBy()))
                .toList());
    assertThat(run.first().calls()).allMatch(call -> !call.slices().isEmpty());
  }

  @Test
  void aFixedGovernorAndTicksOfHeatChangeNothingEither() {
    RunRecord run = HOT.governed("small-unet").governor("fixed", "{}").heat().repeat(3).run();
    long plain = HOT.run("small-unet").duration();
    assertThat(run.inferences()).extracting(Inference::latency).containsOnly(plain);
  }

  /** Asks for other clocks when the first call begins: they hold from its first picosecond. */
  @Test
  void changedClocksFromTheStartAreWhatPricingAtThemGives() {
    // The lowest points for everything: a budget that no point keeps.
    GovernedPhone phone =
        HOT.device("power.budget=1 mW").governed("small-unet").governor("power_budget", "{}");
    Clocks lowest =
        new Clocks(Map.of("ultra", 0.1, "premium", 0.1, "pro", 0.1, "sme2", 0.1, "memory", 0.1));
    RunRecord priced = HOT.governed("small-unet").at(lowest).run();
    assertThat(phone.run().first().duration()).isEqualTo(priced.first().duration());
    assertThat(phone.run().note().orElseThrow()).contains("more than the budget of 0.00100 W");
  }

  /** Half of the work at one clock and half at another takes half of the one time and the other. */
  @Test
  void workUnderWayGoesOnAtTheNewPrice() {
    // Heat lowers clocks by one point at the first look, in the midst of a long call.
    ShippedPhone phone =
        ShippedPhone.NEON
            .mode("unconstrained")
            .device(
                "thermal.skin_limit=20 degC",
                "thermal.polling=50 ms",
                "operating_points.count=2",
                "operating_points.lowest=50 %");
    GovernedPhone governed = phone.governed("convolution").governor("performance", "{}").heat();
    Clocks half =
        new Clocks(Map.of("ultra", 0.5, "premium", 0.5, "pro", 0.5, "sme2", 0.5, "memory", 1.0));
    List<CallRecord> slow = governed.at(half).governor("fixed", "{}").run().first().calls();
    List<CallRecord> fast = phone.governed("convolution").run().first().calls();
    RunRecord run = governed.run();
    long change = run.throttled().orElseThrow().time();
    double expected = 0;
    for (int i = 0; i < fast.size(); i++) {
      CallRecord quick = fast.get(i);
      double overhead = quick.call().overhead() * SECOND;
      double worked = change - quick.start() - overhead;
      double done = Math.max(0, Math.min(1, worked / (quick.duration() - overhead)));
      expected +=
          overhead
              + done * (quick.duration() - overhead)
              + (1 - done) * (slow.get(i).duration() - overhead);
      // The change is in the midst of the largest call.
      assertThat(done > 0 && done < 1).isEqualTo(quick.duration() > 20 * SECOND / 1000);
    }
    assertThat((double) run.first().duration()).isCloseTo(expected, within(10.0));
  }

  @Test
  void twoMinutesOfSqueezeSamTakeLessThanFiveSeconds() {
    GovernedPhone soak =
        HOT.governed("squeezesam-fp16")
            .governor("performance", "{}")
            .heat()
            .series(SECOND / 2)
            .schedule(
                new Schedule(
                    OptionalLong.empty(), OptionalInt.empty(), OptionalLong.of(120 * SECOND)));
    // Time of the processor, since other work may share the machine.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    RunRecord run = soak.run();
    assertThat(threads.getCurrentThreadCpuTime() - before).isLessThan(5_000_000_000L);
    assertThat(run.duration()).isGreaterThanOrEqualTo(120 * SECOND);
    assertThat(advanced(run)).isGreaterThan(1000);
  }

  @Test
  void framesThatAreTooSlowAreLateAndDropOthers() {
    long latency = HOT.run("small-unet").duration();
    // A period of 0.4 of the latency: an inference spans three frames, of which two are dropped.
    long period = latency * 2 / 5;
    RunRecord run =
        HOT.governed("small-unet")
            .schedule(
                new Schedule(OptionalLong.of(period), OptionalInt.of(9), OptionalLong.empty()))
            .run();
    assertThat(run.frames()).isEqualTo(9);
    assertThat(run.inferences()).hasSize(3);
    assertThat(run.inferences().get(1).start()).isEqualTo(3 * period);
  }

  @Test
  void coresAreSwitchedOffBetweenFramesAndHaveToWakeUp() {
    long latency = HOT.run("small-unet").duration();
    long period = latency + SECOND / 50;
    RunRecord run =
        HOT.governed("small-unet")
            .schedule(
                new Schedule(OptionalLong.of(period), OptionalInt.of(4), OptionalLong.empty()))
            .run();
    // 20 ms is longer than the 6.7 + 0.5 ms after which a core is off; 0.75 ms to wake it up.
    long exit = SECOND / 1_000_000 * 750;
    assertThat(run.inferences())
        .extracting(Inference::latency)
        .containsExactly(latency, latency + exit, latency + exit, latency + exit);
    // Leakage of ultra, 0.35 W: all the time but 20 - 7.2 ms behind the first frame, and 0.75 ms
    // less
    // behind the three others, which end that much later.
    double on = SimTime.toSeconds(4 * period) - 0.0128 - 3 * 0.01205;
    RunRecord once = HOT.governed("small-unet").run();
    double leakingOnce = 0.35 * SimTime.toSeconds(latency);
    double dynamic = once.energies().get("ultra") - leakingOnce;
    // The clock of a core that waits for its power is not running.
    assertThat(run.energies().get("ultra")).isCloseTo(4 * dynamic + 0.35 * on, within(1e-6));
  }

  @Test
  void aSteadyStreamIsAdvancedAsItWouldBeReplayed() {
    long latency = HOT.run("small-unet").duration();
    GovernedPhone phone =
        HOT.device("thermal.skin_limit=20 degC", "thermal.polling=100 ms")
            .governed("small-unet")
            .governor("performance", "{}")
            .heat()
            .background(new Background(3e9, Optional.empty()))
            .series(SECOND / 100)
            .schedule(
                new Schedule(
                    OptionalLong.of(latency + SECOND / 40),
                    OptionalInt.of(60),
                    OptionalLong.empty()));
    RunRecord advanced = phone.run();
    assertSame(advanced, phone.replayingAll().run());
    assertThat(advanced(advanced)).isPositive();
    assertThat(advanced.throttled()).isPresent();
  }

  @Test
  void theCameraTakesItsBandwidthFirst() {
    ShippedPhone phone = HOT.device("memory.dram.bandwidth=10 GB/s");
    long alone = phone.governed("small-unet").run().first().duration();
    RunRecord beside =
        phone
            .governed("small-unet")
            .background(new Background(8e9, Optional.empty()))
            .series(0)
            .run();
    assertThat(beside.first().duration()).isGreaterThan(alone);
    Series dram =
        beside.series().orElseThrow().stream()
            .filter(s -> s.kind() == Series.Kind.BANDWIDTH && s.name().equals("dram"))
            .findFirst()
            .orElseThrow();
    assertThat(dram.values())
        .allMatch(bytes -> bytes >= 8e9 * (1 - 1e-9) && bytes <= 10e9 * (1 + 1e-9));
  }

  @Test
  void theUserInterfaceTakesItsCoreFirst() {
    ShippedPhone phone = ShippedPhone.NEON.mode("unconstrained");
    long alone = phone.governed("convolution").run().first().duration();
    // 2 of every 10 ms on the only thread's core: a computation takes 10 / 8 of its time.
    RunRecord beside =
        phone
            .governed("convolution")
            .background(new Background(0, Optional.of(new Background.Ui("ultra", 2e-3, 10e-3))))
            .run();
    double expected = alone * 1.25;
    assertThat((double) beside.first().duration()).isCloseTo(expected, within(2.1e-3 * SECOND));
    assertThat(beside.first().duration()).isGreaterThan(alone);
  }

  @Test
  void energyOfCallsAndOfDomainsIsTheSame() {
    for (String network : List.of("small-unet", "squeezesam-fp16", "squeezesam-int8")) {
      for (ShippedPhone phone : List.of(HOT, ShippedPhone.SME2, ShippedPhone.NEON.threads(4))) {
        RunRecord run = phone.governed(network).run();
        double calls = run.callEnergies().stream().mapToDouble(Double::doubleValue).sum();
        double domains =
            run.firstEnergies().values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(calls).isCloseTo(domains, within(domains * 1e-9));
        assertThat(run.energies()).isEqualTo(run.firstEnergies());
        assertThat(domains).isPositive();
      }
    }
  }

  @Test
  void seriesIntegrateToTheEnergy() {
    for (long bin : new long[] {0, SECOND / 1000}) {
      RunRecord run = HOT.governed("small-unet").series(bin).run();
      for (Series series : run.series().orElseThrow()) {
        if (series.kind() == Series.Kind.POWER) {
          double joules = 0;
          for (int i = 0; i < series.values().size(); i++) {
            long end = i + 1 < series.times().size() ? series.times().get(i + 1) : run.duration();
            joules += series.values().get(i) * SimTime.toSeconds(end - series.times().get(i));
          }
          double energy = run.energies().get(series.name());
          assertThat(joules).as(series.name()).isCloseTo(energy, within(energy * 1e-9 + 1e-15));
        }
      }
    }
  }
}
