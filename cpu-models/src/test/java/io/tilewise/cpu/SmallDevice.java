package io.tilewise.cpu;

import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.cost.Processor;
import io.tilewise.cpu.device.Cache;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.IssueRates;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.device.Memory;
import io.tilewise.cpu.device.SharedLevel;
import io.tilewise.cpu.replay.PhaseTimes;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A device of round numbers, to calculate with by hand. Immutable; the methods give changed copies.
 *
 * <p>Cores of 1 GHz, so that a cycle is a nanosecond: 4 vector pipes, 2 load pipes; a first-level
 * cache of 256 sets of 4 lines, a second-level one of 2048 sets of 8 lines (1 MiB) at 10 ns. An L3
 * of 4 MiB at 20 ns and 100 GB/s, DRAM at 100 ns and 50 GB/s. 10 reads in order, 4 scattered reads
 * and 5 writes under way.
 */
public record SmallDevice(List<Core> cores, MatrixUnit unit, Memory memory, IssueRates rates) {
  public static final IssueRates RATES = new IssueRates(4, 2, 1, 1);

  /** Outer products every 2 cycles of 1 ns, 100 core cycles per switch of mode. */
  public static final MatrixUnit UNIT = unit(1, 512, 2, 100);

  public static final CoreType BIG = core("big", 1e9);
  public static final CoreType LITTLE = core("little", 0.5e9);

  /** With one big core. */
  public static final SmallDevice ONE_CORE = of(BIG);

  public static SmallDevice of(CoreType... types) {
    List<Core> cores = new ArrayList<>();
    for (CoreType type : types) {
      cores.add(new Core(type.name() + cores.size(), type));
    }
    return new SmallDevice(cores, UNIT, memory(50e9), RATES);
  }

  public static CoreType core(String name, double clock) {
    return core(name, clock, 8, 4, 2, 2);
  }

  public static CoreType core(
      String name,
      double clock,
      double dispatchWidth,
      double vectorPipes,
      double loadPipes,
      double accumulatorInterval) {
    Cache l1d = new Cache(64 << 10, 4, 64);
    Cache l2 = new Cache(1 << 20, 8, 64);
    return new CoreType(
        name,
        clock,
        dispatchWidth,
        vectorPipes,
        vectorPipes,
        loadPipes,
        accumulatorInterval,
        1,
        3,
        l1d,
        l2,
        clock * 10e-9);
  }

  public static MatrixUnit unit(int count, int svl, double mopaInterval, double modeSwitch) {
    return unit(count, svl, mopaInterval, modeSwitch, 0);
  }

  private static MatrixUnit unit(
      int count, int svl, double mopaInterval, double modeSwitch, double sharingLoss) {
    return new MatrixUnit(
        "sme2",
        count,
        1e9,
        svl,
        mopaInterval,
        4,
        2,
        mopaInterval,
        4,
        0.5,
        0.5,
        1,
        1,
        0.5,
        0.5,
        2,
        4,
        modeSwitch,
        sharingLoss);
  }

  public static Memory memory(double dramBandwidth) {
    return new Memory(
        64,
        List.of(
            new SharedLevel("l3", 4 << 20, 20e-9, 100e9),
            new SharedLevel("dram", Double.POSITIVE_INFINITY, 100e-9, dramBandwidth)),
        1,
        new Memory.Parallelism(10, 4, 5, 2048, 1));
  }

  public SmallDevice unitOf(int count, int svl, double mopaInterval, double modeSwitch) {
    return new SmallDevice(cores, unit(count, svl, mopaInterval, modeSwitch), memory, rates);
  }

  public SmallDevice unitWithSharingLoss(double loss) {
    return new SmallDevice(cores, unit(1, 512, 2, 100, loss), memory, rates);
  }

  public SmallDevice dramBandwidth(double bytesPerSecond) {
    return new SmallDevice(cores, unit, memory(bytesPerSecond), rates);
  }

  public SmallDevice rates(double matrix, double vector, double scalar) {
    return new SmallDevice(cores, unit, memory, new IssueRates(matrix, vector, scalar, 1));
  }

  public SmallDevice pipeUtilization(double share) {
    return new SmallDevice(
        cores, unit, memory, new IssueRates(rates.matrix(), rates.vector(), rates.scalar(), share));
  }

  /** All its cores can use the matrix unit. */
  public Device device() {
    List<String> clusters = cores.stream().map(core -> core.type().name()).distinct().toList();
    return new Device(
        "small", cores, List.of(new Device.Attachment(unit, clusters)), memory, rates);
  }

  /** What is the same on all its cores. */
  public Map<Core, KernelCost> onAllCores(KernelCost cost) {
    return cores.stream().collect(Collectors.toMap(core -> core, core -> cost));
  }

  /** Its first core, on which one of as many threads as it has cores runs a network of one call. */
  public Processor processor(KernelCall call) {
    return processor(new Plan("one call", List.of(call)).footprintBytes());
  }

  /** Its first core, for a network of which an inference touches this much. */
  public Processor processor(long footprintBytes) {
    return Processor.of(device(), cores.get(0).type(), cores, footprintBytes);
  }

  /** Seconds of a call's phases one after the other on one core, each at its scarcest resource. */
  public double serialSeconds(KernelCost cost) {
    double sum = 0;
    for (Phase phase : cost.phases()) {
      sum +=
          PhaseTimes.of(phase, device(), cores.get(0).type()).stream()
              .mapToDouble(PhaseTimes.Share::seconds)
              .max()
              .orElse(0);
    }
    return sum;
  }
}
