package io.tilewise.cpu.power;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.SharedLevel;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.file.PowerFile.CoreActivityBlock;
import io.tilewise.cpu.file.PowerFile.LogicBlock;
import io.tilewise.cpu.file.PowerFile.MemoryPowerBlock;
import io.tilewise.cpu.file.PowerFile.PowerBlock;
import io.tilewise.cpu.file.PowerFile.UnitActivityBlock;
import io.tilewise.workload.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the parts of a device take. Domains of power: every core, every kind of matrix unit, {@code
 * fabric} (shared caches and what connects them) and {@code dram}.
 *
 * <p>With s a domain's share of its highest clock f_max, voltage V(s) = V_max * curve(s), and
 * switched capacitance C:
 *
 * <pre>
 *   core     C V^2 f (a_waiting + (a_class - a_waiting) u)      while a thread is on it, else 0
 *   unit     n C V^2 f (a_waiting w + a_product u_o + a_transfers u_t + a_vectors u_v)
 *   fabric   curve(s)^2 (P_fabric s + sum over shared caches k of e_k B_k)
 *   dram     P_standby + e_dram B_dram
 *   leakage  P_leak (V / V_max)^x 2^((T - T_ref) / T_double)    of cores and units
 * </pre>
 *
 * <p>u is the part of the core's cycles in which it issues, a_class the activity of the code's
 * instruction class (scalar, vector, or instructions sent to a matrix unit); u_o, u_t, u_v are the
 * parts of the unit's n * f cycles that its pipes work, a_product that of the element type, and w
 * is 1 while a thread uses the unit; B_k is bytes per second through a level, e_k energy per byte,
 * s the memory system's share.
 *
 * <p>Ignored: first- and second-level caches apart from the core (part of C), differences between
 * instructions of a class, data, voltage regulators and their losses, everything else of a phone.
 */
public final class PowerModel {
  private final PowerBlock block;
  private final VoltageCurve curve;
  private final List<Core> cores;
  private final List<String> units;
  private final List<Integer> unitCounts;
  private final List<String> levels;
  private final Map<String, Double> unitTops;
  private final Map<String, Double> coreTops;
  private final List<String> domains = new ArrayList<>();
  private final Map<Clocks, At> points = new HashMap<>();

  // Read from the block once, since they are asked for at every change of what runs.
  private final double scalar;
  private final double vector;
  private final double streaming;
  private final double waiting;
  private final double fp32;
  private final double fp16;
  private final double int8;
  private final double transfers;
  private final double vectors;
  private final double unitWaiting;
  private final double dramStandby;
  private final double referenceTemperature;
  private final double doubling;

  private PowerModel(
      PowerBlock block,
      VoltageCurve curve,
      Device device,
      Map<String, Double> coreTops,
      Map<String, Double> unitTops) {
    this.block = block;
    this.curve = curve;
    this.cores = device.cores();
    this.units = device.matrixUnits().stream().map(a -> a.unit().name()).toList();
    this.unitCounts = device.matrixUnits().stream().map(a -> a.unit().count()).toList();
    this.levels = device.memory().levels().stream().map(SharedLevel::name).toList();
    this.coreTops = coreTops;
    this.unitTops = unitTops;
    cores.forEach(core -> domains.add(core.name()));
    domains.addAll(units);
    domains.add(DeviceFile.FABRIC);
    domains.add("dram");
    CoreActivityBlock core = block.coreActivity();
    this.scalar = core.scalar().inBaseUnit();
    this.vector = core.vector().inBaseUnit();
    this.streaming = core.streaming().inBaseUnit();
    this.waiting = core.waiting().inBaseUnit();
    UnitActivityBlock unit = block.unitActivity();
    this.fp32 = unit.fp32().inBaseUnit();
    this.fp16 = unit.fp16().inBaseUnit();
    this.int8 = unit.int8().inBaseUnit();
    this.transfers = unit.transfers().inBaseUnit();
    this.vectors = unit.vectors().inBaseUnit();
    this.unitWaiting = unit.waiting().inBaseUnit();
    this.dramStandby = block.memory().dramStandby().inBaseUnit();
    this.referenceTemperature = block.leakageLaw().referenceTemperature().inBaseUnit();
    this.doubling = block.leakageLaw().doubling().inBaseUnit();
  }

  /**
   * The model of a device.
   *
   * @param file the device file; has the blocks power and operating_points
   * @param device the device at any clocks
   */
  public static PowerModel of(DeviceFile file, Device device) {
    Map<String, Double> coreTops = new LinkedHashMap<>();
    file.clusters().forEach((name, c) -> coreTops.put(name, c.clock().inBaseUnit()));
    Map<String, Double> unitTops = new LinkedHashMap<>();
    file.matrixUnits().forEach((name, u) -> unitTops.put(name, u.clock().inBaseUnit()));
    return new PowerModel(
        file.power().orElseThrow(),
        VoltageCurve.of(file.operatingPoints().orElseThrow()),
        device,
        coreTops,
        unitTops);
  }

  /** Names of the domains: cores, units, fabric, dram. */
  public List<String> domains() {
    return List.copyOf(domains);
  }

  int coreCount() {
    return cores.size();
  }

