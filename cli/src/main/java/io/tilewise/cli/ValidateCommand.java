package io.tilewise.cli;

import io.tilewise.experiment.validation.Validation;
import io.tilewise.experiment.validation.ValidationResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares predictions with published figures. */
@Command(name = "validate", description = "Compare predictions with published figures.")
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "VALIDATION", description = "A validation file.")
  private Path file;

  @Option(names = "--only", description = "Only this role.")
  private String role = "";

  @Override
  public Integer call() {
    ValidationResult result =
        Validation.read(file, List.of(), List.of()).run(Version.number(), 100, 1);
    result.cases().stream()
        .filter(c -> role.isEmpty() || c.role().equals(role))
        .forEach(c -> spec.commandLine().getOut().println(c));
    spec.commandLine().getOut().println(result.summaries());
    return result.failed() ? ExitCode.CHECK_FAILED : ExitCode.OK;
  }
}
