package io.tilewise.config;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the text of a single value is read: one class per type a record component may have. */
sealed interface Leaf permits TextLeaf, BooleanLeaf, NumberLeaf, NameLeaf, QuantityLeaf {

  /**
   * The value of a scalar that is not empty.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  Object read(ScalarNode scalar);

  /** What is needed, for a message: "a frequency (Hz, kHz, MHz, GHz)". */
  String wanted();

  /** Further conditions for the documentation, such as bounds; empty if there are none. */
  String allowed();

  /** Adds what JSON Schema can say about it. */
  void describe(ObjectNode schema);
}
