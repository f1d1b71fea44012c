package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.power.RunRecord.Inference;
import io.tilewise.sim.SimTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Runs whose clocks change amid cycles that are advanced as repetitions, by hand, on the phone of
 * round numbers ({@link RoundRun}). Each is the same if every inference is replayed.
 */
class InterruptedRunTest {
  private static final long SECOND = SimTime.PER_SECOND;
  private static final Offset<Double> ROUNDING = within(1e-6);

  /** A second at the highest clock, at 4 W. */
  private static final KernelCost COMPUTING =
      KernelCost.of("compute", RoundRun.NONE.plus(Demand.CORE, 4e9), 1);

  /** A second at any clock, of which 2e9 cycles are at work. */
  private static final KernelCost READING =
      KernelCost.of("read", RoundRun.NONE.plus(Demand.CORE, 2e9).plus(Demand.READS, 1), 1);

  /** At 73 % of the clock there is 82.9 % of the voltage. */
  private static final Clocks SLOW = RoundRun.shares(0.73);

  private static final double SLOW_POWER = 4 * 0.73 * 0.829 * 0.829;
  private static final double SLOW_LEAKAGE = 0.4 * 0.829 * 0.829 * 0.829;

  private static final double MEMORY = 0.6;

  /** Asks for some clocks until a look, from then on for others. */
  private static RoundRun changing(
      KernelCost cost, double period, int look, Clocks before, Clocks after) {
    int[] looks = {0};
    return new RoundRun(cost)
        .governor(
            period,
            true,
            seen -> {
              // The governor is started anew for every run.
              looks[0] = seen.isPresent() ? looks[0] + 1 : 0;
              return looks[0] < look ? before : after;
            });
  }

  private static Schedule repeat(int times) {
    return new Schedule(OptionalLong.empty(), OptionalInt.of(times), OptionalLong.empty());
  }

  private static Schedule frames(int number) {
    return new Schedule(OptionalLong.of(2 * SECOND), OptionalInt.of(number), OptionalLong.empty());
  }

  private static List<Double> latencies(RunRecord run) {
    return run.inferences().stream().map(i -> SimTime.toSeconds(i.latency())).toList();
  }

