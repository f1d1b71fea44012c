package io.tilewise.cpu.power;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * The clocks of a device at one time: shares of the highest clock, by clock domain.
 *
 * @param shares from above 0 to 1, by cluster, kind of matrix unit, and {@code memory}
 */
public record Clocks(Map<String, Double> shares) {

  /** Copies the map, keeping its order. */
  public Clocks {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
  }

  /** The share of a domain. */
  public double of(String domain) {
    Double share = shares.get(domain);
    if (share == null) {
      throw new IllegalArgumentException("no clock domain " + domain + " in " + shares);
    }
    return share;
  }

  @Override
  public boolean equals(Object other) {
    // Clocks are compared at every call; mostly they are the very same.
    return this == other || (other instanceof Clocks clocks && shares.equals(clocks.shares));
  }

  @Override
  public int hashCode() {
    return shares.hashCode();
  }

  /** These with another share for one domain. */
  public Clocks with(String domain, double share) {
    Map<String, Double> changed = new LinkedHashMap<>(shares);
    changed.put(domain, share);
    return new Clocks(changed);
  }

  /** The lower of both, domain by domain. */
  public Clocks atMost(Clocks other) {
    return each(other, Math::min);
  }

  private Clocks each(Clocks other, DoubleBinaryOperator operator) {
    Map<String, Double> combined = new LinkedHashMap<>();
    shares.forEach(
        (domain, share) -> combined.put(domain, operator.applyAsDouble(share, other.of(domain))));
    return new Clocks(combined);
  }
}
