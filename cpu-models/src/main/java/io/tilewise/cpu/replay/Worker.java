package io.tilewise.cpu.replay;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.sim.Activity;
import io.tilewise.sim.FluidNetwork;
import io.tilewise.sim.RateBound;
import io.tilewise.sim.Resource;
import io.tilewise.sim.SimTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A thread of the pool on its core: executes the tiles it is given as one activity, and keeps what
 * bound them.
 *
 * <p>The phases of a kernel follow each other within each tile. An activity is many tiles, and
 * threads are not in step with each other, so it demands of every resource what all phases together
 * demand, at a rate that is bounded by their sum: {@code 1 / sum over phases of (largest demand /
 * capacity)} tiles per second. Time beyond that sum is time spent waiting for a resource that
 * others use too. A single phase needs no such bound, unless it runs on one of several matrix
 * units.
 */
final class Worker {
  /** Name, among phases, of the time that a thread waits for a resource that others use too. */
  private static final String WAITING = "waiting";

  private Core core;
  private final DeviceResources resources;
  private final FluidNetwork network;
  private final Activity activity;
  private final RateBound serialRate = this::serialRate;

  /** What this thread takes of, by kind of demand, and the shared levels. */
  private final Map<Demand, Resource> own;

  private final List<Resource> levels;
  private Optional<MatrixUnit> unit = Optional.empty();
  private double unitClock;

  private KernelCost cost;
  private long tiles;

  /** Whether the phases bound the rate, on top of what the resources do. */
  private boolean inPhases;

  private boolean usesUnit;

  /** Whether a change of clocks has interrupted it, and the tiles that were left then. */
  private boolean suspended;

  private double left;

  private long busy;
  private long executed;
  private final Tally<Bottleneck> boundBy = new Tally<>();
  private final Tally<String> phases = new Tally<>();
  private final Tally<Bottleneck> waits = new Tally<>();

  Worker(
      Core core,
      Optional<MatrixUnit> unit,
      DeviceResources resources,
      FluidNetwork network,
      Runnable onIdle) {
    this.resources = resources;
    this.network = network;
    this.own = resources.of(core, unit);
    runOn(core, unit);
    this.levels = resources.levels();
    this.activity =
        new Activity(core.name())
            .onCompletion(
                done -> {
                  record(done.work());
                  onIdle.run();
                });
  }

  /** The core and its unit have these clocks from now on. */
  void runOn(Core newCore, Optional<MatrixUnit> newUnit) {
    core = newCore;
    unit = newUnit;
    unitClock = newUnit.map(MatrixUnit::clock).orElse(0.0);
  }

  /** Interrupts the tiles under way, if there are any. */
  void suspend() {
    if (activity.isActive()) {
      suspended = true;
      left = activity.workLeft();
      network.cancel(activity);
      if (activity.duration() > 0) {
        record(activity.work() - left);
      }
    }
  }

  /** Goes on with the interrupted tiles, if there are any. */
  void resume() {
    if (suspended) {
      suspended = false;
      activity.work(left);
      network.start(activity);
    }
  }

  Activity activity() {
    return activity;
  }

  Core core() {
    return core;
  }

  /** Whether the call needs this matrix unit here. */
  boolean uses(MatrixUnit other) {
    return usesUnit && unit.filter(other::equals).isPresent();
  }

  /**
   * Prepares for a call; the record starts anew.
   *
   * @param newCost what the whole call costs on this core
   * @param tileCount how many parts it is shared in, which is not this core's to say: a matrix unit
   *     with longer vectors would make fewer
   */
  void begin(KernelCost newCost, long tileCount) {
    tiles = tileCount;
    busy = 0;
    executed = 0;
    boundBy.clear();
    phases.clear();
    waits.clear();
    price(newCost);
  }

  /** What the whole call costs from now on; not while tiles are under way. */
  void price(KernelCost newCost) {
    cost = newCost;
    Demands total = cost.total();
    demandOfOneTile(total);
    usesUnit = total.needsMatrixUnit();
    inPhases = cost.phases().size() > 1 || usesUnit;
    if (inPhases) {
      activity.rateBound(serialRate);
    } else {
      activity.noRateBound();
    }
  }

  private void demandOfOneTile(Demands total) {
    activity.clearDemands();
    for (Demand demand : Demand.ALL) {
      double amount = total.of(demand) / tiles;
      if (amount > 0) {
        activity.demand(own.get(demand), amount);
      }
    }
    for (int level = 0; level < levels.size(); level++) {
      activity.demand(levels.get(level), total.bytes(level) / tiles);
    }
  }

  /** Executes tiles; tells when it is done. */
  void execute(long number) {
    executed += number;
    activity.work(number);
    network.start(activity);
  }

  /** Time spent on tiles since the call began, in picoseconds. */
  long busy() {
    return busy;
  }

  /** What bound that time; adds up to it. */
  Tally<Bottleneck> boundBy() {
    return boundBy;
  }

