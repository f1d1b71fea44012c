package io.tilewise.cli;

import io.tilewise.config.ConfigException;
import io.tilewise.cpu.pricing.NoKernelException;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.onnx.UncountedProducts;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.OperatorKind;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
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
            + " parameters, multiply-accumulates, kernel calls and latencies. A workload that the"
            + " experiment cannot be run on has \"-\" there, and the reason below the table (with"
            + " --csv on standard error); if none can be, the exit code is 2.")
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

  private static final String NONE = "-";

  /** A workload file with what the experiment makes of it, or why it makes nothing. */
  private record Line(Path file, Optional<Result> result, Optional<RuntimeException> refusal) {
    static Line of(Path file, Supplier<Experiment> experiment) {
      try {
        return new Line(file, Optional.of(Result.of(experiment.get())), Optional.empty());
      } catch (ConfigException | ImportException | NoKernelException misfit) {
        return new Line(file, Optional.empty(), Optional.of(misfit));
      }
    }

    String network() {
      return result
          .map(r -> r.network().name())
          .orElseGet(() -> String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", ""));
    }

    String cell(Function<Result, String> cell) {
      return result.map(cell).orElse(NONE);
    }

    /** Why there are no numbers, if there are none, or what they leave out. */
    Optional<String> note() {
      return refusal
          .map(why -> network() + ": " + why.getMessage())
          .or(() -> result.flatMap(Result::uncounted).map(what -> network() + ": " + what));
    }
  }

  /** A network with what the experiment's scenarios make of it. */
  private record Result(List<Scenario> scenarios, List<Long> durations) {
    static Result of(Experiment experiment) {
      List<Scenario> scenarios = experiment.scenarios();
      return new Result(scenarios, scenarios.stream().map(s -> s.replay().duration()).toList());
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

    /** What the multiply-accumulates leave out. */
    Optional<String> uncounted() {
      String operators =
          last().plan().calls().stream()
              .filter(call -> call.operator().kind() == OperatorKind.OPAQUE)
              .map(KernelCall::runtimeOperator)
              .filter(UncountedProducts::has)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      return operators.isEmpty()
          ? Optional.empty()
          : Optional.of("multiply-accumulates of " + operators + " are neither counted nor priced");
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
      lines.add(
          Line.of(workload, () -> ExperimentOptions.on(file, workload, assignments, readable)));
    }
    Result first =
        lines.stream()
            .flatMap(line -> line.result().stream())
            .findFirst()
            .orElseThrow(() -> lines.get(0).refusal().orElseThrow());
    Table<Line> table = new Table<>(columns(first), lines);
    PrintWriter out = spec.commandLine().getOut();
    out.print(csv ? table.csv() : table.text());
    PrintWriter notes = csv ? spec.commandLine().getErr() : out;
    lines.stream().flatMap(line -> line.note().stream()).forEach(notes::println);
  }

  private static List<Column<Line>> columns(Result first) {
    List<Column<Line>> columns = new ArrayList<>();
    columns.add(Column.left("network", Line::network));
    columns.add(Column.left("type", line -> line.cell(r -> r.network().precision().key())));
    columns.add(Column.right("parameters", line -> line.cell(r -> r.total(Graph::parameters))));
    columns.add(Column.right("MACs", line -> line.cell(r -> r.total(Graph::multiplyAccumulates))));
    columns.add(
        Column.right(
            "calls", line -> line.cell(r -> String.valueOf(r.last().plan().calls().size()))));
    for (int i = 0; i < first.scenarios().size(); i++) {
      int scenario = i;
      columns.add(
          Column.right(
              first.scenarios().get(i).name() + " (ms)",
              line -> line.cell(r -> r.latency(scenario))));
    }
    return columns;
  }
}
