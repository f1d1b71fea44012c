package io.tilewise.config;

import java.util.Optional;

/**
 * A quantity of a model, with where it comes from.
 *
 * @param path the keys that lead to it in its file
 * @param quantity its value with unit
 * @param provenance its source and status
 * @param range where the value may plausibly lie; for a what-if value the range of the value it
 *     replaced, which need not contain it
 * @param note a remark from the file
 */
public record Parameter(
    KeyPath path,
    Quantity quantity,
    Provenance provenance,
    Optional<QuantityRange> range,
    Optional<String> note) {

  /** The value in the base unit of its dimension. */
  public double inBaseUnit() {
    return quantity.inBaseUnit();
  }

  /**
   * The value in another unit of its dimension.
   *
   * @throws IllegalArgumentException if the dimension has no such unit
   */
  public double in(String unit) {
    return quantity.in(unit);
  }
}
