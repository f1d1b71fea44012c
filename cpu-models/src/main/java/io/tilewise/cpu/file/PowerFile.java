package io.tilewise.cpu.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.Parameter;
import io.tilewise.config.QuantityOf;
import io.tilewise.config.SelfChecking;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a device file that say what power it takes, at which clocks, and how hot it gets.
 */
public final class PowerFile {
  private PowerFile() {}

  /** Clocks that governors choose from. */
  public record OperatingPointsBlock(
      @Description("Operating points per clock domain, evenly spaced.")
          @QuantityOf(Dimension.COUNT)
          @Bounds(atLeast = "2", atMost = "100")
          Parameter count,
      @Description("The lowest clock, as a share of the highest.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          Parameter lowest,
      @Description("From asking for a higher clock to having it; a lower one comes at once.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", atMost = "1 s")
          Parameter transition,
      @Description(
              "Voltage over clock, both as shares of those at the highest clock, by ascending"
                  + " clock; between points along a straight line, below the first as there.")
          @NonEmpty
          List<VoltagePoint> voltages)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      for (int i = 1; i < voltages.size(); i++) {
        VoltagePoint before = voltages.get(i - 1);
        VoltagePoint point = voltages.get(i);
        if (point.clock().inBaseUnit() <= before.clock().inBaseUnit()
            || point.voltage().inBaseUnit() < before.voltage().inBaseUnit()) {
          checks
              .at("voltages")
              .at(i)
              .problem(
                  "clocks must ascend and voltages not descend; this point is "
                      + point.clock().quantity()
                      + ", "
                      + point.voltage().quantity()
                      + ", the one before "
                      + before.clock().quantity()
                      + ", "
                      + before.voltage().quantity());
        }
      }
    }
  }

  /** A point of the voltage curve. */
  public record VoltagePoint(
      @Description("Share of the highest clock.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          Parameter clock,
      @Description("Share of the voltage at the highest clock.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          Parameter voltage) {}

  /** Power of all domains. */
  public record PowerBlock(
      @Description("Budget for all domains together, for the governor power_budget.")
          @QuantityOf(Dimension.POWER)
          @Bounds(above = "0 W", atMost = "1000 W")
          Optional<Parameter> budget,
      @Description("Window over which power is averaged where the highest power is reported.")
          @QuantityOf(Dimension.TIME)
          @Bounds(above = "0 s", atMost = "1 h")
          Parameter window,
      @Description("Each core, by cluster.") @NonEmpty Map<String, LogicBlock> clusters,
      @Description("Each matrix unit, by kind.") Map<String, LogicBlock> matrixUnits,
      @Description("Shared caches, fabric and DRAM.") MemoryPowerBlock memory,
      @Description("What cores do, as a share of full activity.") CoreActivityBlock coreActivity,
      @Description("What matrix units do, as a share of full activity.")
          UnitActivityBlock unitActivity,
      @Description("How leakage depends on voltage and temperature.") LeakageBlock leakageLaw,
      @Description("Switching off idle cores.") PowerDownBlock powerDown) {}

  /** Logic of a clock domain. */
  public record LogicBlock(
      @Description("Switched capacitance at full activity: power over voltage^2 * clock.")
          @QuantityOf(Dimension.CAPACITANCE)
          @Bounds(above = "0 pF", atMost = "1 uF")
          Parameter capacitance,
      @Description("Voltage at the highest clock.")
          @QuantityOf(Dimension.VOLTAGE)
          @Bounds(above = "0 V", atMost = "5 V")
          Parameter voltage,
      @Description("Leakage at that voltage and the reference temperature.")
          @QuantityOf(Dimension.POWER)
          @Bounds(atLeast = "0 W", atMost = "100 W")
          Parameter leakage) {}

  /** Memory beyond the cores. */
  public record MemoryPowerBlock(
      @Description("Clocks and standing current of shared caches and fabric, at the highest clock.")
          @QuantityOf(Dimension.POWER)
          @Bounds(atLeast = "0 W", atMost = "100 W")
          Parameter fabric,
      @Description("Refresh and standby of DRAM.")
          @QuantityOf(Dimension.POWER)
          @Bounds(atLeast = "0 W", atMost = "100 W")
          Parameter dramStandby,
      @Description("Energy of a transfer through the third-level cache, at the highest clock.")
          @QuantityOf(Dimension.ENERGY_PER_DATA)
          @Bounds(atLeast = "0 pJ/bit", atMost = "1000 pJ/bit")
          Optional<Parameter> l3,
      @Description("Energy of a transfer through the system-level cache, at the highest clock.")
          @QuantityOf(Dimension.ENERGY_PER_DATA)
          @Bounds(atLeast = "0 pJ/bit", atMost = "1000 pJ/bit")
          Optional<Parameter> slc,
      @Description("Energy of a transfer from or to DRAM, interface included.")
          @QuantityOf(Dimension.ENERGY_PER_DATA)
          @Bounds(atLeast = "0 pJ/bit", atMost = "1000 pJ/bit")
          Parameter dram) {}

  /** Activity of cores. */
  public record CoreActivityBlock(
      @Description("Compiled scalar code, and the runtime's own work.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter scalar,
      @Description("Vector code.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter vector,
      @Description("Sending instructions to a matrix unit.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter streaming,
      @Description("Waiting for memory, the matrix unit or other threads.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter waiting) {}

  /** Activity of matrix units: what each adds that goes on all the time. */
  public record UnitActivityBlock(
      @Description("Outer products of FP32.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter fp32,
      @Description("Outer products of FP16.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter fp16,
      @Description("Outer products of INT8.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter int8,
      @Description("Loads and stores.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter transfers,
      @Description("Vector instructions.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter vectors,
      @Description("Clock running while a thread uses the unit.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "2")
          Parameter waiting) {}

  /** Leakage. */
  public record LeakageBlock(
      @Description("Temperature at which leakage is given.")
          @QuantityOf(Dimension.TEMPERATURE)
          @Bounds(atLeast = "-50 degC", atMost = "200 degC")
          Parameter referenceTemperature,
      @Description("Temperature difference that doubles it.")
          @QuantityOf(Dimension.TEMPERATURE_DIFFERENCE)
          @Bounds(atLeast = "1 K", atMost = "1000 K")
          Parameter doubling,
      @Description("Power of the voltage that it grows with.")
          @QuantityOf(Dimension.NUMBER)
          @Bounds(atLeast = "0", atMost = "20")
          Parameter voltageExponent) {}

  /** Idle state of cores. */
  public record PowerDownBlock(
      @Description("Idle time after which a core that has had work is switched off.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", atMost = "1 h")
          Parameter residency,
      @Description("Time to switch off; the core leaks until then.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", atMost = "1 s")
          Parameter entry,
      @Description("Time to switch on again, which the first thread waits for.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", atMost = "1 s")
          Parameter exit) {}

  /** Heat: a network of thermal resistances and capacities. */
  public record ThermalBlock(
      @Description("Temperature around the device, and of all of it at the start.")
          @QuantityOf(Dimension.TEMPERATURE)
          @Bounds(atLeast = "-50 degC", atMost = "100 degC")
          Parameter ambient,
      @Description(
              "The junctions, to the package: of each core by cluster, of matrix units by kind, and"
                  + " of shared caches as fabric. DRAM heats the package itself.")
          @NonEmpty
          Map<String, ThermalNodeBlock> junctions,
      @Description("The package, to the case.") ThermalNodeBlock packageNode,
      @Description("The case, to the surroundings.") ThermalNodeBlock caseNode,
      @Description("Temperature of the case at which clocks are lowered.")
          @QuantityOf(Dimension.TEMPERATURE)
          @Bounds(atLeast = "-50 degC", atMost = "200 degC")
          Parameter skinLimit,
      @Description("Temperature of a junction at which clocks are lowered.")
          @QuantityOf(Dimension.TEMPERATURE)
          @Bounds(atLeast = "-50 degC", atMost = "200 degC")
          Parameter junctionLimit,
      @Description("How often temperatures are compared with their limits.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "1 ms", atMost = "1 min")
          Parameter polling) {}

  /** A node of the thermal network. */
  public record ThermalNodeBlock(
      @Description("Thermal resistance to the next node outwards.")
          @QuantityOf(Dimension.THERMAL_RESISTANCE)
          @Bounds(above = "0 K/W", atMost = "100000 K/W")
          Parameter resistance,
      @Description("Heat capacity.")
          @QuantityOf(Dimension.HEAT_CAPACITY)
          @Bounds(above = "0 J/K", atMost = "1000000 J/K")
          Parameter capacity) {}
}
