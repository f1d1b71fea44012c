package io.tilewise.cpu.device;

import io.tilewise.workload.ElementType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What some cores of a device do at best, by the formulas that prices are made of: operations per
 * second as {@link Ceiling} has them, and bytes per second of a level of the memory system.
 *
 * <p>Bytes per second of a level, all data being in it: the smallest of
 *
 * <ul>
 *   <li>its bandwidth, where all cores share it; half of that for writes of cores, whose lines are
 *       fetched first and written back later,
 *   <li>the sum over the cores of {@code line * transfers under way / latency} (Little's law), with
 *       the latency that prefetching leaves exposed, twice that for whole lines that a matrix unit
 *       writes, as none is fetched first; reads of the cores themselves are of no more than {@code
 *       load pipes * 16 B * clock} each,
 *   <li>where a matrix unit moves the data, {@code units * SVL / 8 * clock / interval} of its
 *       vector loads or stores; as many units as there are, but one for each core that can use
 *       them.
 * </ul>
 *
 * <p>Ignored: store pipes, which device files do not describe, so that writes to a second-level
 * cache may come out higher than a core can store; bank conflicts, address translation.
 */
public final class PeakRates {
  private static final String SECOND_LEVEL = "l2";
  private static final int LOAD_BYTES = 16;

  private final Device device;
  private final List<Core> cores;

  /** Of cores that work together. */
  public PeakRates(Device device, List<Core> cores) {
    this.device = device;
    this.cores = List.copyOf(cores);
  }

  /** How a level is accessed. */
  public enum Access {
    /** Reads one after the other. */
    READ,
    /** Reads at a distance that no prefetcher follows. */
    SCATTERED_READ,
    /** Writes one after the other. */
    WRITE
  }

  /**
   * Operations per second; a multiply-accumulate is two.
   *
   * @param resources {@code neon} or names of matrix units, which work at the same time
   * @return 0 if the cores can use none of them
   */
  public double operations(Collection<String> resources, ElementType element) {
    return Ceiling.of(device, cores).stream()
        .filter(c -> c.kind() == Ceiling.Kind.COMPUTE && resources.contains(c.resource()))
        .filter(c -> c.element().equals(Optional.of(element)))
        .mapToDouble(Ceiling::perSecond)
        .sum();
  }

  /** Bytes per second that a shared level gives and takes in all. */
  public double bandwidth(String level) {
    return device.memory().levels().get(index(level)).bandwidth();
  }

  /** Bytes per second that the cores themselves read or write. */
  public double bytes(String level, Access access) {
    double own =
        cores.stream()
            .mapToDouble(
                core -> Math.min(transfers(core.type(), level, access), loads(core.type(), access)))
            .sum();
    return Math.min(own, sharedLimit(level, access == Access.WRITE));
  }

  /** Bytes per second that the load pipes of the cores take in at most, wherever they lie. */
  public double loads() {
    return cores.stream().mapToDouble(core -> loads(core.type(), Access.READ)).sum();
  }

  private static double loads(CoreType core, Access access) {
    return access == Access.WRITE
        ? Double.POSITIVE_INFINITY
        : core.loadPipes() * LOAD_BYTES * core.clock();
  }

  /**
   * Bytes per second that the cores read or write with a matrix unit.
   *
   * @return 0 if none of them can use it
   */
  public double bytes(String level, Access access, String unit) {
    double passes = access == Access.WRITE ? 2 : 1;
    double shared = Math.min(passes * transferLimit(level, access), sharedLimit(level, false));
    return Math.min(unitLimit(unit, access), shared);
  }

  private double sharedLimit(String level, boolean twice) {
    if (level.equals(SECOND_LEVEL)) {
      return Double.POSITIVE_INFINITY;
    }
    return bandwidth(level) / (twice ? 2 : 1);
  }

  private double transferLimit(String level, Access access) {
    return cores.stream().mapToDouble(core -> transfers(core.type(), level, access)).sum();
  }

  private double transfers(CoreType core, String level, Access access) {
    Memory.Parallelism parallelism = device.memory().parallelism();
    double underWay =
        switch (access) {
          case READ -> parallelism.prefetchedReads();
          case SCATTERED_READ -> parallelism.scatteredReads();
          case WRITE -> parallelism.writes();
        };
    return device.memory().lineBytes() * underWay / latency(core, level);
  }

  private double latency(CoreType core, String level) {
    return level.equals(SECOND_LEVEL)
        ? core.l2Latency() / core.clock()
        : device.memory().exposedLatency(index(level));
  }

  private double unitLimit(String name, Access access) {
    return device.matrixUnits().stream()
        .filter(attachment -> attachment.unit().name().equals(name))
        .mapToDouble(
            attachment -> {
              MatrixUnit unit = attachment.unit();
              double interval =
                  access == Access.WRITE ? unit.vectorStoreInterval() : unit.vectorLoadInterval();
              double units = Math.min(attachment.users(cores), unit.count());
              return units * unit.vectorBytes() * unit.clock() / interval;
            })
        .sum();
  }

  private int index(String level) {
    List<SharedLevel> levels = device.memory().levels();
    for (int i = 0; i < levels.size(); i++) {
      if (levels.get(i).name().equals(level)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no level " + level);
  }
}
