package io.tilewise.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a key that a file may leave out, as it would be written in the file.
 *
 * <p>A component without this and without Optional is required. A {@link Parameter} has its default
 * in the full form, since a default needs a source too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** YAML, such as {@code 1 cycle}, {@code fp16} or {@code [1, 2]}. */
  String value();
}
