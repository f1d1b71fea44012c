package io.tilewise.testkit;

import io.tilewise.experiment.result.RunResult;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The test that is being run, found among the callers by its annotation: a bare {@link RunResult}
 * does not say where its experiment's file lies, and with it the baseline.
 */
final class RunningTest {
  private RunningTest() {}

  /** The experiment's file of a result that the running test got as a parameter. */
  static Optional<Path> experimentOf(RunResult run) {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .map(RunningTest::method)
                    .flatMap(Optional::stream)
                    .map(method -> experiment(method, run.experiment()))
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  private static Optional<Method> method(StackFrame frame) {
    return Arrays.stream(frame.getDeclaringClass().getDeclaredMethods())
        .filter(method -> method.getName().equals(frame.getMethodName()))
        .filter(
            method ->
                Arrays.equals(method.getParameterTypes(), frame.getMethodType().parameterArray()))
        .findFirst();
  }

  private static Optional<Path> experiment(Method method, String name) {
    String file = name + ".yaml";
    return AnnotationSupport.findAnnotation(method, TilewiseExperiment.class)
        .map(annotation -> Path.of(annotation.value()))
        .or(
            () ->
                AnnotationSupport.findAnnotation(method, TilewiseExperiments.class)
                    .map(annotation -> Path.of(annotation.value(), file)))
        .filter(path -> path.endsWith(file));
  }
}
