package io.tilewise.experiment.residual;

import io.tilewise.experiment.align.Alignment;
import io.tilewise.experiment.align.Alignment.Step;
import io.tilewise.experiment.residual.Profile.Kernel;
import io.tilewise.experiment.residual.ResidualsResult.KernelError;
import io.tilewise.experiment.residual.ResidualsResult.NamedError;
import io.tilewise.experiment.residual.ResidualsResult.Part;
import io.tilewise.experiment.residual.ResidualsResult.TimeError;
import io.tilewise.experiment.residual.ResidualsResult.Unmatched;
import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.workload.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Puts a measured profile beside a simulated scenario.
 *
 * <p>Kernels are aligned in sequence ({@link Alignment}) by the type that ExecuTorch's profiler
 * gives them, without element types, so that a convolution which another instruction set executed
 * is still the same convolution; between these, what is left by the operator alone, without the
 * kind of kernel.
 */
public final class Residuals {
  private static final String COMPUTE = "compute";
  private static final String WAITING = "waiting";
  private static final String OVERHEAD = "overhead";

  /** Ends of the names of resources that do arithmetic; see the demands of cost models. */
  private static final List<String> COMPUTING =
      List.of(".instructions", ".chains", ".outer_products", ".vectors");

  private static final List<UnaryOperator<String>> KEYS =
      List.of(
          type -> type.replaceFirst("\\((\\w+), [^)]*\\)", "($1)"),
          type -> type.replaceFirst(" \\(.*", ""));

  private final List<KernelError> kernels = new ArrayList<>();
  private final List<Unmatched> onlyMeasured = new ArrayList<>();
  private final List<Unmatched> onlySimulated = new ArrayList<>();
  private final Map<String, Double> boundMs = new LinkedHashMap<>();
  private final Map<String, Double> errorMs = new LinkedHashMap<>();

  private Residuals() {
    for (String part : List.of(COMPUTE, WAITING, OVERHEAD)) {
      boundMs.put(part, 0.0);
      errorMs.put(part, 0.0);
    }
  }

  /** The residuals of a scenario of a run. */
  public static ResidualsResult of(
      RunResult run, ScenarioResult scenario, Profile profile, String toolVersion) {
    Residuals residuals = new Residuals();
    residuals.align(profile.kernels(), scenario.calls(), 0);
    return residuals.result(run, scenario, profile, toolVersion);
  }

  private ResidualsResult result(
      RunResult run, ScenarioResult scenario, Profile profile, String toolVersion) {
    double measured = profile.kernels().stream().mapToDouble(Residuals::median).sum();
    double simulated = scenario.calls().stream().mapToDouble(Residuals::milliseconds).sum();
    return new ResidualsResult(
        ResidualsResult.SCHEMA,
        toolVersion,
        run.experiment(),
        scenario.name(),
        profile.model(),
        profile.executeMs().size(),
        TimeError.of(median(profile.executeMs()), scenario.latencyMs()),
        TimeError.of(measured, simulated),
        categories(),
        boundMs.keySet().stream()
            .map(part -> new Part(part, boundMs.get(part), errorMs.get(part)))
            .toList(),
        kernels,
        onlyMeasured,
        onlySimulated);
  }

  private void align(List<Kernel> measured, List<CallResult> simulated, int level) {
    if (level == KEYS.size()) {
      measured.forEach(kernel -> onlyMeasured.add(new Unmatched(kernel.name(), median(kernel))));
      simulated.forEach(call -> onlySimulated.add(new Unmatched(call.event(), milliseconds(call))));
      return;
    }
    UnaryOperator<String> key = KEYS.get(level);
    List<String> left = measured.stream().map(kernel -> key.apply(kernel.type())).toList();
    List<String> right = simulated.stream().map(call -> key.apply(call.eventType())).toList();
    List<Kernel> measuredGap = new ArrayList<>();
    List<CallResult> simulatedGap = new ArrayList<>();
    for (Step step : Alignment.of(left, right)) {
      if (step.isMatch()) {
        align(measuredGap, simulatedGap, level + 1);
        measuredGap.clear();
        simulatedGap.clear();
        add(measured.get(step.left().getAsInt()), simulated.get(step.right().getAsInt()));
      } else {
        step.left().ifPresent(index -> measuredGap.add(measured.get(index)));
        step.right().ifPresent(index -> simulatedGap.add(simulated.get(index)));
      }
    }
    align(measuredGap, simulatedGap, level + 1);
  }

  private void add(Kernel measured, CallResult simulated) {
    TimeError error = TimeError.of(median(measured), milliseconds(simulated));
    kernels.add(
        new KernelError(
            simulated.index(),
            simulated.name(),
            measured.name(),
            simulated.category(),
            simulated.mostlyBoundBy(),
            error,
            measured.durationsMs().stream().mapToDouble(Double::doubleValue).min().orElse(0),
            measured.durationsMs().stream().mapToDouble(Double::doubleValue).max().orElse(0)));
    simulated
        .boundBy()
        .forEach(
            (resource, us) -> {
              boundMs.merge(part(resource), us / 1000, Double::sum);
              double share = simulated.durationUs() > 0 ? us / simulated.durationUs() : 0;
              errorMs.merge(part(resource), share * error.errorMs(), Double::sum);
            });
  }

  private static String part(String resource) {
    if (resource.equals(OVERHEAD)) {
      return OVERHEAD;
    }
    return COMPUTING.stream().anyMatch(resource::endsWith) ? COMPUTE : WAITING;
  }

  private List<NamedError> categories() {
    List<NamedError> errors = new ArrayList<>();
    for (Category category : Category.values()) {
      List<KernelError> own =
          kernels.stream().filter(kernel -> kernel.category().equals(category.key())).toList();
      double measured = own.stream().mapToDouble(kernel -> kernel.error().measuredMs()).sum();
      double simulated = own.stream().mapToDouble(kernel -> kernel.error().simulatedMs()).sum();
      errors.add(new NamedError(category.key(), own.size(), TimeError.of(measured, simulated)));
    }
    return errors;
  }

  private static double milliseconds(CallResult call) {
    return call.durationUs() / 1000;
  }

  private static double median(Kernel kernel) {
    return median(kernel.durationsMs());
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
