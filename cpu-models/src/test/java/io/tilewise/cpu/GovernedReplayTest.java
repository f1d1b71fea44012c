package io.tilewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.power.RunRecord;
import io.tilewise.cpu.power.RunRecord.Inference;
import io.tilewise.cpu.power.Series;
import io.tilewise.sim.SimTime;
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
}
