package io.tilewise.cli;

import io.tilewise.config.FileKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The command tree: the one place where commands are registered. */
final class Commands {

  private static final String COMPLETION = "completion";

  private Commands() {}

  /**
   * The tree for a command line. If that begins with a command, the tree has no other: making all
   * takes longer than many a command does, and only help and completion look at the others.
   */
  static CommandLine create(Supplier<List<FileKind<?>>> kinds, String... args) {
    Map<String, Supplier<Object>> all = all(kinds);
    String first = args.length == 0 ? "" : args[0];
    CommandLine tree = new CommandLine(new RootCommand());
    if (all.containsKey(first) && !first.equals(COMPLETION)) {
      return tree.addSubcommand(first, all.get(first).get());
    }
    all.forEach((name, command) -> tree.addSubcommand(name, command.get()));
    return tree;
  }

  private static Map<String, Supplier<Object>> all(Supplier<List<FileKind<?>>> kinds) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("run", RunCommand::new);
    all.put("sweep", SweepCommand::new);
    all.put("sensitivity", SensitivityCommand::new);
    all.put("solve", SolveCommand::new);
    all.put("calibrate", CalibrateCommand::new);
    all.put("validate", ValidateCommand::new);
    all.put("baseline", BaselineCommand::new);
    all.put("device", DeviceCommand::new);
    all.put("report", ReportCommand::new);
    all.put("chart", ChartCommand::new);
    all.put("explain", ExplainCommand::new);
    all.put("graph", GraphCommand::new);
    all.put("networks", NetworksCommand::new);
    all.put("plan", PlanCommand::new);
    all.put("import", ImportCommand::new);
    all.put("replay", ReplayCommand::new);
    all.put("list", ListCommand::new);
    all.put("schema", () -> new SchemaCommand(kinds));
    all.put("trace", TraceCommand::new);
    all.put("compare", CompareCommand::new);
    all.put("residuals", ResidualsCommand::new);
    all.put(COMPLETION, CompletionCommand::new);
    return all;
  }
}
