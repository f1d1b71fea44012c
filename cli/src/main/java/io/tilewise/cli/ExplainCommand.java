package io.tilewise.cli;

import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.experiment.run.Scenario;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says why a call takes as long as it does. */
@Command(
    name = "explain",
    description =
        "Explain why a kernel call takes as long as it does: its phases, what they demand of which"
            + " resource at which rate, what bound it, and the formulas with numbers put in."
            + " Without --call, list the calls that take longest.")
final class ExplainCommand implements Runnable {
  private static final int LISTED = 20;

  @Spec private CommandSpec spec;

  @Mixin private ExperimentOptions experiment;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "The scenario; by default the last one.")
  private Optional<String> scenario = Optional.empty();

  @Option(
      names = "--call",
      paramLabel = "INDEX",
      description = "The call, by its index as plan and the listing show it.")
  private Optional<Integer> call = Optional.empty();

  @Override
  public void run() {
    Scenario chosen = ExperimentOptions.scenario(experiment.read(), scenario);
    List<CallRecord> calls = chosen.replay().calls();
    PrintWriter out = spec.commandLine().getOut();
    if (call.isEmpty()) {
      out.println("The calls of " + chosen.name() + " that take longest; explain one with --call:");
      out.println();
      out.print(listing(calls).text());
      return;
    }
    int index = call.get();
    if (index < 0 || index >= calls.size()) {
      throw new UserErrorException(
          "there is no call " + index + "; calls are numbered from 0 to " + (calls.size() - 1));
    }
    out.print(new Explanation(chosen, calls.get(index)).text());
  }

  private static Table<CallRecord> listing(List<CallRecord> calls) {
    List<Column<CallRecord>> columns =
        List.of(
            Column.right("index", record -> String.valueOf(record.call().call().index())),
            Column.left("name", record -> record.call().call().name()),
            Column.left("operator", record -> record.call().call().runtimeOperator()),
            Column.left("kernel", record -> record.call().kernel()),
            Column.right(
                "ms", record -> String.format(Locale.ROOT, "%.3f", record.duration() / 1e9)));
    List<CallRecord> longest =
        calls.stream()
            .sorted(Comparator.comparingLong(CallRecord::duration).reversed())
            .limit(LISTED)
            .toList();
    return new Table<>(columns, longest);
  }
}
