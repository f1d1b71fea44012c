package io.tilewise.config;

/**
 * A value in a file before it is known what it means: a mapping, a sequence, or a scalar.
 *
 * <p>A record that declares a component of this type, or of {@link MappingNode}, gets that part of
 * the file as it stands, to be bound by another record later.
 */
public sealed interface ConfigNode permits MappingNode, SequenceNode, ScalarNode {

  /** The keys that lead here. */
  KeyPath path();

  /** Where it begins. */
  Location location();

  /** What it is, for a message: "a mapping". */
  String kind();

  /** The same value under another path. */
  ConfigNode at(KeyPath path);
}
