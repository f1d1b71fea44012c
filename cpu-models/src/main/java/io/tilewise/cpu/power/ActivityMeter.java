package io.tilewise.cpu.power;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.power.PowerLedger.Layout;
import io.tilewise.cpu.power.PowerModel.CoreWork;
import io.tilewise.cpu.replay.DeviceResources;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.sim.Activity;
import io.tilewise.sim.Bound;
import io.tilewise.sim.Resource;
import io.tilewise.sim.Simulation;
import io.tilewise.sim.SimulationListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the activities on a device and keeps a {@link PowerLedger} of what they make it do.
 *
 * <p>Of each activity it keeps what it demands per unit of work and at which rate it goes. Nothing
 * else is asked of the simulation, so what holds from one instant to the next is worked out from
 * what was known at the first, before anything of the second is taken in.
 */
final class ActivityMeter implements SimulationListener {
  private final Optional<PowerModel> model;
  private final PowerLedger ledger;
  private final Simulation simulation;
  private final Layout layout;
  private final List<Slot> slots = new ArrayList<>();
  private final double[] coreClocks;
  private final double[] unitCycles;

  /** The cores of the threads, the first thread's first. */
  private final int[] threadCores;

  private Optional<PowerModel.At> point = Optional.empty();
  private int threadsInCall;
  private boolean stale = true;
  private boolean muted;

  /** An activity that is followed. */
  private static final class Slot {
    final Activity activity;
    final int core;
    final int unit;
    final Map<Demand, Resource> coreResources;
    final Map<Demand, Resource> unitResources;
    final List<Resource> levels;

    /** Instruction set of its call; the runtime's and the user interface's code is scalar. */
    String isa = "scalar";

    double product;
    boolean active;
    double rate;
    double cycles;
    double outerProducts;
    double transfers;
    double vectors;
    final double[] bytes;

    Slot(Activity activity, int core, int unit, DeviceResources resources, Device device) {
      this.activity = activity;
      this.core = core;
      this.unit = unit;
      this.coreResources = core < 0 ? Map.of() : resources.ofCore(device.cores().get(core));
      this.unitResources =
          unit < 0 ? Map.of() : resources.ofUnit(device.matrixUnits().get(unit).unit().name());
      this.levels = resources.levels();
      this.bytes = new double[levels.size()];
    }

    void readDemands() {
      cycles = demand(coreResources.get(Demand.CORE));
      outerProducts = demand(unitResources.get(Demand.OUTER_PRODUCTS));
      transfers = demand(unitResources.get(Demand.TRANSFERS));
      vectors = demand(unitResources.get(Demand.VECTORS));
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = demand(levels.get(i));
      }
    }

    private double demand(Resource resource) {
      for (int i = 0; i < activity.demandCount(); i++) {
        if (activity.demandResource(i) == resource) {
          return activity.demandUnits(i);
        }
      }
      return 0;
    }

