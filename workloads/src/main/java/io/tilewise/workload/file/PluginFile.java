package io.tilewise.workload.file;

import io.tilewise.config.Checks;
import io.tilewise.config.ConfigException;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Format;
import io.tilewise.config.MappingNode;
import io.tilewise.config.Named;
import io.tilewise.config.ParameterForm;
import io.tilewise.config.Problem;
import io.tilewise.workload.Precision;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.InvalidGraphException;
import java.util.Map;
import java.util.Optional;

/** A network that a plugin builds. */
@Description("A network that a plugin builds, see tilewise list --plugins DIR.")
@Named("plugin")
record PluginFile(
    @Description("What the network is, in a sentence.") Optional<String> description,
    @Description(DescribedNetwork.DTYPE) @Default("fp16") Precision dtype,
    @Description(DescribedNetwork.WEIGHTS) Optional<WeightScales> weights,
    @Description("Name of the plugin's network.") String plugin,
    @Description("The network's parameters.") MappingNode parameters)
    implements WorkloadFile, DescribedNetwork {

  @Override
  public void checkModel(Checks checks) {
    Map<String, WorkloadModel<?>> known = WorkloadModels.byName();
    checks.at("plugin").knownName(plugin, known.keySet(), "networks of plugins");
    if (known.containsKey(plugin)) {
      check(checks, known.get(plugin));
    }
  }

  private void check(Checks checks, WorkloadModel<?> model) {
    try {
      graph(model, "checked");
    } catch (ConfigException e) {
      for (Problem problem : e.problems()) {
        checks.at("parameters").problem(problem.path() + ": " + problem.message());
      }
    } catch (IllegalArgumentException | InvalidGraphException e) {
      checks.at("parameters").problem(String.valueOf(e.getMessage()));
    }
  }

  private <P extends Record> Graph graph(WorkloadModel<P> model, String name) {
    P bound =
        Format.of(model.parameterType()).bind(parameters, ParameterForm.FULL_OR_SHORT).value();
    return model.graph(name, bound, dtype);
  }

  @Override
  public Graph graph(String name) {
    return graph(WorkloadModels.byName().get(plugin), name);
  }
}
