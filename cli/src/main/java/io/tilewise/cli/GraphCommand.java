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

/** Prints the operators of a network. */
@Command(
    name = "graph",
    description = "Print the operators of a network with their shapes, work and bytes.")
final class GraphCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "WORKLOAD", description = "A workload file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value of the file, such as dtype=int8. May be repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Option(names = "--csv", description = "Print CSV instead of an aligned table.")
  private boolean csv;

  @Override
  public void run() {
    Workload workload = Workloads.read(file, List.of(Overlay.ofAssignments("--set", assignments)));
    List<Node> nodes = workload.graph().nodes().stream().filter(node -> !node.isGiven()).toList();
    Table<Node> table = new Table<>(columns(nodes), nodes);
    spec.commandLine().getOut().print(csv ? table.csv() : table.text());
  }

  private static List<Column<Node>> columns(List<Node> nodes) {
    return List.of(
        Column.right("index", node -> String.valueOf(nodes.indexOf(node))),
        Column.left("name", Node::name),
        Column.left("operator", node -> node.operator().kind().label()),
        Column.left("operands", GraphCommand::operands),
        Column.left("result", node -> node.type().toString()),
        Column.left("category", node -> node.operator().kind().category().label()),
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
