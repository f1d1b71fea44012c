package io.tilewise.cpu.cost;

import io.tilewise.config.Extensions;
import java.util.Map;
import java.util.ServiceLoader;

/** The cost models there are, by name: found by {@link ServiceLoader}, ours and users' alike. */
public final class CostModels {
  private final Map<String, CostModel<?>> byName;

  private CostModels(Map<String, CostModel<?>> byName) {
    this.byName = byName;
  }

  /**
   * All that can be found: those on the class path and in the plugins that the user named.
   *
   * @throws io.tilewise.config.Extensions.ExtensionException if two have the same name, or one
   *     cannot be loaded
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no type arguments
  public static CostModels load() {
    Map<String, CostModel> raw = Extensions.byName(CostModel.class, CostModel::name, "cost model");
    return new CostModels((Map) raw);
  }

  /** By name, in alphabetical order. */
  public Map<String, CostModel<?>> byName() {
    return byName;
  }
}