  /** How the time divides into phases and, as {@link #WAITING}, how long it waited. */
  Tally<String> phases() {
    return phases;
  }

  /** Tiles per second if the phases follow each other and nobody else is there. */
  double serialRate() {
    double seconds = 0;
    for (Phase phase : cost.phases()) {
      seconds += seconds(phase);
    }
    return tiles / seconds;
  }

  /** Time of a phase of the whole call on this core alone. */
  private double seconds(Phase phase) {
    double longest = 0;
    for (Demand demand : Demand.ALL) {
      longest = Math.max(longest, seconds(phase, demand));
    }
    for (int level = 0; level < levels.size(); level++) {
      longest = Math.max(longest, seconds(phase, level));
    }
    return longest;
  }

  private double seconds(Phase phase, Demand demand) {
    double amount = phase.demands().of(demand);
    return amount > 0 ? amount / ownCapacity(demand) : 0;
  }

  private double seconds(Phase phase, int level) {
    return phase.demands().bytes(level) / levels.get(level).capacity();
  }

  private Bottleneck bottleneck(Phase phase) {
    double longest = seconds(phase);
    for (Demand demand : Demand.ALL) {
      if (phase.demands().of(demand) > 0 && seconds(phase, demand) >= longest) {
        return resources.bottleneck(own.get(demand));
      }
    }
    for (int level = 0; level < levels.size(); level++) {
      if (seconds(phase, level) >= longest) {
        return resources.bottleneck(levels.get(level));
      }
    }
    throw new IllegalStateException("phase " + phase.name() + " demands nothing");
  }

  /** What one thread can take of a resource: of several matrix units it uses one. */
  private double ownCapacity(Demand demand) {
    return demand.isOfMatrixUnit() ? unitClock : own.get(demand).capacity();
  }

  /** Enters what bound so many tiles, which have just been done. */
  private void record(double done) {
    long duration = activity.duration();
    busy += duration;
    if (inPhases) {
      recordPhases(duration, done);
    } else {
      recordSinglePhase(duration, done);
    }
  }

  private void recordSinglePhase(long duration, double done) {
    Phase phase = cost.phases().get(0);
    double waited = waited(phase, duration, done);
    phases.add(phase.name(), duration - waited);
    if (waited > 0) {
      phases.add(WAITING, waited);
    }
    forEachBound((resource, time) -> boundBy.add(resources.bottleneck(resource), time));
  }

  /**
   * Notes, and sums up, by how much others made a phase longer: by their use of memory or, where
   * that never bound it, by that of its core.
   */
  private double waited(Phase phase, long duration, double done) {
    double waited = duration - seconds(phase) * done / tiles * SimTime.PER_SECOND;
    // Ends are rounded up to the picosecond: less is no waiting.
    if (waited <= 1) {
      return 0;
    }
    long competing = 0;
    for (Resource level : levels) {
      competing += activity.boundTime(level);
    }
    if (competing == 0) {
      forEachBound(
          (resource, time) -> waits.add(resources.bottleneck(resource), waited * time / duration));
      return waited;
    }
    for (Resource level : levels) {
      long time = activity.boundTime(level);
      if (time > 0) {
        waits.add(resources.bottleneck(level), waited * time / competing);
      }
    }
    return waited;
  }

  private void recordPhases(long duration, double done) {
    double share = done / tiles;
    double serial = 0;
    for (Phase phase : cost.phases()) {
      serial += seconds(phase) * share * SimTime.PER_SECOND;
    }
    long competing = duration - activity.ownBoundTime();
    double waited = competing > 0 ? Math.max(0, duration - serial) : 0;
    double stretch = (duration - waited) / serial;
    for (Phase phase : cost.phases()) {
      double time = seconds(phase) * share * SimTime.PER_SECOND * stretch;
      if (time > 0) {
        phases.add(phase.name(), time);
        boundBy.add(bottleneck(phase), time);
      }
    }
    if (waited > 0) {
      phases.add(WAITING, waited);
      forEachBound(
          (resource, time) -> {
            double part = waited * time / competing;
            boundBy.add(resources.bottleneck(resource), part);
            waits.add(resources.bottleneck(resource), part);
          });
    }
  }

  /** What it did in the call, which it could begin at one time and which is over at another. */
  ThreadSlice slice(long begin, long end) {
    Map<String, Double> worked = new LinkedHashMap<>();
    phases.addTo(worked, 1);
    worked.remove(WAITING);
    Map<Bottleneck, Double> waited = new LinkedHashMap<>();
    waits.addTo(waited, 1);
    return new ThreadSlice(core, begin, busy, executed, worked, waited, end - begin - busy);
  }

  private interface BoundVisitor {
    void visit(Resource resource, double time);
  }

  private void forEachBound(BoundVisitor visitor) {
    for (int i = 0; i < activity.demandCount(); i++) {
      Resource resource = activity.demandResource(i);
      long time = activity.boundTime(resource);
      if (time > 0) {
        visitor.visit(resource, time);
      }
    }
  }
}
