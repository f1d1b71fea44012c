package io.tilewise.experiment.run;

import io.tilewise.config.ConfigNode;
import io.tilewise.config.MappingNode;
import io.tilewise.config.ScalarNode;
import io.tilewise.config.SequenceNode;
import io.tilewise.config.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every value that a scenario's files set, all changes applied, by the path by which an overlay
 * names it: numbers and names alike, so that whatever was changed can be named and set back.
 *
 * <p>Prose (descriptions, sources, notes) and the provenance of parameters are left out, and so are
 * lists of mappings, such as the operators of a graph, which an overlay cannot change one by one.
 */
final class EffectiveSettings {
  private static final Set<String> NO_VALUES =
      Set.of("description", "title", "source", "note", "status", "range");

  private static final String LOWERING = "lowering";

  private final Map<String, String> values = new TreeMap<>();

  /** Adds what a file says, under what its paths begin with: empty, or a name with a dot. */
  EffectiveSettings add(String prefix, ConfigNode root) {
    if (root instanceof MappingNode mapping) {
      addAll(prefix, mapping);
    }
    return this;
  }

  /**
   * Adds what a runtime file says; its switches of lowering passes have a first key of their own.
   */
  EffectiveSettings addRuntime(ConfigNode root) {
    if (root instanceof MappingNode mapping) {
      mapping
          .entries()
          .forEach(
              (key, entry) -> {
                if (key.equals(LOWERING)) {
                  add(LOWERING, entry.value(), LOWERING + ".");
                } else if (!NO_VALUES.contains(key)) {
                  String path = PreparedScenario.OF_RUNTIME + key;
                  add(path, entry.value(), path + ".");
                }
              });
    }
    return this;
  }

  /** Values in YAML by path, in the order of the paths. */
  Map<String, String> byPath() {
    return Collections.unmodifiableMap(new TreeMap<>(values));
  }

  private void addAll(String prefix, MappingNode mapping) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!NO_VALUES.contains(key)) {
                add(prefix + key, entry.value(), prefix + key + ".");
              }
            });
  }

  private void add(String path, ConfigNode node, String below) {
    if (node instanceof MappingNode mapping && !isParameter(mapping)) {
      addAll(below, mapping);
    } else {
      yaml(node).ifPresent(value -> values.put(path, value));
    }
  }

  /** A parameter in the full form, with value, source and status. */
  private static boolean isParameter(MappingNode mapping) {
    return mapping.get("value").isPresent() && mapping.get("source").isPresent();
  }

  private static Optional<String> yaml(ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(YamlScalar.of(scalar));
    }
    if (node instanceof SequenceNode sequence) {
      List<String> elements = new ArrayList<>();
      for (ConfigNode element : sequence.elements()) {
        if (!(element instanceof ScalarNode scalar)) {
          return Optional.empty();
        }
        elements.add(YamlScalar.of(scalar));
      }
      return Optional.of("[" + String.join(", ", elements) + "]");
    }
    return ((MappingNode) node).get("value").flatMap(EffectiveSettings::yaml);
  }
}
