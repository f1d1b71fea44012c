package io.tilewise.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of {@link MappingNode}s is read as later, when {@code $name} in the place of
 * values has been replaced. It decides what the JSON Schema allows there; the reader of the file
 * takes any mapping.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Template {

  /** The sealed interface with {@link Discriminator} that its mappings become. */
  Class<?> value();
}
