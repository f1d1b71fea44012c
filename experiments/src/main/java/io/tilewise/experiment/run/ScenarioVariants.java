package io.tilewise.experiment.run;

import io.tilewise.config.Overlay;
import java.util.List;

/**
 * Scenarios to be had again and again with other changes to any of their files; what the changes do
 * not touch is read and lowered once. For one thread only.
 */
public final class ScenarioVariants {
  private final ScenarioBuilder builder;

  ScenarioVariants(ScenarioBuilder builder) {
    this.builder = builder;
  }

  /**
   * The scenarios.
   *
   * @param changes changes to each, in the order in which they are applied behind its own
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   */
  public List<PreparedScenario> with(List<Overlay> changes) {
    return builder.buildAll(changes);
  }
}
