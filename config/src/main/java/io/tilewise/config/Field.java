package io.tilewise.config;

import java.util.Optional;

/**
 * A key of a mapping that a record describes.
 *
 * @param key as files write it
 * @param shape what may stand under it; for an Optional, what the Optional holds
 * @param optional whether the record component is an Optional
 * @param defaultValue what is taken if the key is left out
 * @param description what it means
 */
record Field(
    String key,
    Shape shape,
    boolean optional,
    Optional<ConfigNode> defaultValue,
    String description) {

  boolean isRequired() {
    return !optional && defaultValue.isEmpty();
  }

  /** The value as the record component holds it. */
  Object held(Object value) {
    return optional ? Optional.of(value) : value;
  }
}
