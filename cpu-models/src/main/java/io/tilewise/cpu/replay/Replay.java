package io.tilewise.cpu.replay;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.sim.Activity;
import io.tilewise.sim.FluidNetwork;
import io.tilewise.sim.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Executes priced calls on a device: one after the other, as ExecuTorch does, each on the threads
 * of a pool, with a barrier behind it.
 *
 * <p>A call that can be shared divides its tiles over the threads, each on a core of its own, which
 * take them in turns ({@link TileQueue}); cores that are faster execute more of them, and threads
 * with different kernels take them by speed. How many there are is for the first thread's core to
 * say. A call that cannot be shared runs on the first thread. Before each call the first thread
 * spends the runtime's own time; a call on several threads also costs the time to start and to join
 * them.
 */
public final class Replay {
  /** Bounds and phases that a call mostly has; maps of more are made larger. */
  private static final int FEW = 4;

  private final Device device;
  private final List<Core> cores;
  private final double forkAndJoin;

  /**
   * A replay.
   *
   * @param device the device
   * @param cores the cores that the threads of the pool run on, the first thread's first
   * @param forkAndJoin time to start and to join the threads of a shared call, in seconds
   */
  public Replay(Device device, List<Core> cores, double forkAndJoin) {
    if (cores.isEmpty()) {
      throw new IllegalArgumentException("a replay needs a core");
    }
    this.device = device;
    this.cores = List.copyOf(cores);
    this.forkAndJoin = forkAndJoin;
  }

  /** All that can bound a call here. */
  public List<Bottleneck> bottlenecks() {
    List<Bottleneck> all = new ArrayList<>(List.of(Bottleneck.OVERHEAD, Bottleneck.BARRIER));
    all.addAll(
        new DeviceResources(device, cores, new FluidNetwork(new Simulation())).bottlenecks());
    return all;
  }

  /** Executes the calls. */
  public Timeline run(List<PricedCall> calls) {
    return run(calls, false);
  }

  /** Executes the calls and keeps what each thread did ({@link CallRecord#slices}). */
  public Timeline runWithSlices(List<PricedCall> calls) {
    return run(calls, true);
  }

  private Timeline run(List<PricedCall> calls, boolean withSlices) {
    Execution execution = new Execution(calls, withSlices);
    execution.run();
    return new Timeline(execution.records, execution.simulation.now());
  }

  /** One run. */
  private final class Execution {
    private final Simulation simulation = new Simulation();
    private final FluidNetwork network = new FluidNetwork(simulation);
    private final List<PricedCall> calls;
    private final boolean withSlices;
    private final List<CallRecord> records = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final TileQueue tiles = new TileQueue();
    private final Activity overhead = new Activity("overhead").work(1);
    private final DeviceResources resources;

    private int next;
    private long start;
    private long before;
    private long tileCount;
    private int threads;
    private int working;

    Execution(List<PricedCall> calls, boolean withSlices) {
      this.calls = calls;
      this.withSlices = withSlices;
      resources = new DeviceResources(device, cores, network);
      for (int i = 0; i < cores.size(); i++) {
        int thread = i;
        Core core = cores.get(i);
        workers.add(
            new Worker(
                core,
                device.matrixUnitOf(core.type()),
                resources,
                network,
                () -> continueOn(thread)));
      }
      overhead.onCompletion(
          done -> {
            before = overhead.duration();
            work();
          });
    }

    void run() {
      begin();
      simulation.run();
    }

    private void begin() {
      if (next == calls.size()) {
        return;
      }
      PricedCall call = calls.get(next);
      start = simulation.now();
      before = 0;
      tileCount = call.costs().get(cores.get(0)).tiles();
      threads = (int) Math.min(workers.size(), tileCount);
      double time = call.overhead() + (threads > 1 ? forkAndJoin : 0);
      if (time > 0) {
        network.start(overhead.rateBound(1 / time));
      } else {
        work();
      }
    }

    private void work() {
      PricedCall call = calls.get(next);
      working = threads;
      for (int i = 0; i < threads; i++) {
        Worker worker = workers.get(i);
        worker.begin(call.costs().get(worker.core()), tileCount, threads);
      }
      resources.shareUnits(workers.subList(0, threads));
      handOut(call.mixed());
      for (int i = 0; i < threads; i++) {
        continueOn(i);
      }
    }

    private void handOut(boolean mixed) {
      if (!mixed) {
        tiles.fill(tileCount, threads);
        return;
      }
      tiles.fillBySpeed(tileCount, threads);
      for (int i = 0; i < threads; i++) {
        tiles.speed(i, workers.get(i).serialRate());
      }
    }

    private void continueOn(int thread) {
      long taken = tiles.take(thread);
      if (taken > 0) {
        workers.get(thread).execute(taken);
        return;
      }
      working--;
      if (working == 0) {
        end();
      }
    }

    private void end() {
      records.add(record(calls.get(next)));
      next++;
      begin();
    }

    private CallRecord record(PricedCall call) {
      long duration = simulation.now() - start;
      Map<Bottleneck, Double> boundBy = new LinkedHashMap<>(FEW);
      Map<String, Double> phases = new LinkedHashMap<>(FEW);
      add(boundBy, phases, Bottleneck.OVERHEAD, before);
      double idle = 0;
      for (int i = 0; i < threads; i++) {
        Worker worker = workers.get(i);
        worker.boundBy().addTo(boundBy, threads);
        worker.phases().addTo(phases, threads);
        idle += (double) (duration - before - worker.busy()) / threads;
      }
      add(boundBy, phases, Bottleneck.BARRIER, idle);
      List<ThreadSlice> slices = withSlices ? slices(duration) : List.of();
      return new CallRecord(call, start, duration, threads, boundBy, phases, slices);
    }

    private List<ThreadSlice> slices(long duration) {
      List<ThreadSlice> slices = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        slices.add(workers.get(i).slice(start + before, start + duration));
      }
      return slices;
    }

    private void add(
        Map<Bottleneck, Double> boundBy,
        Map<String, Double> phases,
        Bottleneck bottleneck,
        double time) {
      if (time > 0) {
        boundBy.put(bottleneck, time);
        phases.put(bottleneck.label(), time);
      }
    }
  }
}
