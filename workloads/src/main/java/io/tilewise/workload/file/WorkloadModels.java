package io.tilewise.workload.file;

import io.tilewise.config.Extensions;
import java.util.Map;

/** The networks of plugins. */
public final class WorkloadModels {
  private WorkloadModels() {}

  /**
   * All that can be found, in alphabetical order.
   *
   * @throws Extensions.ExtensionException if two have the same name, or one cannot be loaded
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no type arguments
  public static Map<String, WorkloadModel<?>> byName() {
    return (Map) Extensions.byName(WorkloadModel.class, WorkloadModel::name, "workload model");
  }
}
