package io.tilewise.cli;

import io.tilewise.experiment.calibration.Calibration;
import io.tilewise.experiment.calibration.CalibrationResult;
import io.tilewise.report.CalibrationFiles;
import io.tilewise.report.CalibrationReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits parameters to published figures. */
@Command(
    name = "calibrate",
    description =
        "Fit parameters of a device to published figures, and say how well the figures determine"
            + " them. Held-out figures are not used.")
final class CalibrateCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CALIBRATION", description = "A calibration file.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write calibration.json, calibration.md and fitted.yaml into this folder.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private ConfigFolders configs;

  @Override
  public void run() {
    Calibration calibration = Calibration.read(file, configs.checked());
    folder.ifPresent(OutputFolder::prepare);
    CalibrationResult result;
    try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
      result = calibration.run(Version.number(), progress::evaluation);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(CalibrationReport.terminal(result));
    out.flush();
    folder.ifPresent(
        path -> {
          CalibrationFiles.write(result, path);
          out.println();
          out.println("Written to " + path + ": calibration.json, calibration.md, fitted.yaml");
        });
  }
}
