package io.tilewise.cpu.cost;

import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The cost models there are, by name: found by {@link ServiceLoader}, ours and users' alike. */
public final class CostModels {
  private final Map<String, CostModel<?>> byName;

  private CostModels(Map<String, CostModel<?>> byName) {
    this.byName = byName;
  }

  /**
   * All that are on the class path.
   *
   * @throws IllegalStateException if two have the same name
   */
  public static CostModels load() {
    Map<String, CostModel<?>> byName = new TreeMap<>();
    for (CostModel<?> model : ServiceLoader.load(CostModel.class)) {
      CostModel<?> other = byName.put(model.name(), model);
      if (other != null) {
        throw new IllegalStateException(
            "two cost models are named " + model.name() + ": " + other + " and " + model);
      }
    }
    return new CostModels(byName);
  }

  /** By name, in alphabetical order. */
  public Map<String, CostModel<?>> byName() {
    return Collections.unmodifiableMap(byName);
  }
}
