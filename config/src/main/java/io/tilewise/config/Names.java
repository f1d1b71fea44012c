package io.tilewise.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The names that the keys of a Map component may have, if they are not the usual ones: a letter,
 * then letters, digits, underscores and hyphens. A name never has a dot, since dots separate the
 * names of a path.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Names {
  /** A regular expression for the whole name. */
  String pattern() default USUAL;

  /** Whether an overlay may add names to those in the file. */
  boolean overlaysMayAdd() default false;

  /** The usual names. */
  String USUAL = "[A-Za-z][A-Za-z0-9_-]*";
}
