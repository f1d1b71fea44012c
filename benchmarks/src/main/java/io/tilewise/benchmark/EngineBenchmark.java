package io.tilewise.benchmark;

import io.tilewise.sim.Simulation;
import java.util.concurrent.TimeUnit;
import nl.tudelft.simulation.dsol.SimRuntimeException;
import nl.tudelft.simulation.dsol.experiment.SingleReplication;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.Executable;
import nl.tudelft.simulation.dsol.model.AbstractDsolModel;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;
import nl.tudelft.simulation.dsol.simulators.RunState;
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
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * Whole engines: processes that schedule themselves again after each event, an equal number of
 * times, until no event is left. The score is the time per event.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EngineBenchmark.EVENTS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class EngineBenchmark {
  static final int EVENTS = 1 << 18;

  /** How many processes there are, hence how many events are pending. */
  @State(Scope.Thread)
  public static class Load {
    @Param({"16", "256", "4096"})
    public int processes;

    final Increments increments = new Increments();

    int eventsPerProcess() {
      return EVENTS / processes;
    }
  }

  /** Ours. */
  @State(Scope.Thread)
  public static class Tilewise {
    private final Simulation simulation = new Simulation();
    private TilewiseProcess[] processes;

    @Setup
    public void create(Load load) {
      processes = new TilewiseProcess[load.processes];
      for (int i = 0; i < processes.length; i++) {
        processes[i] = new TilewiseProcess(simulation, load.increments);
      }
    }
  }

  private static final class TilewiseProcess implements io.tilewise.sim.Event {
    private final Simulation simulation;
    private final Increments increments;
    private int left;

    TilewiseProcess(Simulation simulation, Increments increments) {
      this.simulation = simulation;
      this.increments = increments;
    }

    void start(int events) {
      left = events;
      scheduleNext();
    }

    @Override
    public void fire() {
      left--;
      if (left > 0) {
        scheduleNext();
      }
    }

    private void scheduleNext() {
      simulation.schedule(simulation.now() + increments.next(), 0, this);
    }
  }

  @Benchmark
  public long tilewise(Tilewise state, Load load) {
    for (TilewiseProcess process : state.processes) {
      process.start(load.eventsPerProcess());
    }
    state.simulation.run();
    return state.simulation.now();
  }

  /** SSJ's, on those of its lists that are fastest under the hold model, few or many pending. */
  @State(Scope.Thread)
  public static class Ssj {
    @Param({"Henriksen", "SplayTree", "BinaryTree", "DoublyLinked"})
    public String list;

    private Simulator simulator;
    private SsjProcess[] processes;

    @Setup
    public void create(Load load) {
      simulator = new Simulator(HoldBenchmark.Ssj.create(list));
      processes = new SsjProcess[load.processes];
      for (int i = 0; i < processes.length; i++) {
        processes[i] = new SsjProcess(simulator, load.increments);
      }
    }
  }

  private static final class SsjProcess extends Event {
    private final Increments increments;
    private int left;

    SsjProcess(Simulator simulator, Increments increments) {
      super(simulator);
      this.increments = increments;
    }

    void start(int events) {
      left = events;
      schedule((double) increments.next());
    }

    @Override
    public void actions() {
      left--;
      if (left > 0) {
        schedule((double) increments.next());
      }
    }
  }

  @Benchmark
  public double ssj(Ssj state, Load load) {
    for (SsjProcess process : state.processes) {
      process.start(load.eventsPerProcess());
    }
    state.simulator.start();
    return state.simulator.time();
  }

  /** DSOL's, on its default event list and with double time. */
  @State(Scope.Thread)
  public static class Dsol {
    private final DsolSimulator simulator = new DsolSimulator();
    private DsolProcess[] processes;

    @Setup
    public void create(Load load) throws SimRuntimeException {
      simulator.initialize(
          new EmptyModel(simulator), new SingleReplication<>("benchmark", 0.0, 0.0, 1e18));
      processes = new DsolProcess[load.processes];
      for (int i = 0; i < processes.length; i++) {
        processes[i] = new DsolProcess(simulator, load.increments);
      }
    }
  }

  /** Runs DSOL's event loop on the calling thread, to leave the handover to its own out. */
  private static final class DsolSimulator extends DevsSimulator<Double> {
    DsolSimulator() {
      super("benchmark");
      runUntilTime = Double.MAX_VALUE;
      runUntilIncluding = true;
    }

    void runHere() {
      runState = RunState.STARTED;
      run();
      runState = RunState.STOPPED;
    }

    /** The loop would go on to the end of the replication when no event is left. */
    void finish() {
      runState = RunState.STOPPING;
    }
  }

  private static final class EmptyModel extends AbstractDsolModel<Double, DsolSimulator> {
    EmptyModel(DsolSimulator simulator) {
      super(simulator);
    }

    @Override
    public void constructModel() {}
  }

  private static final class DsolProcess implements Executable {
    private final DsolSimulator simulator;
    private final Increments increments;
    private int left;

    DsolProcess(DsolSimulator simulator, Increments increments) {
      this.simulator = simulator;
      this.increments = increments;
    }

    void start(int events) {
      left = events;
      scheduleNext();
    }

    @Override
    public void execute() {
      left--;
      if (left > 0) {
        scheduleNext();
      } else if (simulator.getEventList().isEmpty()) {
        simulator.finish();
      }
    }

    private void scheduleNext() {
      try {
        simulator.scheduleEventRel((double) increments.next(), this);
      } catch (SimRuntimeException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Benchmark
  public double dsol(Dsol state, Load load) {
    for (DsolProcess process : state.processes) {
      process.start(load.eventsPerProcess());
    }
    state.simulator.runHere();
    return state.simulator.getSimulatorTime();
  }
}
