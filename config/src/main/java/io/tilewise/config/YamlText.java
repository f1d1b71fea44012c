package io.tilewise.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parts of a file as text of YAML in one line, to be assigned by {@link Overlay#ofAssignments}. */
public final class YamlText {
  private YamlText() {}

  /** A value: plain where it was written so, else in double quotes; lists in brackets. */
  public static String of(ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.plain() ? scalar.text() : YamlScalar.quoted(scalar.text());
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.elements().stream()
          .map(YamlText::of)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return ((MappingNode) node)
        .entries().entrySet().stream()
            .map(entry -> YamlScalar.quoted(entry.getKey()) + ": " + of(entry.getValue().value()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  /** What the changes of an overlay assign: value by path. */
  public static Map<String, String> assignments(MappingNode changes) {
    Map<String, String> all = new LinkedHashMap<>();
    collect(changes, "", all);
    return all;
  }

  private static void collect(MappingNode node, String prefix, Map<String, String> all) {
    node.entries()
        .forEach(
            (key, entry) -> {
              if (entry.value() instanceof MappingNode below && !below.entries().isEmpty()) {
                collect(below, prefix + key + ".", all);
              } else {
                all.put(prefix + key, of(entry.value()));
              }
            });
  }
}
