package io.tilewise.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of what an experiment predicts. Its parameters may be
 *
 * <ul>
 *   <li>{@link Prediction} or {@link io.tilewise.experiment.result.ScenarioResult}: that of the
 *       scenario named as the parameter is, which takes compiling with {@code -parameters}, or by
 *       {@link Scenario};
 *   <li>{@link Predictions}: all of them;
 *   <li>{@link io.tilewise.experiment.result.RunResult}: the result with the scenario named as the
 *       parameter is, or by {@link Scenario}, alone; the whole result if it is called {@code run}.
 * </ul>
 *
 * <p>Tests of one run that name the same file and changes share the result, which is immutable.
 */
@Documented
@Test
@ExtendWith(ExperimentExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TilewiseExperiment {
  /** The experiment's file, relative to the working directory, which is the module's in Maven. */
  String value();

  /** Changes to all scenarios, each {@code path=value}, as the option {@code --set} takes them. */
  String[] set() default {};

  /** Folders besides the one above the file's, from which files may be read. */
  String[] configs() default {};
}
