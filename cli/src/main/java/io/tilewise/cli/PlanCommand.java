package io.tilewise.cli;

import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the kernel calls that a runtime makes of a network. */
@Command(
    name = "plan",
    description =
        "Print the kernel calls that the runtime makes of the network: shapes, kernels, and for"
            + " what the lowering inserted, which pass and why.")
final class PlanCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ExperimentOptions experiment;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "The scenario; by default the last one.")
  private Optional<String> scenario = Optional.empty();

  @Option(names = "--csv", description = "Print CSV instead of an aligned table.")
  private boolean csv;

  @Override
  public void run() {
    Scenario chosen = ExperimentOptions.scenario(experiment.read(), scenario);
    Table<PricedCall> table = new Table<>(columns(), chosen.priced());
    spec.commandLine().getOut().print(csv ? table.csv() : table.text());
  }

  private static List<Column<PricedCall>> columns() {
    return List.of(
        Column.right("index", priced -> String.valueOf(priced.call().index())),
        Column.left("name", priced -> priced.call().name()),
        Column.left("operator", priced -> priced.call().runtimeOperator()),
        Column.left("kernel", PricedCall::kernel),
        Column.left("isa", PricedCall::isa),
        Column.left("backend", priced -> backend(priced.call())),
        Column.left("category", priced -> priced.call().category().label()),
        Column.left("operands", priced -> operands(priced.call())),
        Column.left("result", priced -> priced.call().result().toString()),
        Column.left("layout", priced -> priced.call().layout().map(Enum::name).orElse("")),
        Column.right("MACs", priced -> String.valueOf(priced.call().multiplyAccumulates())),
        Column.right("bytes", priced -> String.valueOf(priced.call().bytes())),
        Column.left("why", PlanCommand::why));
  }

  private static String backend(KernelCall call) {
    return call.delegate().isPresent()
        ? call.backend().key() + " " + call.delegate().getAsInt()
        : call.backend().key();
  }

  private static String operands(KernelCall call) {
    return call.operands().stream().map(TensorType::toString).collect(Collectors.joining(" "));
  }

  private static String why(PricedCall priced) {
    String inserted =
        priced.call().origin().isInserted()
            ? priced.call().origin().pass() + ": " + priced.call().origin().reason()
            : "";
    return priced.fallback().isEmpty()
        ? inserted
        : (inserted.isEmpty() ? "" : inserted + "; ") + priced.fallback();
  }
}
