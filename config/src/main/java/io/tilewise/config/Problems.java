package io.tilewise.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a user sees all of it at once; gives up when it is too much. */
final class Problems {

  private static final int MOST = 1000;

  private final List<Problem> found = new ArrayList<>();

  void add(Location location, KeyPath path, String message) {
    found.add(new Problem(location, path, message));
    if (found.size() >= MOST) {
      throw new ConfigException(found);
    }
  }

  void add(ConfigNode node, String message) {
    add(node.location(), node.path(), message);
  }

  void addAll(List<Problem> problems) {
    found.addAll(problems);
  }

  int count() {
    return found.size();
  }

  List<Problem> list() {
    return List.copyOf(found);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(found);
    }
  }

  /** A problem after which nothing more can be found out. */
  ConfigException fatal(Location location, KeyPath path, String message) {
    found.add(new Problem(location, path, message));
    return new ConfigException(found);
  }
}
