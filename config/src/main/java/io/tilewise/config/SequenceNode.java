package io.tilewise.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of values.
 *
 * @param path the keys that lead here
 * @param location where it begins
 * @param elements its elements in order
 */
public record SequenceNode(KeyPath path, Location location, List<ConfigNode> elements)
    implements ConfigNode {

  /** Copies the elements. */
  public SequenceNode {
    elements = List.copyOf(elements);
  }

  @Override
  public String kind() {
    return "a list";
  }

  @Override
  public SequenceNode at(KeyPath newPath) {
    List<ConfigNode> moved = new ArrayList<>();
    for (ConfigNode element : elements) {
      moved.add(element.at(newPath.element(moved.size())));
    }
    return new SequenceNode(newPath, location, moved);
  }
}
