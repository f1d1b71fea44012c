package io.tilewise.cpu.replay;

import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.sim.Activity;
import io.tilewise.sim.Event;
import io.tilewise.sim.FluidNetwork;
import io.tilewise.sim.SimTime;
import io.tilewise.sim.Simulation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
 *
 * <p>At the barriers between calls nothing is under way, so calls with the same price take the same
 * course wherever they stand. Where nothing else can interfere, such a course is simulated once.
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
    Execution execution = execution(List.of());
    // Slices hold times of their own, which a repetition would have to move.
    if (!withSlices) {
      execution.repeat(calls.size());
    }
    execution.begin(calls, withSlices, () -> {});
    execution.simulation().run();
    return new Timeline(execution.records(), execution.simulation().now());
  }

  /**
   * The device at rest, to be observed and steered: plans begin one after the other, and clocks may
   * change on the way.
   *
   * @param others cores that something else than the threads of the pool runs on
   */
  public Execution execution(List<Core> others) {
    List<Core> all = new ArrayList<>(cores);
    others.stream().filter(core -> !cores.contains(core)).forEach(all::add);
    return new Execution(all);
  }

  /** Executions of plans on one simulation. */
  public final class Execution {
    private final Simulation simulation = new Simulation();
    private final FluidNetwork network = new FluidNetwork(simulation);
    private final List<CallRecord> records = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final TileQueue tiles = new TileQueue();
    private final Activity overhead = new Activity("overhead").work(1);
    private final DeviceResources resources;
    private ReplayObserver observer = ReplayObserver.NONE;

    private List<PricedCall> calls = List.of();
    private boolean withSlices;

    /** Whether calls of the same price repeat each other: nobody observes or steers them. */
    private boolean repeats;

    /** What happened last to calls of a price; the same price is the same map. */
    private IdentityHashMap<Map<Core, KernelCost>, CallRecord> byPrice = new IdentityHashMap<>(0);

    private final Event endOfRepetition = this::endRepetition;
    private Runnable onEnd = () -> {};
    private int next;
    private long start;
    private long before;
    private long tileCount;
    private int threads;
    private int working;

    /** Whether threads are at the tiles of a call. */
    private boolean isAtTiles;

    Execution(List<Core> all) {
      resources = new DeviceResources(device, all, network);
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

    /** The clock of this execution. */
    public Simulation simulation() {
      return simulation;
    }

    /** The network that its activities are on. */
    public FluidNetwork network() {
      return network;
    }

    /** The resources of the device. */
    public DeviceResources resources() {
      return resources;
    }

    /** The activity of the runtime's own work, which is on the first thread's core. */
    public Activity overhead() {
      return overhead;
    }

    /** The activity of a thread's work on tiles. */
    public Activity tilesOf(int thread) {
      return workers.get(thread).activity();
    }

    /** What happened to the calls of the plan begun last, as far as they have ended. */
    public List<CallRecord> records() {
      return List.copyOf(records);
    }

    /** Sets who is told when calls start and end. */
    public void observe(ReplayObserver newObserver) {
      observer = newObserver;
    }

    /**
     * Begins a plan now.
     *
     * @param plan its calls, priced at the clocks of the device as it is
     * @param keepSlices whether to keep what each thread does ({@link CallRecord#slices})
     * @param whenDone called when the last call has ended
     */
    public void begin(List<PricedCall> plan, boolean keepSlices, Runnable whenDone) {
      calls = plan;
      withSlices = keepSlices;
      onEnd = whenDone;
      next = 0;
      records.clear();
      begin();
    }

    /**
     * Changes clocks. Work under way goes on at the new rates: of the tiles that threads are at,
     * what is left is done at its new price.
     *
     * @param changed the device at its new clocks
     * @param repriced the calls of the plan under way at these
     */
    public void changeClocks(Device changed, List<PricedCall> repriced) {
      calls = repriced;
      workers.forEach(Worker::suspend);
      resources.changeClocks(changed);
      for (Worker worker : workers) {
        Core core = changed.core(worker.core().name());
        worker.runOn(core, changed.matrixUnitOf(core.type()));
      }
      if (isAtTiles) {
        goOnWithTiles();
      }
    }

    private void goOnWithTiles() {
      PricedCall call = calls.get(next);
      for (int i = 0; i < threads; i++) {
        workers.get(i).price(call.costs().get(workers.get(i).core()));
      }
      resources.shareUnits(workers.subList(0, threads));
      for (int i = 0; i < threads; i++) {
        if (call.mixed()) {
          tiles.speed(i, workers.get(i).serialRate());
        }
        workers.get(i).resume();
      }
    }

    private void begin() {
      if (next == calls.size()) {
        onEnd.run();
        return;
      }
      observer.beforeCall(next);
      PricedCall call = calls.get(next);
      start = simulation.now();
      if (repeats && isRepetition(call)) {
        long duration = byPrice.get(call.costs()).duration();
        simulation.schedule(SimTime.add(start, duration), 0, endOfRepetition);
        return;
      }
      before = 0;
      tileCount = call.costs().get(workers.get(0).core()).tiles();
      threads = (int) Math.min(workers.size(), tileCount);
      observer.callStarted(call, threads);
      double time = call.overhead() + (threads > 1 ? forkAndJoin : 0);
      if (time > 0) {
        network.start(overhead.rateBound(1 / time));
      } else {
        work();
      }
    }

    private void repeat(int prices) {
      repeats = true;
      byPrice = new IdentityHashMap<>(prices);
    }

    private boolean isRepetition(PricedCall call) {
      CallRecord earlier = byPrice.get(call.costs());
      return earlier != null
          && earlier.call().overhead() == call.overhead()
          && earlier.call().mixed() == call.mixed();
    }

    private void endRepetition() {
      PricedCall call = calls.get(next);
      CallRecord earlier = byPrice.get(call.costs());
      end(
          new CallRecord(
              call,
              start,
              earlier.duration(),
              earlier.threads(),
              earlier.boundBy(),
              earlier.phases(),
              List.of()));
    }

    private void work() {
      PricedCall call = calls.get(next);
      working = threads;
      isAtTiles = true;
      for (int i = 0; i < threads; i++) {
        Worker worker = workers.get(i);
        worker.begin(call.costs().get(worker.core()), tileCount);
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
        isAtTiles = false;
        CallRecord record = record(calls.get(next));
        if (repeats) {
          byPrice.put(record.call().costs(), record);
        }
        end(record);
      }
    }

    private void end(CallRecord record) {
      records.add(record);
      observer.callEnded(record);
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
