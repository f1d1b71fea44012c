package io.tilewise.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Once warm, an event and an activity allocate nothing. */
class AllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 100_000;

  /** Far less than a byte per event: reading the counter itself may allocate. */
  private static final long TINY = 4096;

  private final Simulation simulation = new Simulation();
  private final FluidNetwork network = new FluidNetwork(simulation);

  @Test
  void eventsAllocateNothing() {
    // A hundred processes, each of which cancels and schedules its successor.
    for (int i = 0; i < 100; i++) {
      int delay = i + 1;
      long[] watchdog = {0};
      simulation.schedule(
          i,
          0,
          new Event() {
            @Override
            public void fire() {
              simulation.cancel(watchdog[0]);
              watchdog[0] = simulation.schedule(simulation.now() + 1000, 1, this);
              simulation.schedule(simulation.now() + delay, 0, this);
              simulation.cancel(watchdog[0]);
            }
          });
    }
    assertThat(allocatedFrom(WARM_UP, WARM_UP + MEASURED)).isLessThan(TINY);
  }

  @Test
  void oneActivityAfterAnotherAllocatesNothing() {
    Resource cycles = network.addResource("cycles", 3e9);
    Resource bytes = network.addResource("bytes", 5e9);
    Activity activity = new Activity("a").onCompletion(network::start);
    network.start(activity.demand(cycles, 2).demand(bytes, 1).work(1));
    assertThat(allocatedFrom(1000L * WARM_UP, 1000L * (WARM_UP + MEASURED))).isLessThan(TINY);
  }

  @Test
  void activitiesThatShareResourcesAllocateNothing() {
    // The owner describes each activity anew for every start, and a clock changes now and then.
    Resource bytes = network.addResource("bytes", 5e9);
    for (int i = 0; i < 8; i++) {
      Resource cycles = network.addResource("cycles " + i, 3e9);
      double work = i + 1;
      Activity activity = new Activity("a" + i).rateBound(() -> cycles.capacity() / 2);
      activity.onCompletion(
          ended ->
              network.start(ended.clearDemands().demand(cycles, 1).demand(bytes, work).work(work)));
      network.start(activity);
      List<Double> clocks = List.of(1e9, 3e9);
      simulation.schedule(
          i,
          0,
          new Event() {
            private int next;

            @Override
            public void fire() {
              network.setCapacity(cycles, clocks.get(next++ % 2));
              simulation.schedule(simulation.now() + 5000, 0, this);
            }
          });
    }
    assertThat(allocatedFrom(1000L * WARM_UP, 1000L * (WARM_UP + MEASURED))).isLessThan(TINY);
  }

  private long allocatedFrom(long start, long end) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    simulation.runUntil(start);
    threads.getThreadAllocatedBytes(thread);
    long before = threads.getThreadAllocatedBytes(thread);
    simulation.runUntil(end);
    return threads.getThreadAllocatedBytes(thread) - before;
  }
}
