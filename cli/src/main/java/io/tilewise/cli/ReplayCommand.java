package io.tilewise.cli;

import io.tilewise.experiment.measured.MeasuredReplay;
import io.tilewise.experiment.measured.ScaledCall;
import io.tilewise.experiment.measured.ScaledScenario;
import io.tilewise.workload.Category;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Carries a measurement over to other scenarios. */
@Command(
    name = "replay",
    description =
        "Carry what was measured in one scenario over to those of its experiment that make the same"
            + " kernel calls: each"
            + " operator's measured time, times predicted there over predicted where it was"
            + " measured; beside it the pure prediction.")
final class ReplayCommand implements Runnable {
  private static final double MICROS_PER_MILLI = 1e3;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MEASUREMENT", description = "A measurement file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Change a value in all scenarios, but not in what was measured, such as"
              + " memory.dram.bandwidth=\"80 GB/s\". May be repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Mixin private ConfigFolders folders;

  @Option(names = "--csv", description = "Print every call of every scenario as CSV.")
  private boolean csv;

  /** A scenario with one of its calls. */
  private record Row(ScaledScenario scenario, ScaledCall call) {}

  /** A category in a scenario. */
  private record Share(ScaledScenario scenario, Category category) {}

  @Override
  public void run() {
    MeasuredReplay replay = MeasuredReplay.read(file, assignments, folders.checked());
    PrintWriter out = spec.commandLine().getOut();
    if (csv) {
      leftOut(replay, spec.commandLine().getErr());
      out.print(new Table<>(callColumns(), rows(replay)).csv());
      return;
    }
    int runs = replay.measurement().runs().size();
    ScaledScenario first = replay.scenarios().get(0);
    out.println(
        "Measured: "
            + Table.visible(replay.measurement().file())
            + ", median of "
            + runs
            + (runs == 1 ? " run, " : " runs, ")
            + first.calls().size()
            + " operators");
    out.println();
    out.print(new Table<>(scenarioColumns(), replay.scenarios()).text());
    out.println();
    out.println("operators: measured, scaled by predicted here / predicted where it was measured");
    out.println("rest: what the measured inference took besides its operators, not scaled");
    leftOut(replay, out);
    belowResolution(first).ifPresent(out::println);
    out.println("predicted: the simulation alone, which knows nothing of the measurement");
    out.println();
    out.print(new Table<>(shareColumns(), shares(replay)).text());
  }

  private static void leftOut(MeasuredReplay replay, PrintWriter notes) {
    replay.leftOut().forEach(scenario -> notes.println(Table.visible("left out: " + scenario)));
    notes.flush();
  }

  /** That what was measured as nothing is scaled as nothing, and how much that may be. */
  private static Optional<String> belowResolution(ScaledScenario scenario) {
    List<ScaledCall> unseen =
        scenario.calls().stream().filter(ScaledCall::isBelowResolution).toList();
    if (unseen.isEmpty()) {
      return Optional.empty();
    }
    double there = unseen.stream().mapToDouble(ScaledCall::predictedThere).sum();
    return Optional.of(
        "measured as 0, below the resolution of the measurement: "
            + unseen.size()
            + " of "
            + scenario.calls().size()
            + " operators. They are scaled as 0;\n"
            + "  what they took is in rest. Predicted where it was measured: "
            + millis(there)
            + " of "
            + millis(scenario.sum(ScaledCall::predictedThere))
            + " ms of all operators");
  }

  private static List<Row> rows(MeasuredReplay replay) {
    List<Row> rows = new ArrayList<>();
    for (ScaledScenario scenario : replay.scenarios()) {
      scenario.calls().forEach(call -> rows.add(new Row(scenario, call)));
    }
    return rows;
  }

  private static List<Share> shares(MeasuredReplay replay) {
    List<Share> shares = new ArrayList<>();
    for (ScaledScenario scenario : replay.scenarios()) {
      for (Category category : Category.values()) {
        shares.add(new Share(scenario, category));
      }
    }
    return shares;
  }

  private static List<Column<ScaledScenario>> scenarioColumns() {
    return List.of(
        Column.left("scenario", ScaledScenario::name),
        Column.right("operators (ms)", s -> millis(s.sum(ScaledCall::scaled))),
        Column.right("rest (ms)", s -> millis(s.measuredRest())),
        Column.right("latency (ms)", s -> millis(s.scaledLatency())),
        Column.right("predicted (ms)", s -> millis(s.predictedLatency())),
        Column.left("latency is", s -> s.isMeasured() ? "measured" : "scaled"));
  }

  private static List<Column<Share>> shareColumns() {
    return List.of(
        Column.left("scenario", s -> s.scenario().name()),
        Column.left("category", s -> s.category().label()),
        Column.right(
            "measured (ms)", s -> millis(s.scenario().sum(s.category(), ScaledCall::measured))),
        Column.right(
            "scaled (ms)", s -> millis(s.scenario().sum(s.category(), ScaledCall::scaled))),
        Column.right(
            "predicted (ms)",
            s -> millis(s.scenario().sum(s.category(), ScaledCall::predictedHere))));
  }

  private static List<Column<Row>> callColumns() {
    return List.of(
        Column.left("scenario", row -> row.scenario().name()),
        Column.right("index", row -> String.valueOf(row.call().call().index())),
        Column.left("name", row -> row.call().call().name()),
        Column.left("operator", row -> row.call().call().runtimeOperator()),
        Column.left("category", row -> row.call().call().category().label()),
        Column.right("measured_us", row -> micros(row.call().measured())),
        Column.right("predicted_there_us", row -> micros(row.call().predictedThere())),
        Column.right("predicted_here_us", row -> micros(row.call().predictedHere())),
        Column.right("ratio", row -> String.format(Locale.ROOT, "%.4f", row.call().ratio())),
        Column.right("scaled_us", row -> micros(row.call().scaled())),
        Column.left("below_resolution", row -> String.valueOf(row.call().isBelowResolution())));
  }

  private static String millis(double micros) {
    return String.format(Locale.ROOT, "%.4f", micros / MICROS_PER_MILLI);
  }

  private static String micros(double micros) {
    return String.format(Locale.ROOT, "%.3f", micros);
  }
}
