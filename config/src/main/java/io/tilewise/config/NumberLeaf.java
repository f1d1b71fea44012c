package io.tilewise.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** A number without unit, for a component of type int, long or double. */
record NumberLeaf(Kind kind, Interval bounds) implements Leaf {

  /** The type it becomes. */
  enum Kind {
    INT("a whole number", "integer"),
    LONG("a whole number", "integer"),
    DOUBLE("a number", "number");

    private final String noun;
    private final String schemaType;

    Kind(String noun, String schemaType) {
      this.noun = noun;
      this.schemaType = schemaType;
    }

    private Number convert(BigDecimal number) {
      return switch (this) {
        case INT -> number.intValueExact();
        case LONG -> number.longValueExact();
        case DOUBLE -> number.doubleValue();
      };
    }
  }

  @Override
  public Number read(ScalarNode scalar) {
    String text = scalar.text();
    BigDecimal number =
        QuantityParser.number(text)
            .orElseThrow(() -> wrong(text, "is not " + kind.noun + " such as 4"));
    if (!scalar.plain()) {
      throw wrong(text, "is quoted text, but " + kind.noun + " is needed; remove the quotes");
    }
    if (kind != Kind.DOUBLE && number.stripTrailingZeros().scale() > 0) {
      throw wrong(text, "is not a whole number");
    }
    if (!bounds.contains(number)) {
      throw wrong(text, "is out of range; it must be " + bounds);
    }
    return converted(text, number);
  }

  private Number converted(String text, BigDecimal number) {
    try {
      Number value = kind.convert(number);
      if (Double.isFinite(value.doubleValue())) {
        return value;
      }
    } catch (ArithmeticException beyondTheType) {
      // The message is the same.
    }
    throw wrong(text, "is too large");
  }

  private static IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException(Show.quoted(text) + " " + what);
  }

  @Override
  public String wanted() {
    return kind.noun;
  }

  @Override
  public String allowed() {
    return bounds.toString();
  }

  @Override
  public void describe(ObjectNode schema) {
    schema.put("type", kind.schemaType);
    bounds.describe(schema);
  }
}
