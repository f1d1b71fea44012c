package io.tilewise.experiment.validation;

import io.tilewise.config.Overlay;
import io.tilewise.experiment.run.PreparedScenario;
import io.tilewise.experiment.validation.ValidationFile.CaseBlock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

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

  /** The figures with the parameters as their files say, in the order of the cases. */
  public double[] predict() {
    return predict(scenario -> List.of());
  }

  /** The figures with changed parameters. */
  public double[] predict(Function<PreparedScenario, List<Overlay>> changes) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    scenarios.forEach(
        (name, scenario) ->
            outcomes.put(name, Outcome.of(scenario.at(changes.apply(scenario)).replay())));
    return cases.values().stream().mapToDouble(block -> figure(block, outcomes)).toArray();
  }

  private static double figure(CaseBlock block, Map<String, Outcome> outcomes) {
    Outcome own = outcomes.get(block.scenario());
    return own.of(block.metric(), outcomes.get(block.baseline().orElse(block.scenario())));
  }
}
