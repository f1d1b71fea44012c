package io.tilewise.cpu.device;

/**
 * A set-associative cache with least-recently-used replacement.
 *
 * @param sizeBytes capacity
 * @param ways associativity
 * @param lineBytes line size
 */
public record Cache(long sizeBytes, int ways, int lineBytes) {
  /** Number of sets. */
  public long sets() {
    return sizeBytes / lineBytes / ways;
  }

  /**
   * Whether lines that lie at a constant distance stay in the cache while each is used once before
   * the first is used again.
   *
   * <p>They need room, and they must not fall into too few sets: lines at a distance of {@code d}
   * lines touch {@code sets / gcd(d, sets)} sets, each of which holds as many lines as it has ways.
   * A distance that is a multiple of a large power of two touches few. Ignores hashing of set
   * indices, which last-level caches have and core-private ones mostly have not.
   *
   * @param lines how many lines
   * @param strideBytes distance between their addresses
   * @param usableShare share of the capacity that they can have
   */
  public boolean holds(long lines, long strideBytes, double usableShare) {
    long apart = Math.max(1, strideBytes / lineBytes);
    long distinctSets = sets() / greatestCommonDivisor(apart, sets());
    return lines <= distinctSets * ways && lines * lineBytes <= usableShare * sizeBytes;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
