package io.tilewise.benchmark;

import io.tilewise.sim.Activity;
import io.tilewise.sim.FluidNetwork;
import io.tilewise.sim.Resource;
import io.tilewise.sim.SimTime;
import io.tilewise.sim.Simulation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Fluid resources: a number of workers, each of which does one activity after another on a resource
 * of its own and two that all share. The score is the time per activity, with its start, its end,
 * and the rates solved again for all in between.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FluidBenchmark.ACTIVITIES)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class FluidBenchmark {
  static final int ACTIVITIES = 1 << 16;

  /** The workers and their network. */
  @State(Scope.Thread)
  public static class Workers {
    @Param({"1", "4", "8"})
    public int workers;

    private final Simulation simulation = new Simulation();
    private final FluidNetwork network = new FluidNetwork(simulation);
    private final Increments increments = new Increments();
    private Activity[] activities;
    private int left;

    @Setup
    public void create() {
      Resource near = network.addResource("shared, near", 2e12 * workers);
      Resource far = network.addResource("shared, far", 0.7e12 * workers);
      activities = new Activity[workers];
      for (int i = 0; i < workers; i++) {
        Resource own = network.addResource("own " + i, SimTime.PER_SECOND);
        activities[i] =
            new Activity("worker " + i)
                .demand(own, 1)
                .demand(near, 1 + 0.2 * i)
                .demand(far, 0.5 + 0.1 * i)
                .onCompletion(this::startNext);
      }
    }

    private void startNext(Activity activity) {
      if (left > 0) {
        left--;
        network.start(activity.work((double) increments.next()));
      }
    }
  }

  @Benchmark
  public long tilewise(Workers state) {
    state.left = ACTIVITIES;
    for (Activity activity : state.activities) {
      state.startNext(activity);
    }
    state.simulation.run();
    return state.simulation.now();
  }
}
