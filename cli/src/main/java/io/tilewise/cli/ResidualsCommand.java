package io.tilewise.cli;

import io.tilewise.experiment.residual.Profile;
import io.tilewise.experiment.residual.ProfileReader;
import io.tilewise.experiment.residual.Residuals;
import io.tilewise.experiment.residual.ResidualsResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.importer.binary.RegularFile;
import io.tilewise.report.ResidualsReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a measured profile beside a saved result. */
@Command(
    name = "residuals",
    description =
        "Put a profile that ExecuTorch measured beside a simulated run: the error of every operator"
            + " and category, and what the simulation thinks bound it.")
final class ResidualsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RESULT",
      description = "A result.json, or the folder that tilewise run --out wrote.")
  private Path result;

  @Option(
      names = "--measured",
      required = true,
      paramLabel = "FILE",
      description = "A timeline CSV of ExecuTorch's profiling workflow, with one run or several.")
  private Path measured;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "The scenario to put beside it. Default: the last one.")
  private Optional<String> scenario = Optional.empty();

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      description = "Exit with 1 if the end-to-end error is larger than this, in either direction.")
  private Optional<Double> tolerance = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write residuals.json, tables and a chart into this folder; with a tolerance junit.xml as"
              + " well.")
  private Optional<Path> folder = Optional.empty();

  @Override
  public Integer call() {
    if (tolerance.filter(percent -> !(percent >= 0)).isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--tolerance must be 0 % or more, not " + tolerance.get());
    }
    RunResult run = SavedResult.read(result);
    ScenarioResult chosen = chosen(run);
    Profile profile = read();
    folder.ifPresent(OutputFolder::prepare);
    ResidualsResult residuals = Residuals.of(run, chosen, profile, Version.number());
    ResidualsReport report = new ResidualsReport(residuals, tolerance);
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.terminal());
    out.flush();
    folder.ifPresent(
        path -> {
          report.write(path);
          out.println();
          out.println(
              "Written to "
                  + path
                  + ": residuals.json, residuals.md, residuals.csv, chart"
                  + (tolerance.isPresent() ? ", junit.xml" : ""));
        });
    return report.isPassed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private ScenarioResult chosen(RunResult run) {
    List<ScenarioResult> all = run.scenarios();
    if (all.isEmpty()) {
      throw new UserErrorException(result + " has no scenario");
    }
    return scenario
        .map(name -> SavedResult.scenario(run, name))
        .orElseGet(() -> all.get(all.size() - 1));
  }

  private Profile read() {
    RegularFile.require(measured, measured.toString());
    try {
      return ProfileReader.read(Files.readString(measured));
    } catch (CharacterCodingException e) {
      throw new UserErrorException(measured + ": this is no text in UTF-8, so no CSV");
    } catch (IOException e) {
      throw new UserErrorException("cannot read " + measured + ": " + FileErrors.reason(e));
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(measured + ": " + e.getMessage());
    }
  }
}
