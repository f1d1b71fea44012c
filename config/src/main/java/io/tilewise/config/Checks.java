package io.tilewise.config;

import java.util.Collection;
import java.util.Optional;

/** Takes the problems that a {@link SelfChecking} record finds, at the key it names. */
public final class Checks {

  private final KeyPath path;
  private final Location location;
  private final Optional<ConfigNode> node;
  private final Problems problems;

  Checks(ConfigNode node, Problems problems) {
    this(node.path(), node.location(), Optional.of(node), problems);
  }

  private Checks(KeyPath path, Location location, Optional<ConfigNode> node, Problems problems) {
    this.path = path;
    this.location = location;
    this.node = node;
    this.problems = problems;
  }

  /** The value under a key, as the file writes it. */
  public Checks at(String key) {
    return below(
        path.child(key),
        node.filter(MappingNode.class::isInstance)
            .map(MappingNode.class::cast)
            .flatMap(mapping -> mapping.get(key)));
  }

  /** An element of a list, counted from 0. */
  public Checks at(int index) {
    return below(
        path.element(index),
        node.filter(SequenceNode.class::isInstance)
            .map(SequenceNode.class::cast)
            .filter(sequence -> index < sequence.elements().size())
            .map(sequence -> sequence.elements().get(index)));
  }

  /** A value that the file leaves out is located where its mapping is. */
  private Checks below(KeyPath newPath, Optional<ConfigNode> value) {
    return new Checks(newPath, value.map(ConfigNode::location).orElse(location), value, problems);
  }

  /** Where this is in the file, for a problem elsewhere that mentions it. */
  public Location location() {
    return location;
  }

  /** Reports a problem here: what was found, with its unit, what is allowed, and what to do. */
  public void problem(String message) {
    problems.add(location, path, Show.visible(message));
  }

  /** Reports a problem found elsewhere in the file, with a remark on how it came about. */
  public void problem(Problem found, String remark) {
    problems.add(found.location(), found.path(), found.message() + remark);
  }

  /**
   * Reports a name that refers to nothing, with the nearest valid one.
   *
   * @param what the things named, in the plural: "clusters"
   */
  public void knownName(String name, Collection<String> known, String what) {
    if (!known.contains(name)) {
      problems.add(
          location,
          path,
          "there is no " + Show.quoted(name) + NearestName.suggestion(name, known, what));
    }
  }
}
