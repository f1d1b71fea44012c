package io.tilewise.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * A unit of a {@link Dimension}, such as GHz.
 *
 * @param symbol how the unit is printed; empty for a plain number
 * @param one how it is printed after the number one ("cycle" beside "cycles"), else the symbol
 * @param alsoWritten other spellings that are read but never printed
 * @param factor what one of it is in the base unit of its dimension, exactly
 */
public record Unit(String symbol, String one, List<String> alsoWritten, BigDecimal factor) {

  /** Copies the list. */
  public Unit {
    alsoWritten = List.copyOf(alsoWritten);
  }

  static Unit of(String symbol, String factor, String... alsoWritten) {
    return new Unit(symbol, symbol, List.of(alsoWritten), new BigDecimal(factor));
  }

  static Unit countable(String one, String many) {
    return new Unit(many, one, List.of(), BigDecimal.ONE);
  }

  /** All spellings that are read. */
  Stream<String> spellings() {
    return Stream.concat(Stream.of(symbol, one), alsoWritten.stream()).distinct();
  }

  /** The symbol. */
  @Override
  public String toString() {
    return symbol;
  }
}
