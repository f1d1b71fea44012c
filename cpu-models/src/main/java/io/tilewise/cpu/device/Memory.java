package io.tilewise.cpu.device;

import java.util.List;

/**
 * The memory system beyond the cores' own caches.
 *
 * @param lineBytes size of a cache line
 * @param levels shared levels, nearest first, DRAM last
 * @param usableShare share of a cache that the data of one call can have; the rest holds what
 *     earlier calls left
 * @param parallelism how many line transfers one core keeps under way
 */
public record Memory(
    int lineBytes, List<SharedLevel> levels, double usableShare, Parallelism parallelism) {

  /**
   * How many line transfers beyond the first-level cache a core keeps under way on average, by kind
   * of access. Little's law makes a rate of it: lines per second = transfers under way / latency.
   *
   * @param prefetchedReads reads at a small constant distance, which the prefetcher runs ahead of
   * @param scatteredReads reads at a distance that no prefetcher follows
   * @param writes writes, which fetch their line first
   * @param prefetchReachBytes largest distance that the prefetcher follows
   * @param exposedShare share of the latency beyond the nearest shared level that prefetches into
   *     it leave exposed, from 0 to 1
   */
  public record Parallelism(
      double prefetchedReads,
      double scatteredReads,
      double writes,
      double prefetchReachBytes,
      double exposedShare) {}

  public Memory {
    levels = List.copyOf(levels);
  }

  /**
   * The latency of a shared level that prefetches into the nearest one leave, in seconds: {@code
   * nearest + exposed share * (level - nearest)}.
   *
   * @param level 0 for the nearest
   */
  public double exposedLatency(int level) {
    double nearest = levels.get(0).latency();
    return nearest + parallelism.exposedShare() * (levels.get(level).latency() - nearest);
  }
}
