package io.tilewise.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the experiment of a {@link TilewiseExperiment}. */
final class ExperimentExtension implements ParameterResolver {
  private final PredictionParameters parameters =
      new PredictionParameters(ExperimentExtension::predictions);

  private static Predictions predictions(ExtensionContext context) {
    TilewiseExperiment annotation =
        AnnotationSupport.findAnnotation(context.getElement(), TilewiseExperiment.class)
            .orElseThrow();
    Path file = Path.of(annotation.value());
    return new ExperimentSource(file, annotation.set(), annotation.configs()).predictions(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameters.supportsParameter(parameter, context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameters.resolveParameter(parameter, context);
  }
}
