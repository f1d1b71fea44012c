package io.tilewise.cli;

import io.tilewise.experiment.validation.Validation;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.experiment.validation.ValidationRun;
import io.tilewise.report.ValidationFiles;
import io.tilewise.report.ValidationTerminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares predictions with published figures. */
@Command(
    name = "validate",
    description =
        "Compare predictions with published figures, with 90 %% intervals. Exit code 1 if a case"
            + " marked gate: true misses its tolerance.")
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "VALIDATION",
      description = "Validation files; by default all in configs/validation of Tilewise.")
  private final List<Path> files = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write validation.json, tables, a chart and junit.xml into this folder as well.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "100",
      description = "Draws of the uncertain parameters; default ${DEFAULT-VALUE}.")
  private int draws;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the draws; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Change a value in all scenarios, such as memory.dram.bandwidth=\"80 GB/s\". May be"
              + " repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Mixin private ConfigFolders configs;

  @Override
  public Integer call() {
    DrawOptions.check(draws);
    List<Validation> validations = read();
    folder.ifPresent(OutputFolder::prepare);
    ValidationResult result = ValidationRun.run(validations, Version.number(), draws, seed);
    PrintWriter out = spec.commandLine().getOut();
    out.print(ValidationTerminal.of(result));
    out.flush();
    folder.ifPresent(
        path -> {
          ValidationFiles.write(result, path);
          out.println();
          out.println("Written to " + path + ": validation.json, tables, a chart and junit.xml");
        });
    return result.failed() ? ExitCode.CHECK_FAILED : ExitCode.OK;
  }

  private List<Validation> read() {
    List<Path> chosen = files.isEmpty() ? ShippedValidations.files() : files;
    List<Validation> validations = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path file : chosen) {
      Validation validation = Validation.read(file, assignments, configs.checked());
      if (!names.add(validation.name())) {
        throw new UserErrorException(
            "two validation files are named "
                + validation.name()
                + "; reports tell them apart by name, so rename one or validate them one by one");
      }
      validations.add(validation);
    }
    return validations;
  }
}