    boolean usesUnit() {
      return active && outerProducts + transfers + vectors > 0;
    }
  }

  ActivityMeter(
      Optional<PowerModel> model,
      PowerLedger ledger,
      Simulation simulation,
      Device device,
      int[] threadCores) {
    this.model = model;
    this.ledger = ledger;
    this.simulation = simulation;
    this.layout = ledger.layout();
    this.threadCores = threadCores.clone();
    this.coreClocks = new double[device.cores().size()];
    this.unitCycles = new double[device.matrixUnits().size()];
  }

  /**
   * Follows an activity.
   *
   * @param core the core it is on; -1 for none
   */
  void follow(Activity activity, int core, DeviceResources resources, Device device) {
    int unit = -1;
    if (core >= 0) {
      String cluster = device.cores().get(core).type().name();
      for (int i = 0; i < device.matrixUnits().size(); i++) {
        if (unit < 0 && device.matrixUnits().get(i).clusters().contains(cluster)) {
          unit = i;
        }
      }
    }
    slots.add(new Slot(activity, core, unit, resources, device));
  }

  /** The clocks are these from now on. */
  void clocks(Clocks clocks, Device device) {
    settle(simulation.now());
    point = model.map(m -> m.at(clocks));
    for (int i = 0; i < coreClocks.length; i++) {
      coreClocks[i] = device.cores().get(i).type().clock();
    }
    for (int i = 0; i < unitCycles.length; i++) {
      MatrixUnit unit = device.matrixUnits().get(i).unit();
      unitCycles[i] = unit.count() * unit.clock();
    }
    stale = true;
  }

  /** Whether to follow only, without entering anything into the ledger. */
  void mute(boolean newMuted) {
    muted = newMuted;
    stale = true;
  }

  /** A call runs on the first threads from now on; all of them stay awake until it ends. */
  void callStarted(PricedCall call, int threads) {
    settle(simulation.now());
    threadsInCall = threads;
    double product =
        call.call().operands().isEmpty()
            ? 0
            : model.map(m -> m.productActivity(call.call().productElement())).orElse(0.0);
    for (int thread = 0; thread < threads; thread++) {
      slots.get(thread).isa = call.isa();
      slots.get(thread).product = product;
    }
    stale = true;
  }

  /** A call has ended. */
  void callEnded() {
    settle(simulation.now());
    threadsInCall = 0;
    stale = true;
  }

  /** Enters what held until a time into the ledger. */
  void settle(long time) {
    if (muted) {
      return;
    }
    if (time > ledger.now()) {
      refresh();
      ledger.advanceTo(time);
    }
  }

  /** Makes the ledger's rates those that hold now. */
  void refresh() {
    if (stale) {
      ledger.rates(new Rates(rates(), layout.domains()));
      stale = false;
    }
  }

  private double[] rates() {
    double[] rates = new double[layout.size()];
    double[] activities = new double[coreClocks.length];
    boolean[] awake = new boolean[coreClocks.length];
    for (int thread = 0; thread < threadsInCall; thread++) {
      awake[threadCores[thread]] = true;
    }
    double[][] units = new double[unitCycles.length][4];
    double[] products = new double[unitCycles.length];
    boolean[] unitsInUse = new boolean[unitCycles.length];
    for (Slot slot : slots) {
      if (slot.active) {
        add(slot, rates, activities, awake);
        if (slot.usesUnit()) {
          unitsInUse[slot.unit] = true;
          products[slot.unit] = Math.max(products[slot.unit], slot.product);
          units[slot.unit][0] += slot.rate * slot.outerProducts / unitCycles[slot.unit];
          units[slot.unit][1] += slot.rate * slot.transfers / unitCycles[slot.unit];
          units[slot.unit][2] += slot.rate * slot.vectors / unitCycles[slot.unit];
        }
      }
    }
    for (int core = 0; core < awake.length; core++) {
      rates[layout.busy(core)] = awake[core] ? 1 : 0;
    }
    point.ifPresent(
        at -> {
          for (int core = 0; core < awake.length; core++) {
            rates[core] = awake[core] ? at.coreWith(core, activities[core]) : 0;
          }
          for (int unit = 0; unit < units.length; unit++) {
            rates[awake.length + unit] =
                at.unit(
                    unit,
                    unitsInUse[unit],
                    products[unit],
                    units[unit][0],
                    units[unit][1],
                    units[unit][2]);
          }
          at.addMemory(rates, layout.level(0), rates);
        });
    return rates;
  }

  /** Adds what an activity takes of its core beyond waiting on it, and of the levels. */
  private void add(Slot slot, double[] rates, double[] activities, boolean[] awake) {
    for (int i = 0; i < slot.bytes.length; i++) {
      rates[layout.level(i)] += slot.rate * slot.bytes[i];
    }
    if (slot.core >= 0) {
      awake[slot.core] = true;
      // The runtime's own work is given in time, not in cycles: it keeps the core busy.
      double used =
          slot.activity.demandCount() > 0
              ? Math.min(1, slot.rate * slot.cycles / coreClocks[slot.core])
              : 1;
      activities[slot.core] +=
          model
              .map(m -> m.beyondWaiting(CoreWork.of(slot.isa, slot.usesUnit())) * used)
              .orElse(0.0);
    }
  }

  private Slot slot(Activity activity) {
    for (Slot slot : slots) {
      if (slot.activity == activity) {
        return slot;
      }
    }
    throw new IllegalStateException("activity " + activity + " is not followed");
  }

  @Override
  public void activityStarted(long time, Activity activity) {
    settle(time);
    Slot slot = slot(activity);
    slot.active = true;
    slot.rate = 0;
    slot.readDemands();
    stale = true;
  }

  @Override
  public void rateChanged(long time, Activity activity, double rate, Bound boundBy) {
    settle(time);
    slot(activity).rate = rate;
    stale = true;
  }

  @Override
  public void activityEnded(long time, Activity activity) {
    ended(time, activity);
  }

  @Override
  public void activityCancelled(long time, Activity activity) {
    ended(time, activity);
  }

  private void ended(long time, Activity activity) {
    settle(time);
    slot(activity).active = false;
    stale = true;
  }
}
