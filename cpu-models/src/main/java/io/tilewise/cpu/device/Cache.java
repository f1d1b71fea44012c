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
   * Whether the lines of pieces that lie at a constant distance stay in the cache while each piece
   * is used once before the first is used again.
   *
   * <p>They need room, and they must not fall into too few sets: with ways of {@code w} bytes,
   * pieces at a distance of {@code d} bytes touch {@code w / gcd(d, w)} sets, or all if that is
   * more, each of which holds as many lines as there are ways. A distance that is a multiple of a
   * large power of two touches few. Ignores hashing of set indices, which last-level caches have
   * and core-private ones mostly have not.
   *
   * @param pieces how many pieces, each within a line
   * @param strideBytes distance between their addresses
   * @param usableShare share of the capacity that they can have
   */
  public boolean holds(long pieces, long strideBytes, double usableShare) {
    long wayBytes = sets() * lineBytes;
    long distinctSets = Math.min(sets(), wayBytes / greatestCommonDivisor(strideBytes, wayBytes));
    long lines = strideBytes < lineBytes ? (pieces * strideBytes - 1) / lineBytes + 1 : pieces;
    return lines <= distinctSets * ways && lines * lineBytes <= usableShare * sizeBytes;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
