package io.tilewise.experiment.validation;

import io.tilewise.experiment.run.Outcome;
import io.tilewise.experiment.run.ParameterValues;
import io.tilewise.experiment.run.PreparedScenario;
import io.tilewise.experiment.validation.ValidationFile.CaseBlock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Predicts the figures of cases by running the scenarios that they are about. */
public final class Figures {
  private final Map<String, CaseBlock> cases;
  private final Map<String, PreparedScenario> scenarios = new LinkedHashMap<>();

  /**
   * Figures.
   *
   * @param cases the cases by id
   * @param prepared scenarios, among them those that the cases are about
   */
  public Figures(Map<String, CaseBlock> cases, Collection<PreparedScenario> prepared) {
    this.cases = cases;
    Set<String> needed = new TreeSet<>();
    cases
        .values()
        .forEach(
            block -> {
              needed.add(block.scenario());
              block.baseline().ifPresent(needed::add);
            });
    for (PreparedScenario scenario : prepared) {
      if (needed.contains(scenario.name())) {
        scenarios.put(scenario.name(), scenario);
      }
    }
  }

  /** The scenarios that are needed. */
  public Collection<PreparedScenario> scenarios() {
    return scenarios.values();
  }

  /**
   * The figures with these values of parameters, in the order of the cases.
   *
   * @param values used by this call only
   */
  public double[] predict(ParameterValues values) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    List<Outcome> inOrder = Outcome.ofAll(scenarios.values(), values);
    for (String name : scenarios.keySet()) {
      outcomes.put(name, inOrder.get(outcomes.size()));
    }
    return cases.values().stream().mapToDouble(block -> figure(block, outcomes)).toArray();
  }

  private static double figure(CaseBlock block, Map<String, Outcome> outcomes) {
    Outcome own = outcomes.get(block.scenario());
    Outcome baseline = outcomes.get(block.baseline().orElse(block.scenario()));
    return block.metric().of(own, baseline);
  }
}
