package io.tilewise.cpu.replay;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.sim.Activity;
import io.tilewise.sim.FluidNetwork;
import io.tilewise.sim.Resource;
import io.tilewise.sim.SimTime;
import java.util.LinkedHashMap;
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

  private final Core core;
  private final Optional<MatrixUnit> unit;
  private final DeviceResources resources;
  private final FluidNetwork network;
  private final Activity activity;

  private KernelCost cost;
  private long tiles;

  /** Whether the phases bound the rate, on top of what the resources do. */
  private boolean inPhases;

  private long busy;
  private final Map<Bottleneck, Double> boundBy = new LinkedHashMap<>();
  private final Map<String, Double> phases = new LinkedHashMap<>();

  Worker(
      Core core,
      Optional<MatrixUnit> unit,
      DeviceResources resources,
      FluidNetwork network,
      Runnable onIdle) {
    this.core = core;
    this.unit = unit;
    this.resources = resources;
    this.network = network;
    this.activity =
        new Activity(core.name())
            .onCompletion(
                done -> {
                  record();
                  onIdle.run();
                });
  }

  Core core() {
    return core;
  }

  /**
   * Prepares for a call; the record starts anew.
   *
   * @param newCost what the whole call costs on this core
   * @param tileCount how many parts it is shared in, which is not this core's to say: a matrix unit
   *     with longer vectors would make fewer
   */
  void begin(KernelCost newCost, long tileCount) {
    cost = newCost;
    tiles = tileCount;
    busy = 0;
    boundBy.clear();
    phases.clear();
    Demands sum = cost.phases().get(0).demands();
    for (Phase phase : cost.phases().subList(1, cost.phases().size())) {
      sum = sum.plus(phase.demands());
    }
    resources.demand(activity, core, unit.orElse(null), sum, tiles);
    inPhases = cost.phases().size() > 1 || sum.needsMatrixUnit();
    if (inPhases) {
      activity.rateBound(this::serialRate);
    } else {
      activity.noRateBound();
    }
  }

  /** Executes tiles; tells when it is done. */
  void execute(double number) {
    activity.work(number);
    network.start(activity);
  }

  /** Time spent on tiles since the call began, in picoseconds. */
  long busy() {
    return busy;
  }

  /** What bound that time; adds up to it. */
  Map<Bottleneck, Double> boundBy() {
    return boundBy;
  }

  /** How the time divides into phases. */
  Map<String, Double> phases() {
    return phases;
  }

  /** Tiles per second if the phases follow each other and nobody else is there. */
  private double serialRate() {
    double seconds = 0;
    for (Phase phase : cost.phases()) {
      seconds += seconds(phase);
    }
    return tiles / seconds;
  }

  /** Time of a phase of the whole call on this core alone. */
  private double seconds(Phase phase) {
    double longest = 0;
    for (Demand demand : Demand.values()) {
      longest = Math.max(longest, phase.demands().of(demand) / ownCapacity(demand));
    }
    for (int level = 0; level < phase.demands().sharedLevels(); level++) {
      longest = Math.max(longest, phase.demands().bytes(level) / resources.level(level).capacity());
    }
    return longest;
  }

  private Bottleneck bottleneck(Phase phase) {
    double longest = seconds(phase);
    for (Demand demand : Demand.values()) {
      double amount = phase.demands().of(demand);
      if (amount > 0 && amount / ownCapacity(demand) >= longest) {
        return resources.bottleneck(resources.resource(core, unit.orElse(null), demand));
      }
    }
    for (int level = 0; level < phase.demands().sharedLevels(); level++) {
      if (phase.demands().bytes(level) / resources.level(level).capacity() >= longest) {
        return resources.bottleneck(resources.level(level));
      }
    }
    throw new IllegalStateException("phase " + phase.name() + " demands nothing");
  }

  /** What one thread can take of a resource: of several matrix units it uses one. */
  private double ownCapacity(Demand demand) {
    if (demand.isOfMatrixUnit()) {
      return unit.map(MatrixUnit::clock).orElse(Double.POSITIVE_INFINITY);
    }
    return resources.resource(core, null, demand).capacity();
  }

  private void record() {
    long duration = activity.duration();
    busy += duration;
    if (inPhases) {
      recordPhases(duration);
    } else {
      recordSinglePhase(duration);
    }
  }

  private void recordSinglePhase(long duration) {
    phases.merge(cost.phases().get(0).name(), (double) duration, Double::sum);
    forEachBound(
        (resource, time) -> boundBy.merge(resources.bottleneck(resource), time, Double::sum));
  }

  private void recordPhases(long duration) {
    double share = activity.work() / tiles;
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
        phases.merge(phase.name(), time, Double::sum);
        boundBy.merge(bottleneck(phase), time, Double::sum);
      }
    }
    if (waited > 0) {
      phases.merge(WAITING, waited, Double::sum);
      forEachBound(
          (resource, time) ->
              boundBy.merge(
                  resources.bottleneck(resource), waited * time / competing, Double::sum));
    }
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