  private static Series series(RunRecord run, Series.Kind kind) {
    return run.series().orElseThrow().stream()
        .filter(s -> s.kind() == kind && s.name().equals("ultra"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertClose(List<Double> actual, double... expected) {
    assertThat(actual.stream().mapToDouble(Double::doubleValue).toArray())
        .containsExactly(expected, ROUNDING);
  }

  @Test
  void aLowerClockComesAmidAnAdvancedInference() {
    for (boolean advancing : new boolean[] {false, true}) {
      // At the fifth look, after 2.5 s: half of the third inference goes on at 73 %.
      List<Observation> seen = new ArrayList<>();
      RoundRun run =
          new RoundRun(COMPUTING)
              .governor(
                  0.5,
                  true,
                  now -> {
                    now.ifPresent(seen::add);
                    return seen.size() < 5 ? RoundRun.TOP : SLOW;
                  });
      run.advancing = advancing;
      run.schedule = repeat(5);
      run.series = Optional.of(0L);
      RunRecord record = run.go();
      double slow = 1 / 0.73;
      double rest = 0.5 / 0.73;
      assertClose(latencies(record), 1, 1, 0.5 + rest, slow, slow);
      assertThat(record.inferences())
          .extracting(Inference::advanced)
          .containsExactly(false, advancing, false, false, advancing);
      double fast = 4.4 + MEMORY;
      double slower = SLOW_POWER + SLOW_LEAKAGE + MEMORY;
      assertClose(
          record.inferences().stream().map(Inference::energy).toList(),
          fast,
          fast,
          0.5 * fast + rest * slower,
          slow * slower,
          slow * slower);
      assertThat(record.energies().get("ultra"))
          .isCloseTo(2.5 * 4.4 + (rest + 2 * slow) * (SLOW_POWER + SLOW_LEAKAGE), ROUNDING);
      assertThat(record.leaked()).isCloseTo(2.5 * 0.4 + (rest + 2 * slow) * SLOW_LEAKAGE, ROUNDING);
      // The first inference is kept.
      assertThat(record.first().duration()).isEqualTo(SECOND);
      assertThat(record.firstEnergies().get("ultra")).isCloseTo(4.4, ROUNDING);
      for (int look = 1; look <= 10; look++) {
        assertThat(seen.get(look - 1).power().get("ultra"))
            .as("power at look %d", look)
            .isCloseTo(look <= 5 ? 4.4 : SLOW_POWER + SLOW_LEAKAGE, ROUNDING);
        assertThat(seen.get(look - 1).busy().get("ultra")).isCloseTo(1, ROUNDING);
      }
      assertThat(series(record, Series.Kind.CLOCK).times()).containsExactly(0L, SECOND * 5 / 2);
      assertThat(series(record, Series.Kind.CLOCK).values()).containsExactly(1.0, 0.73);
      assertThat(series(record, Series.Kind.POWER).times()).containsExactly(0L, SECOND * 5 / 2);
      assertClose(series(record, Series.Kind.POWER).values(), 4.4, SLOW_POWER + SLOW_LEAKAGE);
    }
  }

  @Test
  void theGovernorIsAskedAgainInTheRestOfTheInference() {
    for (boolean advancing : new boolean[] {false, true}) {
      // Lower clocks from 2.5 s until the sixth look at 3 s and 50 us more.
      int[] looks = {0};
      RoundRun run =
          new RoundRun(COMPUTING)
              .governor(
                  0.5,
                  true,
                  now -> {
                    looks[0] = now.isPresent() ? looks[0] + 1 : 0;
                    return looks[0] == 5 ? SLOW : RoundRun.TOP;
                  });
      run.advancing = advancing;
      run.schedule = repeat(3);
      assertClose(latencies(run.go()), 1, 1, 0.5 + 0.50005 + 0.5 - 0.50005 * 0.73);
    }
  }

  @Test
  void clocksOfEachCallAreEnteredAgain() {
    for (boolean advancing : new boolean[] {false, true}) {
      RoundRun run = new RoundRun(COMPUTING);
      run.governor = Optional.of(device -> byCall(List.of(RoundRun.TOP, SLOW)));
      run.calls = 2;
      run.advancing = advancing;
      run.series = Optional.of(0L);
      run.schedule = repeat(4);
      RunRecord record = run.go();
      // From the second inference on the clock rises 50 us after its start.
      double slow = 1 / 0.73;
      double first = 50e-6 + 1 - 50e-6 * 0.73;
      assertClose(latencies(record), 1 + slow, first + slow, first + slow, first + slow);
      assertThat(record.inferences().get(3).advanced()).isEqualTo(advancing);
      List<Double> changes = new ArrayList<>(List.of(0.0, 1.0));
      for (double start = 1 + slow; changes.size() < 8; start += first + slow) {
        changes.add(start + 50e-6);
        changes.add(start + first);
      }
      Series clock = series(record, Series.Kind.CLOCK);
      assertThat(clock.values()).containsExactly(1.0, 0.73, 1.0, 0.73, 1.0, 0.73, 1.0, 0.73);
      assertThat(clock.times().stream().mapToDouble(SimTime::toSeconds).toArray())
          .containsExactly(
              changes.stream().mapToDouble(Double::doubleValue).toArray(), within(1e-10));
      // The first call at 4.4 W and 0.6 W of memory, the second as long as it takes.
      assertClose(record.callEnergies(), 5, slow * (SLOW_POWER + SLOW_LEAKAGE + MEMORY));
    }
  }

  private static Control byCall(List<Clocks> clocks) {
    return new Control() {
      @Override
      public Clocks start() {
        return clocks.get(0);
      }

      @Override
      public Optional<Clocks> beforeCall(int call) {
        return Optional.of(clocks.get(call));
      }
    };
  }

  @Test
  void inferencesGoOnWhereAdvancedOnesEnd() {
    // What is predicted follows the temperature in steps, and with it what a cycle follows from, so
    // that some of the cycles are replayed after others have been advanced.
    RunRecord replayed = warmingUp(false);
    RunRecord advanced = warmingUp(true);
    assertThat(replayed.inferences()).noneMatch(Inference::advanced);
    assertThat(advanced.inferences().stream().map(i -> i.advanced() ? "a" : "r"))
        .containsSubsequence("r", "a", "r");
    for (int i = 0; i < 12; i++) {
      Inference inference = advanced.inferences().get(i);
      assertThat(inference.start()).isEqualTo(i * SECOND);
      assertThat(inference.latency()).isEqualTo(SECOND);
      assertThat(inference.energy()).isCloseTo(replayed.inferences().get(i).energy(), within(1e-9));
    }
  }

  private static RunRecord warmingUp(boolean advancing) {
    RoundRun run = new RoundRun(COMPUTING);
    run.heat = true;
    run.advancing = advancing;
    run.schedule = repeat(12);
    return run.go();
  }

  @Test
  void aHigherClockComesAmidAnAdvancedInferenceAfterItsTransition() {
    for (boolean advancing : new boolean[] {false, true}) {
      // Asked for after 2.5 s and in force 50 us later, in the second inference.
      RoundRun run = changing(COMPUTING, 0.5, 5, SLOW, RoundRun.TOP);
      run.advancing = advancing;
      run.schedule = repeat(4);
      run.series = Optional.of(0L);
      RunRecord record = run.go();
      double slow = 1 / 0.73;
      double second = 2.50005 - slow + (2 * slow - 2.50005) * 0.73;
      assertClose(latencies(record), slow, second, 1, 1);
      assertThat(record.energies().get("ultra"))
          .isCloseTo(
              2.50005 * (SLOW_POWER + SLOW_LEAKAGE) + (slow + second - 2.50005 + 2) * 4.4,
              ROUNDING);
      Series clock = series(record, Series.Kind.CLOCK);
      assertThat(clock.times()).containsExactly(0L, SECOND * 5 / 2 + 50 * (SECOND / 1_000_000));
    }
  }

  @Test
  void aLowerClockComesBetweenFramesWhileTheCoreIsOn() {
    for (boolean advancing : new boolean[] {false, true}) {
      // The third frame's inference ends after 5.01 s, the clock changes after 17 * 0.3 = 5.1 s,
      // the
      // core goes off after 5.16 s.
      RoundRun run = changing(READING, 0.3, 17, RoundRun.TOP, SLOW);
      run.advancing = advancing;
      run.schedule = frames(4);
      RunRecord record = run.go();
      assertThat(record.duration()).isEqualTo(8 * SECOND);
      assertClose(latencies(record), 1, 1.01, 1.01, 1.01);
      assertThat(record.inferences())
          .extracting(Inference::advanced)
          .containsExactly(false, false, advancing, false);
      double leaked = 0.4 * (1.15 + 1.16 + 1.1) + SLOW_LEAKAGE * (0.06 + 1.16);
      assertThat(record.leaked()).isCloseTo(leaked, ROUNDING);
      // 2.5 W three times, then 4 * 0.73 * 0.829^2 (0.25 + 0.75 * 2 / 2.92).
      assertThat(record.energies().get("ultra"))
          .isCloseTo(leaked + 3 * 2.5 + SLOW_POWER * (0.25 + 1.5 / 2.92), ROUNDING);
    }
  }

  @Test
  void aLowerClockComesBetweenFramesWhileTheCoreIsOff() {
    for (boolean advancing : new boolean[] {false, true}) {
      // After 11 * 0.5 = 5.5 s.
      RoundRun run = changing(READING, 0.5, 11, RoundRun.TOP, SLOW);
      run.advancing = advancing;
      run.schedule = frames(5);
      RunRecord record = run.go();
      assertClose(latencies(record), 1, 1.01, 1.01, 1.01, 1.01);
      assertThat(record.inferences())
          .extracting(Inference::advanced)
          .containsExactly(false, false, advancing, false, advancing);
      assertThat(record.leaked())
          .isCloseTo(0.4 * (1.15 + 2 * 1.16) + SLOW_LEAKAGE * 2 * 1.16, ROUNDING);
      assertThat(record.energies())
          .hasEntrySatisfying("fabric", e -> assertThat(e).isCloseTo(5, ROUNDING));
    }
  }

  @Test
  void clocksThatAGovernorChoosesForACallHoldFromItsStart() {
    RoundRun run = new RoundRun(COMPUTING);
    run.governor =
        Optional.of(
            device ->
                new Control() {
                  @Override
                  public Clocks start() {
                    return RoundRun.TOP;
                  }

                  @Override
                  public Optional<Clocks> beforeCall(int call) {
                    return Optional.of(SLOW);
                  }

                  @Override
                  public Optional<String> note() {
                    return Optional.of("slow");
                  }
                });
    run.series = Optional.of(0L);
    run.schedule = repeat(2);
    RunRecord record = run.go();
    assertClose(latencies(record), 1 / 0.73, 1 / 0.73);
    assertThat(record.note()).contains("slow");
    assertThat(record.energies())
        .hasEntrySatisfying(
            "ultra",
            e -> assertThat(e).isCloseTo(2 / 0.73 * (SLOW_POWER + SLOW_LEAKAGE), ROUNDING));
  }

  @Test
  void powerIsPredictedForTheHottestJunctionRoundedUp() {
    List<Double> predicted = new ArrayList<>();
    RoundRun run = new RoundRun(COMPUTING);
    run.governor =
        Optional.of(
            device ->
                new Control() {
                  @Override
                  public Clocks start() {
                    return RoundRun.TOP;
                  }

                  @Override
                  public Optional<Clocks> beforeCall(int call) {
                    predicted.add(device.prediction().orElseThrow().full("ultra", RoundRun.TOP));
                    return Optional.empty();
                  }
                });
    run.heat = true;
    run.advancing = false;
    run.series = Optional.of(0L);
    run.schedule = repeat(3);
    RunRecord record = run.go();
    assertThat(predicted).hasSize(3);
    // At 25 degrees at the start. The core's is the hottest junction, looked at every 10 ms.
    Series junction = series(record, Series.Kind.TEMPERATURE);
    for (int i = 0; i < 3; i++) {
      int look = junction.times().indexOf(i * SECOND - (i == 0 ? 0 : SECOND / 100));
      double next = junction.values().get(look + (i == 0 ? 0 : 1));
      double step = Math.ceil(junction.values().get(look) / 5) * 5;
      // So that it does not matter whether a look at the very start of a call comes before it.
      assertThat(next).isLessThan(step + 1e-9);
      assertThat(predicted.get(i)).isCloseTo(4 + 0.4 * Math.pow(2, (step - 60) / 25), ROUNDING);
    }
    assertThat(predicted.get(1)).isGreaterThan(predicted.get(0) + 0.01);
  }

  @Test
  void inferencesAreStartedUntilTheTimeIsOver() {
    RoundRun run = new RoundRun(COMPUTING);
    run.schedule =
        new Schedule(OptionalLong.empty(), OptionalInt.empty(), OptionalLong.of(SECOND * 5 / 2));
    RunRecord record = run.go();
    assertThat(record.inferences()).hasSize(3);
    assertThat(record.frames()).isEqualTo(3);
    assertThat(record.duration()).isEqualTo(3 * SECOND);
    assertThat(record.inferences())
        .extracting(Inference::start)
        .containsExactly(0L, SECOND, 2 * SECOND);
    assertThat(record.energies()).containsAllEntriesOf(Map.of("premium1", 0.0, "sme2", 0.0));
  }
}
