package io.tilewise.experiment.study;

import io.tilewise.config.Overlay;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.run.ExperimentRun;
import io.tilewise.experiment.run.ParameterValues;
import io.tilewise.experiment.run.PreparedScenario;
import io.tilewise.experiment.run.ScenarioVariants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Evaluates an experiment at points: with settings, each a value at a path, as {@code run --set}
 * would. Settings of parameters of the device and the runtime are cheap: files that are at hand get
 * other values. For all others (threads, workload, lowering, kernels) scenarios are made ready
 * anew, and kept for the points that have the same. For one thread only.
 */
public final class PointEvaluator {
  private static final int MOST_VARIANTS = 64;

  private final ScenarioVariants variants;
  private final List<Overlay> changes;
  private final Set<String> parameters;
  private final boolean withPower;
  private final Map<Map<String, String>, List<PreparedScenario>> ready =
      new LinkedHashMap<>(MOST_VARIANTS, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Map<String, String>, List<PreparedScenario>> eldest) {
          return size() > MOST_VARIANTS;
        }
      };

  PointEvaluator(
      ScenarioVariants variants, List<Overlay> changes, Set<String> parameters, boolean withPower) {
    this.variants = variants;
    this.changes = changes;
    this.parameters = parameters;
    this.withPower = withPower;
  }

  /**
   * The results of all scenarios at a point, without kernel calls and effective parameters.
   *
   * @param settings value in YAML by path, as an overlay names it
   * @throws io.tilewise.config.ConfigException if they do not fit the files or each other
   * @throws io.tilewise.cpu.pricing.NoKernelException if the runtime lacks a kernel
   */
  public List<ScenarioResult> at(Map<String, String> settings) {
    Map<String, String> values = new TreeMap<>();
    Map<String, String> structure = new TreeMap<>();
    settings.forEach(
        (path, value) -> (parameters.contains(path) ? values : structure).put(path, value));
    List<PreparedScenario> prepared = ready.computeIfAbsent(structure, this::ready);
    return ExperimentRun.totals(prepared, new ParameterValues(values), withPower);
  }

  private List<PreparedScenario> ready(Map<String, String> structure) {
    List<Overlay> all = new ArrayList<>(changes);
    List<String> assignments = new ArrayList<>();
    structure.forEach((path, value) -> assignments.add(path + "=" + value));
    all.add(Overlay.ofAssignments("point", assignments));
    return variants.with(all);
  }
}
