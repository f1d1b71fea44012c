package io.tilewise.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Worked: order, cancelling, clock, errors. Property: time never goes back. */
class SimulationTest {
  private final Simulation simulation = new Simulation();
  private final List<String> log = new ArrayList<>();

  @Test
  void eventsFireByTimeThenPriorityThenOrderOfScheduling() {
    note(20, 0, "e");
    note(10, 5, "d");
    note(10, 0, "b");
    note(10, 0, "c");
    note(10, Simulation.MIN_PRIORITY, "a");
    simulation.run();
    assertThat(log).containsExactly("a@10", "b@10", "c@10", "d@10", "e@20");
  }

  @Test
  void anEventScheduledForItsOwnInstantFiresAfterThoseOfEqualPriority() {
    simulation.schedule(
        10,
        0,
        () -> {
          log.add("first@10");
          note(10, 0, "last");
          note(10, -1, "urgent");
        });
    note(10, 0, "second");
    simulation.run();
    assertThat(log).containsExactly("first@10", "urgent@10", "second@10", "last@10");
  }

  @Test
  void aCancelledEventDoesNotFire() {
    long first = note(10, 0, "a");
    note(20, 0, "b");
    long last = note(30, 0, "c");
    assertThat(simulation.cancel(first)).isTrue();
    assertThat(simulation.cancel(first)).isFalse();
    simulation.schedule(25, 0, () -> assertThat(simulation.cancel(last)).isTrue());
    simulation.run();
    assertThat(log).containsExactly("b@20");
    assertThat(simulation.now()).isEqualTo(25);
  }

  @Test
  void theIdOfAPastEventDoesNotCancelAnother() {
    long past = note(10, 0, "a");
    simulation.run();
    // The slot of the past event is free and used again.
    long present = note(20, 0, "b");
    assertThat((int) present).isEqualTo((int) past);
    assertThat(present).isNotZero();
    assertThat(simulation.cancel(past)).isFalse();
    simulation.run();
    assertThat(simulation.cancel(present)).isFalse();
    assertThat(log).containsExactly("a@10", "b@20");
  }

  @Test
  void anIdThatWasNeverGivenCancelsNothing() {
    note(10, 0, "a");
    assertThat(simulation.cancel(0)).isFalse();
    assertThat(simulation.cancel(-1)).isFalse();
    assertThat(simulation.cancel(Long.MAX_VALUE)).isFalse();
    // The slot that the next event would get.
    assertThat(simulation.cancel(1)).isFalse();
    simulation.run();
    assertThat(log).containsExactly("a@10");
  }

  @Test
  void runUntilFiresWhatIsDueAndSetsTheClock() {
    note(10, 0, "a");
    note(20, 0, "b");
    note(21, 0, "c");
    simulation.runUntil(20);
    assertThat(log).containsExactly("a@10", "b@20");
    simulation.runUntil(20);
    simulation.run();
    assertThat(log).containsExactly("a@10", "b@20", "c@21");
    simulation.runUntil(100);
    assertThat(simulation.now()).isEqualTo(100);
  }

