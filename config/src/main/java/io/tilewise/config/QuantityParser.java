package io.tilewise.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a quantity, or says what is wrong with it so that the user can mend it. */
final class QuantityParser {

  /** JSON's numbers: no leading zeros or plus sign, no bare point, no separators. */
  static final String NUMBER = "-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";

  private static final Pattern NUMBER_ALONE = Pattern.compile(NUMBER);

  private static final Pattern NUMBER_THEN_UNIT =
      Pattern.compile("(" + NUMBER + ")( ?)(.*)", Pattern.DOTALL);

  /** What follows the number when the number itself is what is wrong: "1,5 GHz", "010 cycles". */
  private static final Pattern REST_OF_A_NUMBER =
      Pattern.compile("[\\s0-9.,:_'].*", Pattern.DOTALL);

  private static final int LONGEST = 100;
  private static final int LARGEST_EXPONENT = 400;

  private final String text;
  private final Dimension dimension;

  private QuantityParser(String text, Dimension dimension) {
    this.text = text;
    this.dimension = dimension;
  }

  static Quantity parse(String text, Dimension dimension) {
    return new QuantityParser(text, dimension).quantity();
  }

  /** The number, or empty if the text is not one or is beyond what a double can hold. */
  static Optional<BigDecimal> number(String text) {
    if (text.length() > LONGEST || !NUMBER_ALONE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > LARGEST_EXPONENT
          ? Optional.empty()
          : Optional.of(number);
    } catch (NumberFormatException exponentBeyondInt) {
      return Optional.empty();
    }
  }

  private Quantity quantity() {
    Matcher matcher = NUMBER_THEN_UNIT.matcher(text.length() > LONGEST ? "" : text);
    if (!matcher.matches()) {
      throw wrong("is not " + dimension.noun(), "1", "");
    }
    String number = matcher.group(1);
    String unit = matcher.group(3);
    boolean spaceAtEnd = unit.isEmpty() && !matcher.group(2).isEmpty();
    if (spaceAtEnd || REST_OF_A_NUMBER.matcher(unit).matches()) {
      throw wrong("is not a plain decimal number followed by a unit", number, "");
    }
    return quantity(number, unit);
  }

  private Quantity quantity(String number, String unitText) {
    Unit unit = dimension.unitWritten(unitText).orElseThrow(() -> wrongUnit(number, unitText));
    BigDecimal magnitude = number(number).orElseThrow(() -> beyondDouble(unitText));
    if (dimension.isWhole() && magnitude.stripTrailingZeros().scale() > 0) {
      throw wrong("is not a whole number", magnitude.toBigInteger().toString(), unitText);
    }
    if (!Quantity.fitsDouble(magnitude, unit)) {
      throw beyondDouble(unitText);
    }
    return new Quantity(dimension, magnitude, unit);
  }

  private IllegalArgumentException beyondDouble(String unit) {
    return wrong("is too large or too small to compute with", "1", unit);
  }

  private IllegalArgumentException wrongUnit(String number, String unit) {
    if (unit.isEmpty()) {
      return wrong("has no unit", number, "");
    }
    return Dimension.havingUnit(unit)
        .map(other -> wrong("is " + other.noun(), number, unit))
        .orElseGet(() -> wrong("has the unknown unit " + Show.quoted(unit), number, unit));
  }

  private IllegalArgumentException wrong(String what, String number, String unit) {
    return new IllegalArgumentException(
        Show.quoted(text)
            + " "
            + what
            + ", but "
            + dimension.noun()
            + " is needed ("
            + dimension.unitsText()
            + "); for instance "
            + Show.quoted(dimension.example(number, unit)));
  }
}
