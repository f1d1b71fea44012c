package io.tilewise.cpu.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.FileKind;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.Parameter;
import io.tilewise.config.QuantityOf;
import io.tilewise.config.SelfChecking;
import io.tilewise.cpu.file.PowerFile.OperatingPointsBlock;
import io.tilewise.cpu.file.PowerFile.PowerBlock;
import io.tilewise.cpu.file.PowerFile.ThermalBlock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A device file: a CPU with its matrix units and memory, every constant with its source.
 *
 * <p>Clocks are those of the highest operating points; a power mode says what share of them each
 * clock domain (every cluster, every matrix unit, the memory system) runs at.
 */
@Description("A CPU, its matrix units and its memory.")
public record DeviceFile(
    @Description("What it is, in a sentence.") String description,
    @Description(
            "Clusters of equal cores. Threads take cores in the order of this list unless the run"
                + " names them.")
        @NonEmpty
        Map<String, ClusterBlock> clusters,
    @Description("Matrix units that cores share.") @Default("{}")
        Map<String, MatrixUnitBlock> matrixUnits,
    @Description("The memory system beyond the cores' own caches.") MemoryBlock memory,
    @Description("What loops sustain: instructions per cycle, and a share of the multiply pipes.")
        IssueRatesBlock issueRates,
    @Description("Power modes, each with a share of the top clock per clock domain.") @NonEmpty
        Map<String, PowerModeBlock> powerModes,
    @Description("Clocks that governors choose from, and the voltages they need.")
        Optional<OperatingPointsBlock> operatingPoints,
    @Description("Power of cores, matrix units and memory; needs operating_points.")
        Optional<PowerBlock> power,
    @Description("How heat flows, and how hot it may get; needs power.")
        Optional<ThermalBlock> thermal,
    @Description(
            "How calibrated parameters depend on each other and on what was not fitted; independent"
                + " if left out.")
        Optional<CalibrationBlock> calibration,
    @Description("What sources state of the device as a whole, for device check.") @Default("[]")
        List<StatedFigure> stated)
    implements SelfChecking {

  /** The kind of file. */
  public static final FileKind<DeviceFile> KIND =
      FileKind.of(
          "device",
          DeviceFile.class,
          "A CPU, its matrix units and its memory",
          "is named under device in an experiment, and checked with tilewise device check");

  /** Name of shared caches and fabric, as a domain of power and heat. */
  public static final String FABRIC = "fabric";

  /** Name of the second-level caches, as a level of the memory system. */
  public static final String L2 = "l2";

  /** Name of the cores' vector pipes, where matrix units have names of their own. */
  public static final String NEON = "neon";

  private static final String SHARE = "share of the clock";

  /** Cores that are alike. */
  public record ClusterBlock(
      @Description("Type of the cores.") String core,
      @Description("How many cores.")
          @QuantityOf(Dimension.COUNT)
          @Bounds(atLeast = "1", atMost = "64")
          Parameter cores,
      @Description("Highest clock.")
          @QuantityOf(Dimension.FREQUENCY)
          @Bounds(atLeast = "1 MHz", atMost = "20 GHz")
          Parameter clock,
      @Description("Instructions that can start per cycle.")
          @QuantityOf(Dimension.INSTRUCTION_RATE)
          @Bounds(above = "0 instructions/cycle", atMost = "64 instructions/cycle")
          Parameter dispatchWidth,
      @Description("128-bit vector pipes, each of which takes a multiply-accumulate per cycle.")
          @QuantityOf(Dimension.COUNT)
          @Bounds(atLeast = "1", atMost = "16")
          Parameter vectorPipes,
      @Description(
              "Those of them that take an 8-bit matrix multiply-accumulate (SMMLA) per cycle; all if"
                  + " left out.")
          @QuantityOf(Dimension.COUNT)
          @Bounds(atLeast = "1", atMost = "16")
          Optional<Parameter> integerMatrixPipes,
      @Description("Pipes for 128-bit loads.")
          @QuantityOf(Dimension.COUNT)
          @Bounds(atLeast = "1", atMost = "16")
          Parameter loadPipes,
      @Description("From one floating-point multiply-accumulate to the next on an accumulator.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "20 cycles")
          Parameter accumulatorInterval,
      @Description("The same for integer dot products.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "20 cycles")
          Parameter integerAccumulatorInterval,
      @Description("Latency of a floating-point addition.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "20 cycles")
          Parameter addLatency,
      @Description("First-level data cache.") CacheBlock l1d,
      @Description("Second-level cache of each core.") SecondLevelBlock l2) {}

  /** A cache. */
  public record CacheBlock(
      @Description("Capacity.")
          @QuantityOf(Dimension.DATA)
          @Bounds(atLeast = "1 KiB", atMost = "1 GiB")
          Parameter size,
      @Description("Associativity.")
          @QuantityOf(Dimension.COUNT)
          @Bounds(atLeast = "1", atMost = "128")
          Parameter ways) {}

  /** A second-level cache. */
  public record SecondLevelBlock(
      @Description("Capacity.")
          @QuantityOf(Dimension.DATA)
          @Bounds(atLeast = "1 KiB", atMost = "1 GiB")
          Parameter size,
      @Description("Associativity.")
          @QuantityOf(Dimension.COUNT)
          @Bounds(atLeast = "1", atMost = "128")
          Parameter ways,
      @Description("From a load to its data, in cycles of the core.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "1000 cycles")
          Parameter latency) {}

  /** Matrix units of one kind. Intervals are in cycles of the unit. */
  public record MatrixUnitBlock(
      @Description("How many there are; a thread uses one at a time.")
          @QuantityOf(Dimension.COUNT)
          @Bounds(atLeast = "1", atMost = "64")
          Parameter count,
      @Description("The clusters whose cores share them.") @NonEmpty List<String> clusters,
      @Description("Highest clock.")
          @QuantityOf(Dimension.FREQUENCY)
          @Bounds(atLeast = "1 MHz", atMost = "20 GHz")
          Parameter clock,
      @Description("Streaming vector length.")
          @QuantityOf(Dimension.WIDTH)
          @Bounds(atLeast = "128 bit", atMost = "2048 bit")
          Parameter svl,
      @Description("From one outer product to the next, on different tiles.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter mopaInterval,
      @Description("From one floating-point outer product to the next on the same tile.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter mopaLatency,
      @Description("From one integer outer product to the next on the same tile.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter integerMopaLatency,
      @Description("As mopa_interval, of single precision, where it differs.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Optional<Parameter> singleMopaInterval,
      @Description("As mopa_latency, of single precision, where it differs.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Optional<Parameter> singleMopaLatency,
      @Description("Per vector loaded into Z registers.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter vectorLoadInterval,
      @Description("Per vector stored from Z registers.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter vectorStoreInterval,
      @Description("Per row of ZA loaded from memory.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter zaRowLoadInterval,
      @Description("Per row or column of ZA stored to memory.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter zaRowStoreInterval,
      @Description("Per vector instruction.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter vectorOperationInterval,
      @Description(
              "Per vector that a table lookup (LUTI2, LUTI4) expands; as vector_operation_interval"
                  + " if left out.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Optional<Parameter> lookupInterval,
      @Description("Per dot product of four vectors into ZA.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles", atMost = "64 cycles")
          Parameter dotInterval,
      @Description("Instructions per cycle of a core that it can send to the unit.")
          @QuantityOf(Dimension.INSTRUCTION_RATE)
          @Bounds(above = "0 instructions/cycle", atMost = "64 instructions/cycle")
          Parameter instructionFeed,
      @Description(
              "Cycles of a core for entering and leaving streaming mode once, with all that goes"
                  + " with it: saved registers, drained pipelines, first loads.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(atLeast = "0 cycles", atMost = "100000 cycles")
          Parameter modeSwitch,
      @Description(
              "Part of their rate that is lost while more threads use them than there are units.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "0.9")
          Parameter sharingLoss)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      double bits = svl.inBaseUnit();
      if (bits % 128 != 0 || Long.bitCount(Math.round(bits)) != 1) {
        checks.at("svl").problem(svl.quantity() + " is no power of two from 128 to 2048 bit");
      }
    }
  }

  /** The memory system. */
  public record MemoryBlock(
      @Description("Size of a cache line.")
          @QuantityOf(Dimension.DATA)
          @Bounds(atLeast = "16 B", atMost = "1024 B")
          Parameter line,
      @Description("Third-level cache, which all cores share.") Optional<SharedCacheBlock> l3,
      @Description("System-level cache, which other parts of the chip share too.")
          Optional<SharedCacheBlock> slc,
      @Description("Main memory.") DramBlock dram,
      @Description(
              "Share of a cache that the data of one call can have; the rest holds what earlier"
                  + " calls left.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          Parameter usableShare,
      @Description("Line transfers that a core keeps under way, on average, by kind of access.")
          ParallelismBlock parallelism) {}

  /** A cache that all cores share. */
  public record SharedCacheBlock(
      @Description("Capacity.")
          @QuantityOf(Dimension.DATA)
          @Bounds(atLeast = "1 KiB", atMost = "16 GiB")
          Parameter size,
      @Description("From a load to its data, at the memory system's highest clock.")
          @QuantityOf(Dimension.TIME)
          @Bounds(above = "0 ns", atMost = "100 us")
          Parameter latency,
      @Description("What it gives and takes in all, at the memory system's highest clock.")
          @QuantityOf(Dimension.BANDWIDTH)
          @Bounds(atLeast = "1 MB/s", atMost = "100 TB/s")
          Parameter bandwidth) {}

  /** Main memory. */
  public record DramBlock(
      @Description("From a load to its data, at the memory system's highest clock.")
          @QuantityOf(Dimension.TIME)
          @Bounds(above = "0 ns", atMost = "100 us")
          Parameter latency,
      @Description("What all cores together can sustain, at the memory system's highest clock.")
          @QuantityOf(Dimension.BANDWIDTH)
          @Bounds(atLeast = "1 MB/s", atMost = "100 TB/s")
          Parameter bandwidth) {}

  /** Line transfers under way. */
  public record ParallelismBlock(
      @Description("Reads at a small constant distance, which the prefetcher runs ahead of.")
          @QuantityOf(Dimension.NUMBER)
          @Bounds(atLeast = "0.1", atMost = "1000")
          Parameter prefetchedReads,
      @Description("Reads at a distance that no prefetcher follows.")
          @QuantityOf(Dimension.NUMBER)
          @Bounds(atLeast = "0.1", atMost = "1000")
          Parameter scatteredReads,
      @Description("Writes, which fetch their line first.")
          @QuantityOf(Dimension.NUMBER)
          @Bounds(atLeast = "0.1", atMost = "1000")
          Parameter writes,
      @Description("Largest distance that the prefetcher follows.")
          @QuantityOf(Dimension.DATA)
          @Bounds(atLeast = "0 B", atMost = "1 GiB")
          Parameter prefetchReach,
      @Description(
              "Share of the latency beyond the nearest shared cache that prefetches into it leave"
                  + " exposed; of reads that the core's own prefetcher does not follow as well.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "1")
          Parameter exposedShare) {}

  /** Rates that loops sustain, apart from what pipes, accumulators and memory allow. */
  public record IssueRatesBlock(
      @Description("In matrix micro-kernels.")
          @QuantityOf(Dimension.INSTRUCTION_RATE)
          @Bounds(atLeast = "0.01 instructions/cycle", atMost = "64 instructions/cycle")
          Parameter matrix,
      @Description("In other vectorised loops.")
          @QuantityOf(Dimension.INSTRUCTION_RATE)
          @Bounds(atLeast = "0.01 instructions/cycle", atMost = "64 instructions/cycle")
          Parameter vector,
      @Description("In compiled scalar loops.")
          @QuantityOf(Dimension.INSTRUCTION_RATE)
          @Bounds(atLeast = "0.01 instructions/cycle", atMost = "64 instructions/cycle")
          Parameter scalar,
      @Description(
              "Share of the rate of the multiply pipes (vector_pipes, integer_matrix_pipes) that"
                  + " matrix micro-kernels sustain on vectors.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          Parameter pipeUtilization) {}

  /** What a fit says of the parameters that it fitted, besides their values and ranges. */
  public record CalibrationBlock(
      @Description("The keys that lead to the fitted parameters.") @NonEmpty
          List<String> parameters,
      @Description(
              "Correlations of the errors of their logarithms: a row and a column per parameter, in"
                  + " the same order.")
          @NonEmpty
          @Bounds(atLeast = "-1", atMost = "1")
          List<List<Double>> correlations,
      @Description("The keys that lead to parameters that were not fitted, but that matter to it.")
          @Default("[]")
          List<String> given,
      @Description(
              "By how many percent the fit would give another value, if one of the given parameters"
                  + " were one percent higher: a row per fitted parameter, a column per given one.")
          @Default("[]")
          List<List<Double>> elasticities)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      int size = parameters.size();
      if (hasSize(checks.at("correlations"), correlations, size)) {
        for (int i = 0; i < size; i++) {
          checkRow(checks.at("correlations").at(i), i);
        }
      }
      if (!given.isEmpty() || !elasticities.isEmpty()) {
        hasSize(checks.at("elasticities"), elasticities, given.size());
      }
    }

    /** Whether there is a row for each fitted parameter, and so many columns. */
    private boolean hasSize(Checks checks, List<List<Double>> rows, int columns) {
      boolean right = rows.size() == parameters.size();
      if (!right) {
        checks.problem(
            rows.size() + " rows for " + parameters.size() + " parameters; write one for each");
      }
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).size() != columns) {
          right = false;
          checks
              .at(i)
              .problem(rows.get(i).size() + " columns for " + columns + "; write one for each");
        }
      }
      return right;
    }

    private void checkRow(Checks at, int row) {
      for (int column = 0; column <= row; column++) {
        double value = correlations.get(row).get(column);
        double other = correlations.get(column).get(row);
        if (column == row && value != 1) {
          at.at(column).problem(value + " is on the diagonal, where 1 must be");
        } else if (value != other) {
          at.at(column)
              .problem(
                  value
                      + " differs from "
                      + other
                      + " on the other side of the diagonal; write the same");
        }
      }
    }
  }

  /** Shares of the top clocks. */
  public record PowerModeBlock(
      @Description("Share of the highest clock, by cluster.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          Map<String, Parameter> clusters,
      @Description("Share of the highest clock, by matrix unit.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          @Default("{}")
          Map<String, Parameter> matrixUnits,
      @Description("Share of the memory system's highest clock: scales latency and bandwidth.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          Parameter memory) {}

  @Override
  public void check(Checks checks) {
    matrixUnits.forEach(
        (name, unit) -> {
          Checks at = checks.at("matrix_units").at(name).at("clusters");
          for (int i = 0; i < unit.clusters().size(); i++) {
            at.at(i).knownName(unit.clusters().get(i), clusters.keySet(), "clusters");
          }
        });
    powerModes.forEach(
        (name, mode) -> {
          Checks at = checks.at("power_modes").at(name);
          same(SHARE, at.at("clusters"), mode.clusters().keySet(), clusters.keySet(), "clusters");
          same(
              SHARE,
              at.at("matrix_units"),
              mode.matrixUnits().keySet(),
              matrixUnits.keySet(),
              "matrix units");
        });
    power.ifPresent(block -> checkPower(block, checks.at("power")));
    thermal.ifPresent(block -> checkThermal(block, checks.at("thermal")));
    checkStated(checks.at("stated"));
  }

  private void checkStated(Checks at) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < stated.size(); i++) {
      StatedFigure figure = stated.get(i);
      figure.check(at.at(i), this);
      if (!names.add(figure.name())) {
        at.at(i).at("name").problem("two figures are named " + figure.name() + "; rename one");
      }
    }
  }

  /** Levels of the memory system, nearest first. */
  List<String> levels() {
    List<String> levels = new ArrayList<>(List.of(L2));
    memory.l3().ifPresent(l3 -> levels.add("l3"));
    memory.slc().ifPresent(slc -> levels.add("slc"));
    levels.add("dram");
    return levels;
  }

  private void checkPower(PowerBlock block, Checks at) {
    if (operatingPoints.isEmpty()) {
      at.problem("power follows from voltages, so operating_points are needed beside it");
    }
    same("power", at.at("clusters"), block.clusters().keySet(), clusters.keySet(), "clusters");
    same(
        "power",
        at.at("matrix_units"),
        block.matrixUnits().keySet(),
        matrixUnits.keySet(),
        "matrix units");
    sameLevel(at.at("memory"), "l3", block.memory().l3(), memory.l3());
    sameLevel(at.at("memory"), "slc", block.memory().slc(), memory.slc());
  }

  private static void sameLevel(
      Checks at, String level, Optional<?> energy, Optional<?> sharedCache) {
    if (energy.isPresent() != sharedCache.isPresent()) {
      at.problem(
          sharedCache.isPresent()
              ? "the energy of a transfer through " + level + " is missing"
              : "the device has no " + level);
    }
  }

  private void checkThermal(ThermalBlock block, Checks at) {
    if (power.isEmpty()) {
      at.problem("heat follows from power, so the block power is needed beside it");
    }
    List<String> nodes = new ArrayList<>(clusters.keySet());
    nodes.addAll(matrixUnits.keySet());
    nodes.add(FABRIC);
    same("junction", at.at("junctions"), block.junctions().keySet(), nodes, "domains");
  }

  /** Every clock domain has its share, and no other has. */
  private static void same(
      String part,
      Checks checks,
      Collection<String> found,
      Collection<String> wanted,
      String what) {
    found.forEach(name -> checks.at(name).knownName(name, wanted, what));
    wanted.stream()
        .filter(name -> !found.contains(name))
        .forEach(
            name ->
                checks.problem(
                    "the "
                        + part
                        + " of \""
                        + name
                        + "\" is missing; write one for each of the "
                        + what));
  }
}
