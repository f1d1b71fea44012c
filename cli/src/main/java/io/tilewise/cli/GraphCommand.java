package io.tilewise.cli;

import io.tilewise.config.Overlay;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.file.Workloads;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the operators of a network, or the totals of several. */
@Command(
    name = "graph",
    description =
        "Print the operators of a network with their shapes, work and bytes, or the totals of one"
            + " or more networks.")
final class GraphCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "WORKLOAD",
      arity = "1..*",
      description = "A workload file; with --totals one or more.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value of the file, such as dtype=int8. May be repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Option(
      names = "--totals",
      description = "Print a line for each network: operators, parameters, multiply-accumulates.")
  private boolean totals;

  @Option(names = "--csv", description = "Print CSV instead of an aligned table.")
  private boolean csv;

  @Override
  public void run() {
    List<Overlay> overlays = List.of(Overlay.ofAssignments("--set", assignments));
    if (totals) {
      print(
          new Table<>(
              totalColumns(), files.stream().map(f -> Workloads.read(f, overlays)).toList()));
      return;
    }
    if (files.size() > 1) {
      throw new UserErrorException(
          files.size() + " workloads are named; print one at a time, or their --totals");
    }
    List<Node> nodes = computed(Workloads.read(files.get(0), overlays));
    print(new Table<>(columns(nodes), nodes));
  }

  private void print(Table<?> table) {
    spec.commandLine().getOut().print(csv ? table.csv() : table.text());
  }

  private static List<Node> computed(Workload workload) {
    return workload.graph().nodes().stream().filter(node -> !node.isGiven()).toList();
  }

  private static List<Column<Workload>> totalColumns() {
    return List.of(
        Column.left("network", Workload::name),
        Column.left("type", workload -> workload.precision().key()),
        Column.right("operators", workload -> String.valueOf(computed(workload).size())),
        Column.right("parameters", workload -> String.valueOf(workload.graph().parameters())),
        Column.right("MACs", workload -> String.valueOf(workload.graph().multiplyAccumulates())));
  }

  private static List<Column<Node>> columns(List<Node> nodes) {
    return List.of(
        Column.right("index", node -> String.valueOf(nodes.indexOf(node))),
        Column.left("name", Node::name),
        Column.left("operator", node -> node.operator().kind().label()),
        Column.left("operands", GraphCommand::operands),
        Column.left("result", node -> node.type().toString()),
        Column.left("category", node -> node.operator().kind().category().label()),
        Column.right("parameters", node -> String.valueOf(node.operator().parameters())),
        Column.right("MACs", node -> String.valueOf(node.multiplyAccumulates())),
        Column.right("bytes", node -> String.valueOf(node.bytes())));
  }

  private static String operands(Node node) {
    return node.operands().stream()
        .map(Node::type)
        .map(TensorType::toString)
        .collect(Collectors.joining(" "));
  }
}
