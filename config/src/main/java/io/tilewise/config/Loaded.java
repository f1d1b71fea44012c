package io.tilewise.config;

import java.util.List;
import java.util.function.Consumer;

/**
 * A file, read.
 *
 * @param <T> the record that is its format
 * @param value what it says
 * @param parameters every {@link Parameter} in it, in the order of the file, those left to their
 *     default last within their mapping; parts kept as {@link ConfigNode} are not looked into
 * @param root the file's tree, with overlays applied
 */
public record Loaded<T>(T value, List<Parameter> parameters, ConfigNode root) {

  /** Copies the list. */
  public Loaded {
    parameters = List.copyOf(parameters);
  }

  /**
   * Checks a rule that needs more than the file to decide, such as a name that another file
   * defines.
   *
   * @param rule reports what does not fit at the key it names
   * @throws ConfigException with everything that the rule reported
   */
  public void check(Consumer<Checks> rule) {
    Problems problems = new Problems();
    rule.accept(new Checks(root, problems));
    problems.throwIfAny();
  }
}
