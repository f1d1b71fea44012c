package io.tilewise.cli;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.ExperimentRun;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.ReportFiles;
import io.tilewise.report.TerminalReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an experiment and reports it. */
@Command(
    name = "run",
    description =
        "Run an experiment: how long each scenario takes, where the time goes, and what bounds it.")
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ExperimentOptions experiment;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write result.json, reports, tables and charts into this folder as well.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--uncertainty",
      paramLabel = "N",
      description =
          "Repeat with N draws of the parameters that are known only to a range, for 90 %%"
              + " intervals and the parameters that matter; 100 is a good number.")
  private Optional<Integer> draws = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the draws; default ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private ValidationOption validation;

  @Override
  public Integer call() {
    draws.ifPresent(DrawOptions::check);
    Experiment ready = experiment.read();
    Optional<ValidationResult> compared = validation.read();
    folder.ifPresent(OutputFolder::prepare);
    RunResult result =
        draws
            .map(number -> ExperimentRun.run(ready, Version.number(), number, seed))
            .orElseGet(() -> ExperimentRun.run(ready, Version.number()));
    PrintWriter out = spec.commandLine().getOut();
    out.print(TerminalReport.of(result));
    out.flush();
    folder.ifPresent(
        path -> {
          ReportFiles.write(result, compared, path);
          out.println();
          out.println(
              "Written to " + path + ": result.json, report.html, report.md, tables and charts");
        });
    return ExitCode.OK;
  }
}
