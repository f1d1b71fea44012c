package io.tilewise.workload.lowering;

import io.tilewise.config.Extensions;
import io.tilewise.workload.graph.Graph;
import java.util.List;
import java.util.Map;

/** The lowering passes of plugins. */
public final class LoweringPasses {
  private LoweringPasses() {}

  /**
   * All that can be found, in alphabetical order.
   *
   * @throws Extensions.ExtensionException if two have the same name, or one cannot be loaded
   */
  public static Map<String, LoweringPass> byName() {
    return Extensions.byName(LoweringPass.class, LoweringPass::name, "lowering pass");
  }

  /** Those of a stage among some that are named, in the order named. */
  static List<Pass> of(LoweringPass.Stage stage, List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    Map<String, LoweringPass> all = byName();
    return names.stream()
        .map(all::get)
        .filter(pass -> pass.stage() == stage)
        .<Pass>map(OfPlugin::new)
        .toList();
  }

  /** A pass of a plugin among ours. */
  private record OfPlugin(LoweringPass pass) implements Pass {
    @Override
    public String name() {
      return pass.name();
    }

    @Override
    public Graph apply(Graph graph) {
      return pass.apply(graph);
    }
  }
}
