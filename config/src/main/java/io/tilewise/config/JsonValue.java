package io.tilewise.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A value as an editor takes it: YAML 1.2's numbers and booleans, else text. */
final class JsonValue {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonValue() {}

  static JsonNode of(ConfigNode node) {
    if (node instanceof MappingNode mapping) {
      ObjectNode object = NODES.objectNode();
      mapping.entries().forEach((key, entry) -> object.set(key, of(entry.value())));
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = NODES.arrayNode();
      sequence.elements().forEach(element -> array.add(of(element)));
      return array;
    }
    return of((ScalarNode) node);
  }

  private static JsonNode of(ScalarNode scalar) {
    if (scalar.isEmpty()) {
      return NODES.nullNode();
    }
    if (scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      return NODES.booleanNode(scalar.text().equals("true"));
    }
    return Optional.of(scalar.text())
        .filter(text -> scalar.plain())
        .flatMap(QuantityParser::number)
        .<JsonNode>map(NODES::numberNode)
        .orElseGet(() -> NODES.textNode(scalar.text()));
  }
}