  int unitIndex(String unit) {
    return units.indexOf(unit);
  }

  int coreIndex(String core) {
    return domains.indexOf(core);
  }

  int levelCount() {
    return levels.size();
  }

  /** What a core does. */
  enum CoreWork {
    SCALAR,
    VECTOR,
    STREAMING;

    /**
     * What a core does in a call.
     *
     * @param isa instruction set of the call's kernel; threads without a matrix unit execute
     *     another with vectors
     * @param usesUnit whether the thread uses a matrix unit
     */
    static CoreWork of(String isa, boolean usesUnit) {
      if (usesUnit) {
        return STREAMING;
      }
      return isa.equals("scalar") ? SCALAR : VECTOR;
    }
  }

  double activity(CoreWork work) {
    return switch (work) {
      case SCALAR -> scalar;
      case VECTOR -> vector;
      case STREAMING -> streaming;
    };
  }

  /** What working adds to the activity of a core that waits. */
  double beyondWaiting(CoreWork work) {
    return activity(work) - waiting;
  }

  /** Activity that outer products of an element type add. */
  double productActivity(ElementType type) {
    return switch (type.bytes()) {
      case 1 -> int8;
      case 2 -> fp16;
      default -> fp32;
    };
  }

  /** Factor of leakage at a temperature in degrees Celsius. */
  double leakageFactor(double temperature) {
    return Math.pow(2, (temperature - referenceTemperature) / doubling);
  }

  /** The model's factors at some clocks. */
  At at(Clocks clocks) {
    return points.computeIfAbsent(clocks, At::new);
  }

  /** Factors at fixed clocks, in watts and joules. */
  final class At {
    /** C V^2 f of a core. */
    final double[] core = new double[cores.size()];

    /** n C V^2 f of a kind of unit. */
    final double[] unit = new double[units.size()];

    /** Leakage at the reference temperature, by domain; of all cores, whether on or off. */
    final double[] leakage = new double[domains.size()];

    /** Standing power of the fabric. */
    final double fabric;

    /** Energy per byte through each level. */
    final double[] perByte = new double[levels.size()];

    private At(Clocks clocks) {
      double exponent = block.leakageLaw().voltageExponent().inBaseUnit();
      for (int i = 0; i < core.length; i++) {
        String cluster = cores.get(i).type().name();
        double share = clocks.of(cluster);
        LogicBlock logic = block.clusters().get(cluster);
        core[i] = full(logic, share, coreTops.get(cluster));
        leakage[i] = logic.leakage().inBaseUnit() * Math.pow(curve.at(share), exponent);
      }
      for (int i = 0; i < unit.length; i++) {
        double share = clocks.of(units.get(i));
        LogicBlock logic = block.matrixUnits().get(units.get(i));
        unit[i] = unitCounts.get(i) * full(logic, share, unitTops.get(units.get(i)));
        leakage[core.length + i] =
            unitCounts.get(i) * logic.leakage().inBaseUnit() * Math.pow(curve.at(share), exponent);
      }
      double share = clocks.of(OperatingPoint.MEMORY);
      double squared = curve.at(share) * curve.at(share);
      MemoryPowerBlock memory = block.memory();
      fabric = memory.fabric().inBaseUnit() * share * squared;
      for (int i = 0; i < perByte.length; i++) {
        perByte[i] =
            switch (levels.get(i)) {
              case "l3" -> memory.l3().orElseThrow().inBaseUnit() * squared;
              case "slc" -> memory.slc().orElseThrow().inBaseUnit() * squared;
              default -> memory.dram().inBaseUnit();
            };
      }
    }

    private double full(LogicBlock logic, double share, double top) {
      double voltage = logic.voltage().inBaseUnit() * curve.at(share);
      return logic.capacitance().inBaseUnit() * voltage * voltage * share * top;
    }

    /**
     * Dynamic power of a core with a thread on it.
     *
     * @param beyondWaiting sum over what runs on it of activity beyond waiting times the part of
     *     its cycles
     */
    double coreWith(int index, double beyondWaiting) {
      return core[index] * (waiting + beyondWaiting);
    }

    /**
     * Dynamic power of a kind of unit.
     *
     * @param inUse whether a thread uses it
     * @param product activity of the element type's outer products
     * @param outerProducts part of its cycles in which outer products go on; likewise the others
     */
    double unit(
        int index,
        boolean inUse,
        double product,
        double outerProducts,
        double transferring,
        double vectorising) {
      if (!inUse) {
        return 0;
      }
      return unit[index]
          * (unitWaiting
              + product * Math.min(1, outerProducts)
              + transfers * Math.min(1, transferring)
              + vectors * Math.min(1, vectorising));
    }

    /** Power of caches and DRAM at rates through the levels in bytes per second. */
    void addMemory(double[] bytesPerSecond, int offset, double[] power) {
      int fabricIndex = cores.size() + units.size();
      power[fabricIndex] += fabric;
      power[fabricIndex + 1] += dramStandby;
      for (int i = 0; i < perByte.length; i++) {
        int domain = i == perByte.length - 1 ? fabricIndex + 1 : fabricIndex;
        power[domain] += perByte[i] * bytesPerSecond[offset + i];
      }
    }
  }
}
