package io.tilewise.cpu.cost;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.IssueRates;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.device.Memory;
import java.util.List;
import java.util.Optional;

/**
 * What a kernel runs on: a core, the matrix unit it can use, and the way to memory.
 *
 * @param core type of the core
 * @param matrixUnit the matrix unit it can use, if any
 * @param memory the memory system
 * @param issueRates sustained instruction rates
 * @param secondLevelBytes capacity of the second-level caches of all cores that share the call;
 *     pricing gives a call of one tile its own core's only
 * @param footprintBytes the least that an inference of the network touches ({@link
 *     io.tilewise.workload.plan.Plan#footprintBytes})
 */
public record Processor(
    CoreType core,
    Optional<MatrixUnit> matrixUnit,
    Memory memory,
    IssueRates issueRates,
    long secondLevelBytes,
    long footprintBytes) {

  /**
   * A core of a device, on which one of several threads runs.
   *
   * @param cores the cores of all threads
   * @param footprintBytes the least that an inference of the network touches
   */
  public static Processor of(Device device, CoreType core, List<Core> cores, long footprintBytes) {
    return new Processor(
        core,
        device.matrixUnitOf(core),
        device.memory(),
        device.issueRates(),
        cores.stream().mapToLong(each -> each.type().l2().sizeBytes()).sum(),
        footprintBytes);
  }

  /** The same core without the second-level caches of others. */
  public Processor alone() {
    return new Processor(
        core, matrixUnit, memory, issueRates, core.l2().sizeBytes(), footprintBytes);
  }

  /**
   * The matrix unit that a kernel cannot do without.
   *
   * @throws IllegalArgumentException if the core can use none
   */
  MatrixUnit requiredMatrixUnit() {
    return matrixUnit.orElseThrow(
        () -> new IllegalArgumentException("no matrix unit at this core"));
  }

  /** The core's way to memory. */
  public MemoryPath memoryPath(Notes notes) {
    return new MemoryPath(core, memory, secondLevelBytes, footprintBytes, notes);
  }

  /** Instructions per cycle of a matrix micro-kernel. */
  public double matrixRate() {
    return Math.min(core.dispatchWidth(), issueRates.matrix());
  }

  /** Instructions per cycle of another vectorised loop. */
  public double vectorRate() {
    return Math.min(core.dispatchWidth(), issueRates.vector());
  }

  /** Instructions per cycle of a compiled scalar loop. */
  public double scalarRate() {
    return Math.min(core.dispatchWidth(), issueRates.scalar());
  }

  /** No demand at all. */
  public Demands noDemands() {
    return Demands.none(memory.levels().size());
  }
}
