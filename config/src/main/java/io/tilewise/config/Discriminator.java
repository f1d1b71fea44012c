package io.tilewise.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The key by which a file says which record of a sealed interface it means.
 *
 * <p>A record's name there is its class name in lower_snake form, or what {@link Named} says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Discriminator {
  /** The key, such as {@code type}. */
  String value();
}
