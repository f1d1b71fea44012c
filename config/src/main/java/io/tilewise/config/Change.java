package io.tilewise.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an overlay wants at a place: a value, or changes further down. */
sealed interface Change {

  /** Where the overlay says so. */
  Location location();

  /** A new value: a scalar, a list, or an empty mapping. */
  record Leaf(Location location, ConfigNode value) implements Change {}

  /** Changes by the name of the next step; being built while the overlay is read. */
  record Branch(Location location, Map<String, Change> changes) implements Change {

    static Branch at(Location location) {
      return new Branch(location, new LinkedHashMap<>());
    }
  }
}
