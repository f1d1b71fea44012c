package io.tilewise.config;

import java.util.Optional;
import java.util.Set;

/**
 * A single value, which is text until a record says how to read it: {@code no}, {@code 1:30} and
 * {@code 0x10} are those characters and nothing else.
 *
 * @param path the keys that lead here
 * @param location where it begins
 * @param text its characters, without quotes
 * @param plain whether it was written without quotes
 * @param override how an overlay set it; empty for a value from the file itself
 */
public record ScalarNode(
    KeyPath path, Location location, String text, boolean plain, Optional<OverrideOrigin> override)
    implements ConfigNode {

  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  /**
   * How an overlay came to set a value.
   *
   * @param source the overlay's name and place, as provenance shows it
   * @param baseRange the range that the parameter it replaced declared, if it did
   */
  public record OverrideOrigin(String source, Optional<ConfigNode> baseRange) {}

  /** Whether nothing is written here: an empty value, {@code ~} or {@code null}. */
  public boolean isEmpty() {
    return plain && NOTHING.contains(text);
  }

  @Override
  public String kind() {
    return isEmpty() ? "empty" : Show.quoted(text);
  }

  @Override
  public ScalarNode at(KeyPath newPath) {
    return new ScalarNode(newPath, location, text, plain, override);
  }

  ScalarNode overriddenBy(String source, Optional<ConfigNode> baseRange) {
    return new ScalarNode(
        path, location, text, plain, Optional.of(new OverrideOrigin(source, baseRange)));
  }
}
