package io.tilewise.cpu.power;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.power.PowerModel.CoreWork;
import io.tilewise.cpu.replay.PhaseTimes;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.workload.ElementType;
import java.util.Arrays;
import java.util.List;

/**
 * Predicts a call's power from its price: every thread goes as fast as it would alone, which is at
 * least as fast as it goes beside the others; units and levels serve no more than they can. The
 * runtime's work before the call, and background work, are counted if they take more. Leakage is
 * that at the hottest junction's temperature, rounded up.
 */
final class CallPrediction implements PowerPrediction {
  private final PowerModel model;
  private final Point.Cache points;
  private final List<Core> threads;
  private final boolean[] leaking;
  private double leakageFactor = 1;
  private int version;
  private final Background background;

  /**
   * A prediction.
   *
   * @param threads the cores of the threads, the first thread's first
   * @param leaking by domain, whether it is switched on
   */
  CallPrediction(
      PowerModel model,
      Point.Cache points,
      List<Core> threads,
      boolean[] leaking,
      Background background) {
    this.model = model;
    this.points = points;
    this.threads = List.copyOf(threads);
    this.leaking = leaking.clone();
    this.background = background;
  }

  /** Sets the factor of leakage from now on. */
  void leakageFactor(double factor) {
    if (factor != leakageFactor) {
      leakageFactor = factor;
      version++;
    }
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public double full(String domain, Clocks clocks) {
    PowerModel.At at = model.at(clocks);
    int unit = model.unitIndex(domain);
    if (unit >= 0) {
      int index = model.coreCount() + unit;
      double product = model.productActivity(ElementType.F16);
      return at.unit(unit, true, product, 1, 1, 1) + leakageFactor * at.leakage[index];
    }
    double sum = 0;
    for (Core core : threads) {
      if (core.type().name().equals(domain)) {
        int index = model.coreIndex(core.name());
        double busy = at.coreWith(index, model.beyondWaiting(CoreWork.VECTOR));
        sum += busy + leakageFactor * at.leakage[index];
      }
    }
    return sum;
  }

  @Override
  public double ofCall(int index, Clocks clocks) {
    Point point = points.at(clocks);
    PricedCall call = point.calls().get(index);
    PowerModel.At at = model.at(clocks);
    double[] overhead = standing(at);
    int first = model.coreIndex(threads.get(0).name());
    overhead[first] += at.coreWith(first, model.beyondWaiting(CoreWork.SCALAR));
    double[] camera = new double[model.levelCount()];
    camera[camera.length - 1] = background.cameraBytes();
    at.addMemory(camera, 0, overhead);
    double[] working = standing(at);
    addWork(call, point.device(), at, working);
    return Math.max(Arrays.stream(overhead).sum(), Arrays.stream(working).sum());
  }

  /** What is there without the call: leakage and background work. */
  private double[] standing(PowerModel.At at) {
    double[] power = new double[model.domains().size()];
    for (int i = 0; i < power.length; i++) {
      power[i] = leaking[i] ? leakageFactor * at.leakage[i] : 0;
    }
    background
        .ui()
        .filter(ui -> threads.stream().noneMatch(core -> core.name().equals(ui.core())))
        .ifPresent(
            ui -> {
              int core = model.coreIndex(ui.core());
              power[core] += at.coreWith(core, model.beyondWaiting(CoreWork.SCALAR));
            });
    return power;
  }

  private void addWork(PricedCall call, Device device, PowerModel.At at, double[] power) {
    int levels = model.levelCount();
    double[] bytes = new double[levels];
    double[][] units = new double[device.matrixUnits().size()][3];
    boolean[] inUse = new boolean[units.length];
    long tiles = call.costs().get(device.core(threads.get(0).name())).tiles();
    int count = (int) Math.min(threads.size(), tiles);
    for (int thread = 0; thread < count; thread++) {
      Core on = device.core(threads.get(thread).name());
      CoreType type = on.type();
      KernelCost cost = call.costs().get(on);
      Demands total = cost.total();
      CoreWork work = CoreWork.of(call.isa(), total.needsMatrixUnit());
      double seconds = aloneSeconds(cost, device, type);
      int core = model.coreIndex(threads.get(thread).name());
      double used = Math.min(1, total.of(Demand.CORE) / seconds / type.clock());
      String name = threads.get(thread).name();
      boolean alsoUi = background.ui().filter(ui -> ui.core().equals(name)).isPresent();
      double beyond = Math.max(0, model.beyondWaiting(work)) * used;
      if (alsoUi) {
        beyond = Math.max(beyond, model.beyondWaiting(CoreWork.SCALAR));
      }
      power[core] += at.coreWith(core, beyond);
      addUnit(total, seconds, device, type, units, inUse);
      for (int level = 0; level < levels; level++) {
        bytes[level] += total.bytes(level) / seconds;
      }
    }
    for (int unit = 0; unit < units.length; unit++) {
      double product =
          call.call().operands().isEmpty()
              ? 0
              : model.productActivity(call.call().productElement());
      double[] use = units[unit];
      power[model.coreCount() + unit] +=
          at.unit(unit, inUse[unit], product, use[0], use[1], use[2]);
    }
    for (int level = 0; level < levels; level++) {
      double camera = level == levels - 1 ? background.cameraBytes() : 0;
      double most = device.memory().levels().get(level).bandwidth();
      bytes[level] = Math.min(most, bytes[level] + camera);
    }
    at.addMemory(bytes, 0, power);
  }

  private static void addUnit(
      Demands total,
      double seconds,
      Device device,
      CoreType type,
      double[][] units,
      boolean[] inUse) {
    for (int i = 0; i < units.length; i++) {
      if (total.needsMatrixUnit() && device.matrixUnits().get(i).clusters().contains(type.name())) {
        MatrixUnit unit = device.matrixUnits().get(i).unit();
        double cycles = seconds * unit.clock() * unit.count();
        units[i][0] += total.of(Demand.OUTER_PRODUCTS) / cycles;
        units[i][1] += total.of(Demand.TRANSFERS) / cycles;
        units[i][2] += total.of(Demand.VECTORS) / cycles;
        inUse[i] = true;
        return;
      }
    }
  }

  /** Time of all phases one after the other on one core alone. */
  private static double aloneSeconds(KernelCost cost, Device device, CoreType type) {
    double seconds = 0;
    for (Phase phase : cost.phases()) {
      seconds +=
          PhaseTimes.of(phase, device, type).stream()
              .mapToDouble(PhaseTimes.Share::seconds)
              .max()
              .orElse(0);
    }
    return seconds;
  }
}
