package io.tilewise.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run for every experiment of a folder: its files that end in {@code .yaml}, in
 * alphabetical order. Parameters are as for {@link TilewiseExperiment}; a folder without
 * experiments fails the test.
 */
@Documented
@TestTemplate
@ExtendWith(ExperimentsExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TilewiseExperiments {
  /** The folder, relative to the working directory, which is the module's in Maven. */
  String value();

  /** Changes to all scenarios, each {@code path=value}, as the option {@code --set} takes them. */
  String[] set() default {};

  /** Folders besides the one above the folder, from which files may be read. */
  String[] configs() default {};
}
