package io.tilewise.config;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a binder made of the nodes of a tree. An overlay leaves nodes that it does not change as
 * they are, the very same objects, so what was made of those can be taken over when the changed
 * tree is bound: binding the same node again would make the same of it.
 */
final class BoundNodes {

  /**
   * What was made of a node.
   *
   * @param value what it says
   * @param parameters the parameters at and below it, in their order
   */
  record Bound(Object value, List<Parameter> parameters) {

    Bound {
      parameters = List.copyOf(parameters);
    }
  }

  /** By identity: equal nodes at different places differ in their paths. */
  private final IdentityHashMap<ConfigNode, Map<Shape, Bound>> byNode = new IdentityHashMap<>();

  private boolean growing;

  private BoundNodes(boolean growing) {
    this.growing = growing;
  }

  /** Nothing, which stays nothing. */
  static BoundNodes none() {
    return new BoundNodes(false);
  }

  /** Nothing yet: a binder adds what it makes. */
  static BoundNodes growing() {
    return new BoundNodes(true);
  }

  /** Ends the growing; from now on several threads may look things up. */
  void complete() {
    growing = false;
  }

  void add(Shape shape, ConfigNode node, Object value, List<Parameter> parameters) {
    if (growing) {
      byNode.computeIfAbsent(node, n -> new HashMap<>(1)).put(shape, new Bound(value, parameters));
    }
  }

  Optional<Bound> of(Shape shape, ConfigNode node) {
    Map<Shape, Bound> shapes = byNode.get(node);
    return shapes == null ? Optional.empty() : Optional.ofNullable(shapes.get(shape));
  }
}
