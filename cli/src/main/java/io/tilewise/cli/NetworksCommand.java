package io.tilewise.cli;

import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.plan.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the scenarios of an experiment on several networks. */
@Command(
    name = "networks",
    description =
        "Run the scenarios of an experiment on one or more networks, and print a line for each:"
            + " parameters, multiply-accumulates, kernel calls and latencies.")
final class NetworksCommand implements Runnable {
  private static final double PICOSECONDS_PER_MILLISECOND = 1e9;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "EXPERIMENT", description = "An experiment file.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "WORKLOAD",
      description = "Workload files, each in place of the experiment's own.")
  private List<Path> workloads = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Change a value in all scenarios, such as workload.dtype=int8 or run.threads=4. May be"
              + " repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Option(names = "--csv", description = "Print CSV instead of an aligned table.")
  private boolean csv;

  @Mixin private ConfigFolders folders;

  /** A network with what the experiment's scenarios make of it. */
  private record Line(List<Scenario> scenarios, List<Long> durations) {
    static Line of(Experiment experiment) {
      List<Scenario> scenarios = experiment.scenarios();
      return new Line(scenarios, scenarios.stream().map(s -> s.replay().duration()).toList());
    }

    Scenario last() {
      return scenarios.get(scenarios.size() - 1);
    }

    Network network() {
      return last().workload();
    }

    /** A total of the graph; a program that was lowered elsewhere has none. */
    String total(ToLongFunction<Graph> total) {
      return network() instanceof Network.ToLower described
          ? String.valueOf(total.applyAsLong(described.workload().graph()))
          : "";
    }

    String latency(int scenario) {
      double milliseconds = durations.get(scenario) / PICOSECONDS_PER_MILLISECOND;
      return String.format(Locale.ROOT, "%.2f", milliseconds);
    }
  }

  @Override
  public void run() {
    List<Path> readable = folders.checked();
    List<Line> lines = new ArrayList<>();
    for (Path workload : workloads) {
      lines.add(Line.of(ExperimentOptions.on(file, workload, assignments, readable)));
    }
    Table<Line> table = new Table<>(columns(lines.get(0)), lines);
    spec.commandLine().getOut().print(csv ? table.csv() : table.text());
  }

  private static List<Column<Line>> columns(Line first) {
    List<Column<Line>> columns = new ArrayList<>();
    columns.add(Column.left("network", line -> line.network().name()));
    columns.add(Column.left("type", line -> line.network().precision().key()));
    columns.add(Column.right("parameters", line -> line.total(Graph::parameters)));
    columns.add(Column.right("MACs", line -> line.total(Graph::multiplyAccumulates)));
    columns.add(Column.right("calls", line -> String.valueOf(line.last().plan().calls().size())));
    for (int i = 0; i < first.scenarios().size(); i++) {
      int scenario = i;
      columns.add(
          Column.right(first.scenarios().get(i).name() + " (ms)", line -> line.latency(scenario)));
    }
    return columns;
  }
}
