package io.tilewise.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys with their values.
 *
 * @param path the keys that lead here
 * @param location where it begins
 * @param entries its entries by key, in the order of the file
 */
public record MappingNode(KeyPath path, Location location, Map<String, Entry> entries)
    implements ConfigNode {

  /**
   * A value with the place of its key.
   *
   * @param keyLocation where the key is
   * @param value what is under it
   */
  public record Entry(Location keyLocation, ConfigNode value) {}

  /** Copies the entries, keeping their order. */
  public MappingNode {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** The value under a key, if the mapping has it. */
  public Optional<ConfigNode> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  @Override
  public String kind() {
    return "a mapping";
  }

  @Override
  public MappingNode at(KeyPath newPath) {
    Map<String, Entry> moved = new LinkedHashMap<>();
    entries.forEach(
        (key, entry) ->
            moved.put(key, new Entry(entry.keyLocation, entry.value.at(newPath.child(key)))));
    return new MappingNode(newPath, location, moved);
  }
}
