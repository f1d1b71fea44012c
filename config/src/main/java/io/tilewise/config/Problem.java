package io.tilewise.config;

import java.util.Comparator;

/**
 * One thing that is wrong with a file.
 *
 * @param location where
 * @param path the keys that lead there; the root if the file as a whole is meant
 * @param message what was found, what is allowed, and what to do
 */
public record Problem(Location location, KeyPath path, String message) {

  static final Comparator<Problem> BY_POSITION = Comparator.comparing(Problem::location);

  /** {@code file:line:column: key.path: message}. */
  @Override
  public String toString() {
    return location + ": " + (path.isRoot() ? "" : path + ": ") + message;
  }
}
