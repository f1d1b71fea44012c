package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import java.util.Arrays;

/** Quantities; the first byte says of which dimension, so that an input is read but once. */
class QuantityFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    Dimension[] all = Dimension.values();
    Dimension dimension = all[Byte.toUnsignedInt(bytes[0]) % all.length];
    String text = Reading.text(Arrays.copyOfRange(bytes, 1, bytes.length));
    Reading.inTime(
        () ->
            Reading.unlessRefused(() -> Quantity.parse(text, dimension))
                .ifPresent(quantity -> check(text, quantity, dimension)));
  }

  /** What is read and written is read again as the same. */
  private static void check(String text, Quantity quantity, Dimension dimension) {
    if (!Double.isFinite(quantity.inBaseUnit())
        || !Quantity.parse(quantity.toString(), dimension).equals(quantity)) {
      throw new AssertionError(text + " was read as " + quantity);
    }
  }
}
