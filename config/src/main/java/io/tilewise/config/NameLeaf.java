package io.tilewise.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of several names, each standing for a value: for a component of an enum type, and for the
 * variants of a sealed interface.
 */
record NameLeaf(Map<String, Object> values) implements Leaf {

  NameLeaf {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The constants by their names in lower_snake form. */
  static NameLeaf of(List<? extends Enum<?>> constants) {
    Map<String, Object> byName = new LinkedHashMap<>();
    constants.forEach(constant -> byName.put(constant.name().toLowerCase(Locale.ROOT), constant));
    return new NameLeaf(byName);
  }

  @Override
  public Object read(ScalarNode scalar) {
    String text = scalar.text();
    return Optional.ofNullable(values.get(text))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Show.quoted(text)
                        + " is not allowed"
                        + NearestName.suggestion(text, values.keySet(), "allowed")));
  }

  @Override
  public String wanted() {
    return "one of " + Show.names(values.keySet());
  }

  @Override
  public String allowed() {
    return "";
  }

  @Override
  public void describe(ObjectNode schema) {
    ArrayNode names = schema.put("type", "string").putArray("enum");
    values.keySet().forEach(names::add);
  }
}
