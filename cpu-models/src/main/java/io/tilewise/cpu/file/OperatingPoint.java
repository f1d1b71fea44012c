package io.tilewise.cpu.file;

import io.tilewise.config.Parameter;
import io.tilewise.cpu.device.Cache;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.Device.Attachment;
import io.tilewise.cpu.device.IssueRates;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.device.Memory;
import io.tilewise.cpu.device.Memory.Parallelism;
import io.tilewise.cpu.device.SharedLevel;
import io.tilewise.cpu.file.DeviceFile.ClusterBlock;
import io.tilewise.cpu.file.DeviceFile.MatrixUnitBlock;
import io.tilewise.cpu.file.DeviceFile.MemoryBlock;
import io.tilewise.cpu.file.DeviceFile.PowerModeBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clocks at which a device runs: those of a power mode, unless a run sets them.
 *
 * <p>The memory system's share {@code s} of its highest clock makes its latencies {@code 1 / s}
 * times as long and its bandwidths {@code s} times as large. That is coarse: a part of a DRAM
 * access takes the same time at any clock.
 *
 * @param mode name of the power mode
 * @param clocks clocks in hertz that the run sets, by name of cluster or matrix unit
 */
public record OperatingPoint(String mode, Map<String, Double> clocks) {

  /** Name of the memory system as a clock domain. */
  public static final String MEMORY = "memory";

  public OperatingPoint {
    clocks = Map.copyOf(clocks);
  }

  /**
   * A device with everything at its highest clock, whatever its power modes.
   *
   * @param name name of the device
   * @param file what it is
   * @param clocks clocks in hertz of some clusters or matrix units instead
   */
  public static Device highest(String name, DeviceFile file, Map<String, Double> clocks) {
    Map<String, Double> all = new LinkedHashMap<>();
    file.clusters().forEach((cluster, block) -> all.put(cluster, block.clock().inBaseUnit()));
    file.matrixUnits().forEach((unit, block) -> all.put(unit, block.clock().inBaseUnit()));
    all.putAll(clocks);
    String anyMode = file.powerModes().keySet().iterator().next();
    return new OperatingPoint(anyMode, all).of(name, file, 1);
  }

  /**
   * The device at this operating point.
   *
   * @param name name of the device
   * @param file what it is; has the power mode
   */
  public Device of(String name, DeviceFile file) {
    return of(name, file, file.powerModes().get(mode).memory().inBaseUnit());
  }

  /**
   * The shares of the highest clocks that this is, by clock domain: clusters, matrix units, and
   * {@link #MEMORY}.
   *
   * @param file the device; has the power mode
   */
  public Map<String, Double> shares(DeviceFile file) {
    PowerModeBlock block = file.powerModes().get(mode);
    Map<String, Double> shares = new LinkedHashMap<>();
    file.clusters()
        .forEach((name, c) -> shares.put(name, share(name, c.clock(), block.clusters().get(name))));
    file.matrixUnits()
        .forEach(
            (name, u) -> shares.put(name, share(name, u.clock(), block.matrixUnits().get(name))));
    shares.put(MEMORY, block.memory().inBaseUnit());
    return shares;
  }

  private double share(String domain, Parameter top, Parameter share) {
    Double set = clocks.get(domain);
    return set == null ? share.inBaseUnit() : set / top.inBaseUnit();
  }

  /**
   * The device at this operating point, but with another share for the memory system.
   *
   * @param name name of the device
   * @param file what it is; has the power mode
   * @param memoryShare share of the memory system's highest clock
   */
  public Device of(String name, DeviceFile file, double memoryShare) {
    PowerModeBlock shares = file.powerModes().get(mode);
    int line = (int) file.memory().line().inBaseUnit();
    List<Core> cores = new ArrayList<>();
    file.clusters()
        .forEach(
            (cluster, block) -> {
              CoreType type = coreType(cluster, block, shares, line);
              int count = (int) block.cores().inBaseUnit();
              for (int i = 0; i < count; i++) {
                cores.add(new Core(count == 1 ? cluster : cluster + (i + 1), type));
              }
            });
    List<Attachment> units = new ArrayList<>();
    file.matrixUnits()
        .forEach(
            (unit, block) ->
                units.add(new Attachment(matrixUnit(unit, block, shares), block.clusters())));
    return new Device(
        name,
        cores,
        units,
        memory(file.memory(), memoryShare, line),
        new IssueRates(
            file.issueRates().matrix().inBaseUnit(),
            file.issueRates().vector().inBaseUnit(),
            file.issueRates().scalar().inBaseUnit(),
            file.issueRates().pipeUtilization().inBaseUnit()));
  }

