package io.tilewise.config;

/**
 * The range a parameter may plausibly lie in, ends included.
 *
 * @param low its lower end
 * @param high its upper end, of the same dimension and not below the lower end
 */
public record QuantityRange(Quantity low, Quantity high) {

  /**
   * Checks the order of the ends.
   *
   * @throws IllegalArgumentException if the ends differ in dimension or are in the wrong order
   */
  public QuantityRange {
    if (low.dimension() != high.dimension()) {
      throw new IllegalArgumentException(
          "the range from " + low + " to " + high + " mixes two dimensions");
    }
    if (low.exactlyInBaseUnit().compareTo(high.exactlyInBaseUnit()) > 0) {
      throw new IllegalArgumentException(
          "the range goes from " + low + " down to " + high + "; write the lower end first");
    }
  }

  /** Whether the quantity lies in the range or on one of its ends. */
  public boolean contains(Quantity quantity) {
    return quantity.dimension() == low.dimension()
        && quantity.exactlyInBaseUnit().compareTo(low.exactlyInBaseUnit()) >= 0
        && quantity.exactlyInBaseUnit().compareTo(high.exactlyInBaseUnit()) <= 0;
  }

  /** As it would be written in a file: {@code [1 cycle, 2 cycles]}. */
  @Override
  public String toString() {
    return "[" + low + ", " + high + "]";
  }
}
