package io.tilewise.cli;

import io.tilewise.experiment.solve.Solve;
import io.tilewise.experiment.solve.SolveResult;
import io.tilewise.report.SolveReport;
import io.tilewise.report.StudyFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds values of parameters that give a metric the value that is wanted. */
@Command(
    name = "solve",
    description =
        "Find the value of a parameter at which a metric reaches a target, or values of several"
            + " that minimise a metric under constraints. Exit code 1 if there is no answer.")
final class SolveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SOLVE", description = "A solve file.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write solve.json and solve.md into this folder as well.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value at all points, such as run.threads=4. May be repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Mixin private ConfigFolders configs;

  @Override
  public Integer call() {
    Solve solve = Solve.read(file, assignments, configs.checked());
    folder.ifPresent(OutputFolder::prepare);
    SolveResult result = solve.run(Version.number());
    PrintWriter out = spec.commandLine().getOut();
    out.print(SolveReport.terminal(result));
    folder.ifPresent(
        path -> {
          StudyFiles.write(result, path);
          out.println();
          out.println("Written to " + path + ": solve.json and solve.md");
        });
    return result.answered() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }
}
