package io.tilewise.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the text of a String component must look like; inside an Optional, List or Map it holds for
 * each text. Without it any text that is not blank is allowed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Matching {
  /** A regular expression for the whole text, of the kind Java and JSON Schema share. */
  String value();

  /** The same in words, with its article: "a version such as v1.2.0". */
  String meaning();
}
