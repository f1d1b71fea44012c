package io.tilewise.cli;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.report.ReportFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the HTML report of a saved result anew. */
@Command(
    name = "report",
    description = "Draw the HTML report of a saved result, one file that needs nothing else.")
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RESULT", description = "A result.json, or the folder with it.")
  private Path file;

  @Mixin private ValidationOption validation;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for report.html; default the present one.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    RunResult result = SavedResult.read(file);
    Optional<ValidationResult> compared = validation.read();
    OutputFolder.prepare(folder);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Written to " + ReportFiles.writeHtml(result, compared, folder));
    return ExitCode.OK;
  }
}
