package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;

/** Quantities of every dimension. */
class QuantityFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    String text = Reading.text(bytes);
    for (Dimension dimension : Dimension.values()) {
      Reading.inTime(() -> quantity(text, dimension));
    }
  }

  /** What is read and written is read again as the same. */
  private static void quantity(String text, Dimension dimension) {
    Quantity quantity;
    try {
      quantity = Quantity.parse(text, dimension);
    } catch (IllegalArgumentException refusal) {
      return;
    }
    if (!Double.isFinite(quantity.inBaseUnit())
        || !Quantity.parse(quantity.toString(), dimension).equals(quantity)) {
      throw new AssertionError(text + " was read as " + quantity);
    }
  }
}
