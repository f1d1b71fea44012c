package io.tilewise.cli;

import io.tilewise.experiment.sensitivity.Sensitivity;
import io.tilewise.experiment.sensitivity.SensitivityResult;
import io.tilewise.report.SensitivityReport;
import io.tilewise.report.StudyFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which uncertain parameters a metric depends on. */
@Command(
    name = "sensitivity",
    description =
        "Say which uncertain parameters a metric depends on: one at a time, and by shares of its"
            + " variance (Sobol indices) with confidence intervals.")
final class SensitivityCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SENSITIVITY", description = "A sensitivity file.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write sensitivity.json, a table and charts into this folder as well.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private StudyOptions options;

  @Override
  public void run() {
    Sensitivity sensitivity = Sensitivity.read(file, options.assignments(), options.folders());
    int threads = options.threads();
    folder.ifPresent(OutputFolder::prepare);
    SensitivityResult result;
    try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
      result = sensitivity.run(Version.number(), threads, progress::points);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(SensitivityReport.terminal(result));
    folder.ifPresent(
        path -> {
          StudyFiles.write(result, path);
          out.println();
          out.println("Written to " + path + ": sensitivity.json, a table and charts");
        });
  }
}
