package io.tilewise.config;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A number with a unit, for a component of type {@link Quantity}. */
record QuantityLeaf(Dimension dimension, Interval bounds) implements Leaf {

  @Override
  public Quantity read(ScalarNode scalar) {
    Quantity quantity = Quantity.parse(scalar.text(), dimension);
    if (!scalar.plain() && quantity.unit().symbol().isEmpty()) {
      throw new IllegalArgumentException(
          Show.quoted(scalar.text())
              + " is quoted text, but "
              + dimension.noun()
              + " is needed; remove the quotes");
    }
    if (!bounds.contains(quantity.exactlyInBaseUnit())) {
      throw new IllegalArgumentException(
          Show.quoted(scalar.text()) + " is out of range; it must be " + bounds);
    }
    return quantity;
  }

  /** Whether it is always written with a unit, so that JSON Schema takes it for text. */
  boolean hasUnit() {
    return !dimension.allowsPlainNumber();
  }

  @Override
  public String wanted() {
    return dimension.noun() + " (" + dimension.unitsText() + ")";
  }

  @Override
  public String allowed() {
    return bounds.toString();
  }

  @Override
  public void describe(ObjectNode schema) {
    if (hasUnit()) {
      schema.put("type", "string").put("pattern", pattern());
    } else if (dimension.units().size() == 1) {
      describeNumber(schema);
    } else {
      ArrayNode forms = schema.putArray("anyOf");
      describeNumber(forms.addObject());
      forms.addObject().put("type", "string").put("pattern", pattern());
    }
  }

  private void describeNumber(ObjectNode schema) {
    schema.put("type", dimension.isWhole() ? "integer" : "number");
    bounds.describe(schema);
  }

  private String pattern() {
    String units =
        dimension.units().stream()
            .flatMap(Unit::spellings)
            .filter(spelling -> !spelling.isEmpty())
            .map(spelling -> spelling.replace("^", "\\^"))
            .collect(joining("|"));
    return "^" + QuantityParser.NUMBER + " ?(?:" + units + ")$";
  }
}
