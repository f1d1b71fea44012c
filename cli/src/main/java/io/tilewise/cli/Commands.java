package io.tilewise.cli;

import io.tilewise.config.FileKind;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The command tree: the one place where commands are registered. */
final class Commands {

  private Commands() {}

  static CommandLine create(Supplier<List<FileKind<?>>> kinds) {
    return new CommandLine(new RootCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new SweepCommand())
        .addSubcommand(new SensitivityCommand())
        .addSubcommand(new SolveCommand())
        .addSubcommand(new CalibrateCommand())
        .addSubcommand(new ValidateCommand())
        .addSubcommand(new BaselineCommand())
        .addSubcommand(new DeviceCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new ChartCommand())
        .addSubcommand(new ExplainCommand())
        .addSubcommand(new GraphCommand())
        .addSubcommand(new NetworksCommand())
        .addSubcommand(new PlanCommand())
        .addSubcommand(new ImportCommand())
        .addSubcommand(new ReplayCommand())
        .addSubcommand(new ListCommand())
        .addSubcommand(new SchemaCommand(kinds))
        .addSubcommand(new TraceCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new ResidualsCommand())
        .addSubcommand(new CompletionCommand());
  }
}
