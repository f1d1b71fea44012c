package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.KernelCost;
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
 * Time and energy of runs on several threads, or beside a camera or the user interface, by hand, on
 * {@link RoundPhone}.
 */
class BackgroundRunTest {
  private static final long SECOND = SimTime.PER_SECOND;

  /** Of what comes first a millionth or two is left to the thread. */
  private static final Offset<Double> ROUNDING = within(1e-5);

  private static double seconds(RunRecord run) {
    return SimTime.toSeconds(run.duration());
  }

  private static void assertEnergies(RunRecord run, Map<String, Double> expected) {
    RoundRun.assertEnergies(run, expected, ROUNDING);
  }

  private static Background ui(String core, double seconds, double period) {
    return new Background(0, Optional.of(new Background.Ui(core, seconds, period)));
  }

  @Test
  void theCameraTakesItsBytesAlsoWhileNothingRuns() {
    RoundRun run = new RoundRun(RoundRun.READING);
    run.background = new Background(10e9, Optional.empty());
    run.schedule =
        new Schedule(OptionalLong.of(2 * SECOND), OptionalInt.of(1), OptionalLong.empty());
    RunRecord record = run.go();
    assertThat(record.inferences().get(0).latency()).isEqualTo(SECOND);
    // 10 GB/s of 40 pJ are 0.4 W, for 2 s.
    assertEnergies(
        record,
        Map.of(
            "ultra", 2.5 + 0.4 * 1.15, "fabric", 2 * 0.5 + 0.32, "dram", 2 * 0.1 + 0.2 + 2 * 0.4));
  }

  @Test
  void theUserInterfaceTakesPowerOnACoreOfItsOwn() {
    List<Observation> seen = new ArrayList<>();
    RoundRun run =
        new RoundRun(RoundRun.READING)
            .governor(
                0.5,
                true,
                now -> {
                  now.ifPresent(seen::add);
                  return RoundRun.TOP;
                });
    run.background = ui("premium1", 0.05, 0.25);
    RunRecord record = run.go();
    assertThat(record.duration()).isEqualTo(SECOND);
    // Four frames of 0.05 s of scalar code at 1 W, and leakage all the time.
    assertEnergies(
        record, Map.of("ultra", 2.9, "premium1", 0.2 + 0.2, "fabric", 0.82, "dram", 0.3));
    assertThat(seen.get(0).busy().get("premium1")).isCloseTo(0.2, ROUNDING);
    assertThat(seen.get(0).busy().get("ultra")).isCloseTo(1, ROUNDING);
  }

  @Test
  void aFrameThatTakesLongerThanToTheNextLeavesThatOneOut() {
    RoundRun run = new RoundRun(RoundRun.READING);
    run.background = ui("premium1", 0.3, 0.25);
    // From 0 to 0.3 s and from 0.5 to 0.8 s.
    assertThat(run.go().energies().get("premium1")).isCloseTo(0.2 + 0.6, ROUNDING);
  }

  @Test
  void theUserInterfaceTakesAThreadsCoreFromIt() {
    RoundRun run = new RoundRun(RoundRun.READING);
    run.background = ui("ultra", 0.06, 0.25);
    RunRecord record = run.go();
    // 0.19 of every 0.25 s are left, so that a second takes 5 periods and one frame more.
    assertThat(seconds(record)).isCloseTo(1.36, ROUNDING);
    // 2 W for six frames; the thread then reads nothing.
    assertEnergies(
        record,
        Map.of(
            "ultra",
            2.5 + 6 * 0.06 * 2 + 1.36 * 0.4,
            "fabric",
            1.36 * 0.5 + 0.32,
            "dram",
            1.36 * 0.1 + 0.2));
    // At 73 % of the clock a frame takes 0.06 / 0.73 s.
    RoundRun slow = new RoundRun(RoundRun.READING).governor(0, true, seen -> RoundRun.shares(0.73));
    slow.background = run.background;
    assertThat(seconds(slow.go())).isCloseTo(1 + 6 * 0.06 / 0.73, ROUNDING);
  }

  @Test
  void threadsStayAwakeUntilTheLastOneIsDone() {
    RoundRun run = new RoundRun(KernelCost.of("compute", RoundRun.NONE.plus(Demand.CORE, 2e9), 2));
    run.threads = List.of("ultra", "premium1");
    run.forkAndJoin = 0.1;
    RunRecord record = run.go();
    // A tile each: 0.25 s on the one core and 0.5 s on the other, after 0.1 s.
    assertThat(seconds(record)).isCloseTo(0.6, ROUNDING);
    // The first thread starts them, works, and waits; the second waits, and works.
    assertEnergies(
        record,
        Map.of(
            "ultra",
            2 * 0.1 + 4 * 0.25 + 1 * 0.25 + 0.4 * 0.6,
            "premium1",
            0.5 * 0.1 + 2 * 0.5 + 0.2 * 0.6,
            "fabric",
            0.3,
            "dram",
            0.06));
  }

  @Test
  void aThreadWithoutTilesSleeps() {
    RoundRun run = new RoundRun(KernelCost.of("compute", RoundRun.NONE.plus(Demand.CORE, 2e9), 1));
    run.threads = List.of("ultra", "premium1");
    run.overhead = 0.1;
    RunRecord record = run.go();
    assertThat(seconds(record)).isCloseTo(0.6, ROUNDING);
    assertEnergies(
        record,
        Map.of(
            "ultra",
            2 * 0.1 + 4 * 0.5 + 0.4 * 0.6,
            "premium1",
            0.2 * 0.6,
            "fabric",
            0.3,
            "dram",
            0.06));
  }

  @Test
  void threadsThatShareAUnitKeepItBusyTogether() {
    RoundRun run =
        new RoundRun(
            KernelCost.of(
                "mopa",
                RoundRun.NONE.plus(Demand.CORE, 0.8e9).plus(Demand.OUTER_PRODUCTS, 2e9),
                2));
    run.file = RoundPhone.file("matrix_units.sme2.sharing_loss=0");
    run.isa = "sme2";
    run.threads = List.of("ultra", "premium1");
    RunRecord record = run.go();
    // 2e9 cycles of the unit, in which each core issues 0.4e9 cycles: a tenth and a fifth.
    assertThat(seconds(record)).isCloseTo(1, ROUNDING);
    assertEnergies(
        record,
        Map.of(
            "ultra",
            4 * (0.25 + 0.5 / 10) + 0.4,
            "premium1",
            2 * (0.25 + 0.5 / 5) + 0.2,
            "sme2",
            2 * (0.05 + 0.5) + 0.1,
            "fabric",
            0.5,
            "dram",
            0.1));
  }
}
