package io.tilewise.cpu.cost;

/**
 * Where a cost model notes down its intermediate results with their formulas, so that {@code
 * tilewise explain} can show how a cost came about. Noting changes nothing in the cost.
 *
 * <p>A formula uses {@code + - * / ( )}, {@code max}, {@code min}, {@code ceil}, numbers, and
 * symbols noted before; put into it, their values give its value. A test holds that.
 */
public interface Notes {

  /** Notes that nobody reads. */
  Notes NONE = (symbol, meaning, formula, value, unit) -> {};

  /**
   * Notes an intermediate result.
   *
   * @param symbol name that later formulas may use; noted again, it has a new value from there on
   * @param meaning what it is
   * @param formula how it follows from earlier symbols; empty for what is given
   * @param value its value
   * @param unit unit of the value, empty for a plain number
   */
  void put(String symbol, String meaning, String formula, double value, String unit);

  /** Notes something given. */
  default void given(String symbol, String meaning, double value, String unit) {
    put(symbol, meaning, "", value, unit);
  }

  /** Notes a number of things that is given. */
  default void count(String symbol, String meaning, long number) {
    put(symbol, meaning, "", (double) number, "");
  }

  /** Notes a number of things that follows from others. */
  default void count(String symbol, String meaning, String formula, long number) {
    put(symbol, meaning, formula, (double) number, "");
  }
}