  private double clock(String domain, Parameter top, Parameter share) {
    Double set = clocks.get(domain);
    return set == null ? top.inBaseUnit() * share.inBaseUnit() : set;
  }

  private CoreType coreType(String name, ClusterBlock block, PowerModeBlock shares, int line) {
    return new CoreType(
        name,
        clock(name, block.clock(), shares.clusters().get(name)),
        block.dispatchWidth().inBaseUnit(),
        block.vectorPipes().inBaseUnit(),
        block.integerMatrixPipes().orElse(block.vectorPipes()).inBaseUnit(),
        block.loadPipes().inBaseUnit(),
        block.accumulatorInterval().inBaseUnit(),
        block.integerAccumulatorInterval().inBaseUnit(),
        block.addLatency().inBaseUnit(),
        cache(block.l1d().size(), block.l1d().ways(), line),
        cache(block.l2().size(), block.l2().ways(), line),
        block.l2().latency().inBaseUnit());
  }

  private static Cache cache(Parameter size, Parameter ways, int line) {
    return new Cache((long) size.inBaseUnit(), (int) ways.inBaseUnit(), line);
  }

  private MatrixUnit matrixUnit(String name, MatrixUnitBlock block, PowerModeBlock shares) {
    return new MatrixUnit(
        name,
        (int) block.count().inBaseUnit(),
        clock(name, block.clock(), shares.matrixUnits().get(name)),
        (int) block.svl().inBaseUnit(),
        block.mopaInterval().inBaseUnit(),
        block.mopaLatency().inBaseUnit(),
        block.integerMopaLatency().inBaseUnit(),
        block.singleMopaInterval().orElse(block.mopaInterval()).inBaseUnit(),
        block.singleMopaLatency().orElse(block.mopaLatency()).inBaseUnit(),
        block.vectorLoadInterval().inBaseUnit(),
        block.vectorStoreInterval().inBaseUnit(),
        block.zaRowLoadInterval().inBaseUnit(),
        block.zaRowStoreInterval().inBaseUnit(),
        block.vectorOperationInterval().inBaseUnit(),
        block.lookupInterval().orElse(block.vectorOperationInterval()).inBaseUnit(),
        block.dotInterval().inBaseUnit(),
        block.instructionFeed().inBaseUnit(),
        block.modeSwitch().inBaseUnit(),
        block.sharingLoss().inBaseUnit());
  }

  private static Memory memory(MemoryBlock block, double share, int line) {
    List<SharedLevel> levels = new ArrayList<>();
    block.l3().ifPresent(l3 -> levels.add(sharedCache("l3", l3, share)));
    block.slc().ifPresent(slc -> levels.add(sharedCache("slc", slc, share)));
    levels.add(
        new SharedLevel(
            "dram",
            Double.POSITIVE_INFINITY,
            block.dram().latency().inBaseUnit() / share,
            block.dram().bandwidth().inBaseUnit() * share));
    return new Memory(
        line,
        levels,
        block.usableShare().inBaseUnit(),
        new Parallelism(
            block.parallelism().prefetchedReads().inBaseUnit(),
            block.parallelism().scatteredReads().inBaseUnit(),
            block.parallelism().writes().inBaseUnit(),
            block.parallelism().prefetchReach().inBaseUnit(),
            block.parallelism().exposedShare().inBaseUnit()));
  }

  private static SharedLevel sharedCache(
      String name, DeviceFile.SharedCacheBlock block, double share) {
    return new SharedLevel(
        name,
        block.size().inBaseUnit(),
        block.latency().inBaseUnit() / share,
        block.bandwidth().inBaseUnit() * share);
  }
}
