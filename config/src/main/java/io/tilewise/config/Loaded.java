package io.tilewise.config;

import java.util.List;

/**
 * A file, read.
 *
 * @param <T> the record that is its format
 * @param value what it says
 * @param parameters every {@link Parameter} in it, in the order of the file, those left to their
 *     default last within their mapping; parts kept as {@link ConfigNode} are not looked into
 */
public record Loaded<T>(T value, List<Parameter> parameters) {

  /** Copies the list. */
  public Loaded {
    parameters = List.copyOf(parameters);
  }
}