  @Test
  void thePastIsAnErrorThatNamesBothTimes() {
    simulation.runUntil(100);
    assertThatThrownBy(() -> note(99, 0, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event at 99 ps is in the past, now is 100 ps");
    assertThatThrownBy(() -> simulation.runUntil(99))
        .hasMessage("cannot run until 99 ps, it is before now, 100 ps");
  }

  @Test
  void wrongArgumentsLeaveNothingBehind() {
    assertThatThrownBy(() -> note(SimTime.NEVER, 0, "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> note(1, Simulation.MAX_PRIORITY + 1, "a"))
        .hasMessage("event priority 32767 is above the largest, 32766");
    assertThatThrownBy(() -> note(1, Simulation.MIN_PRIORITY - 1, "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.runUntil(SimTime.NEVER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Simulation(new BinaryHeapQueue(), 0))
        .hasMessage("the bound on events per instant must be positive, not 0");
    BinaryHeapQueue used = new BinaryHeapQueue();
    used.add(1, 0, 0, 0);
    assertThatThrownBy(() -> new Simulation(used, 1)).hasMessage("the event queue is not empty");
    note(5, 0, "b");
    simulation.run();
    assertThat(log).containsExactly("b@5");
  }

  @Test
  void aLoopWithoutPassingOfTimeIsAnErrorAndNoHang() {
    Simulation bounded = new Simulation(new BinaryHeapQueue(), 1000);
    bounded.schedule(7, 0, new SelfScheduling(bounded, 0, Integer.MAX_VALUE));
    assertThatThrownBy(bounded::run)
        .isInstanceOf(SimulationException.class)
        .hasMessage(
            "more than 1000 events at 7 ps: the model schedules events without end and time"
                + " stands still");
  }

  @Test
  void theBoundOnEventsIsPerInstant() {
    Simulation bounded = new Simulation(new BinaryHeapQueue(), 1);
    SelfScheduling process = new SelfScheduling(bounded, 1, 5000);
    bounded.schedule(0, 0, process);
    bounded.run();
    assertThat(process.left).isZero();
    assertThat(bounded.now()).isEqualTo(5000);
  }

  @Test
  void anEventCannotRunTheSimulation() {
    simulation.schedule(1, 0, simulation::run);
    assertThatThrownBy(simulation::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the simulation is running already");
  }

  @Test
  void afterAnErrorInAnEventTheOthersCanStillFire() {
    simulation.schedule(
        1,
        0,
        () -> {
          throw new UnsupportedOperationException();
        });
    note(2, 0, "a");
    assertThatThrownBy(simulation::run).isInstanceOf(UnsupportedOperationException.class);
    simulation.run();
    assertThat(log).containsExactly("a@2");
  }

  @Test
  void theEndOfTheInstantComesAfterAllElse() {
    simulation.schedule(
        10,
        0,
        () -> {
          simulation.scheduleAtEndOfInstant(() -> log.add("end@" + simulation.now()));
          note(10, Simulation.MAX_PRIORITY, "late");
        });
    note(11, Simulation.MIN_PRIORITY, "next");
    simulation.run();
    assertThat(log).containsExactly("late@10", "end@10", "next@11");
  }

  @Test
  void anEventAtTheEndOfTheInstantCanBeCancelled() {
    long id = simulation.scheduleAtEndOfInstant(() -> log.add("end"));
    note(0, 0, "a");
    assertThat(simulation.cancel(id)).isTrue();
    simulation.run();
    assertThat(log).containsExactly("a@0");
  }

  @Test
  void moreEventsMayBePendingThanThereWasRoomForAtFirst() {
    List<Long> ids = new ArrayList<>();
    // Room is for 64 at first, then for 128.
    for (int i = 0; i < 200; i++) {
      ids.add(note(200 - i, 0, "e"));
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(simulation.cancel(ids.get(150))).isTrue();
    simulation.run();
    assertThat(log).hasSize(199).startsWith("e@1").endsWith("e@200").doesNotContain("e@50");
  }

  @Test
  void timeNeverGoesBackAndEveryEventFiresOrIsCancelled() {
    qt().withFixedSeed(31).withExamples(200).forAll(longs().all()).checkAssert(this::runRandomly);
  }

  /** Events that schedule and cancel others at random. */
  private void runRandomly(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Simulation tested = new Simulation();
    List<Long> ids = new ArrayList<>();
    long[] last = {0};
    int[] scheduled = {0};
    int[] fired = {0};
    int[] cancelled = {0};
    Event event =
        new Event() {
          @Override
          public void fire() {
            assertThat(tested.now()).isGreaterThanOrEqualTo(last[0]);
            last[0] = tested.now();
            fired[0]++;
            for (int i = random.nextInt(3); i > 0 && scheduled[0] < 500; i--) {
              scheduled[0]++;
              long time = tested.now() + random.nextInt(4);
              ids.add(tested.schedule(time, random.nextInt(-1, 2), this));
            }
            if (random.nextInt(5) == 0 && tested.cancel(ids.get(random.nextInt(ids.size())))) {
              cancelled[0]++;
            }
          }
        };
    for (int i = 0; i < 5; i++) {
      scheduled[0]++;
      ids.add(tested.schedule(random.nextInt(10), 0, event));
    }
    tested.run();
    assertThat(fired[0] + cancelled[0]).isEqualTo(scheduled[0]);
  }

  private long note(long time, int priority, String name) {
    return simulation.schedule(time, priority, () -> log.add(name + "@" + simulation.now()));
  }

  /** Schedules itself again after a fixed delay, a number of times. */
  private static final class SelfScheduling implements Event {
    private final Simulation simulation;
    private final long delay;
    private int left;

    SelfScheduling(Simulation simulation, long delay, int left) {
      this.simulation = simulation;
      this.delay = delay;
      this.left = left;
    }

    @Override
    public void fire() {
      if (left > 0) {
        left--;
        simulation.schedule(simulation.now() + delay, 0, this);
      }
    }
  }
}
