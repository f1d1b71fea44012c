package io.tilewise.experiment.study;

import io.tilewise.config.Checks;
import io.tilewise.config.MappingNode;
import java.util.List;
import java.util.Optional;

/**
 * The experiment that a study varies, as the keys {@code experiment}, {@code scenarios} and {@code
 * set} of its file say.
 *
 * @param experiment reference to the experiment file
 * @param scenarios names of the scenarios wanted, the baseline first; all if empty
 * @param set changes to all scenarios
 */
public record StudyBase(String experiment, List<String> scenarios, Optional<MappingNode> set) {

  /** Copies the list. */
  public StudyBase {
    scenarios = List.copyOf(scenarios);
  }

  /** Checks that no scenario is named twice. */
  void check(Checks checks) {
    for (int i = 0; i < scenarios.size(); i++) {
      if (scenarios.indexOf(scenarios.get(i)) < i) {
        checks
            .at("scenarios")
            .at(i)
            .problem("scenario \"" + scenarios.get(i) + "\" is named twice; remove one");
      }
    }
  }
}
