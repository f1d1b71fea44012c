package io.tilewise.testkit;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests what an experiment predicts, scenario by scenario. */
final class PredictionParameters implements ParameterResolver {
  private static final Set<Class<?>> OF_A_SCENARIO = Set.of(Prediction.class, ScenarioResult.class);
  private static final Set<Class<?>> OF_ALL = Set.of(Predictions.class, RunResult.class);

  /** What a parameter of the whole result is called. */
  private static final String WHOLE = "run";

  private final Function<ExtensionContext, Predictions> source;

  PredictionParameters(Function<ExtensionContext, Predictions> source) {
    this.source = source;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return OF_A_SCENARIO.contains(type) || OF_ALL.contains(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Predictions predictions = source.apply(context);
    if (type == Predictions.class) {
      return predictions;
    }
    if (type == RunResult.class && isWhole(parameter)) {
      return predictions.run();
    }
    Prediction prediction = prediction(predictions, scenario(parameter));
    if (type == RunResult.class) {
      return prediction.alone();
    }
    return type == Prediction.class ? prediction : prediction.scenario();
  }

  /** Nothing else is: a scenario's name that is misspelt must not give the whole result. */
  private static boolean isWhole(ParameterContext parameter) {
    return !parameter.isAnnotated(Scenario.class)
        && parameter.getParameter().isNamePresent()
        && parameter.getParameter().getName().equals(WHOLE);
  }

  private static Prediction prediction(Predictions predictions, String scenario) {
    try {
      return predictions.of(scenario);
    } catch (IllegalArgumentException e) {
      throw new ParameterResolutionException(
          e.getMessage()
              + "; name the parameter as one of them, or annotate it with @Scenario; a RunResult"
              + " named run is the whole result",
          e);
    }
  }

  private static String scenario(ParameterContext parameter) {
    Optional<Scenario> annotated = parameter.findAnnotation(Scenario.class);
    if (annotated.isEmpty() && !parameter.getParameter().isNamePresent()) {
      throw new ParameterResolutionException(
          "the name of parameter "
              + parameter.getIndex()
              + " is not known, so neither is its scenario; compile tests with -parameters, or"
              + " annotate it with @Scenario(\"name\")");
    }
    return annotated.map(Scenario::value).orElseGet(() -> parameter.getParameter().getName());
  }
}
