package io.tilewise.cli;

import io.tilewise.experiment.calibration.Calibration;
import io.tilewise.experiment.calibration.CalibrationResult;
import io.tilewise.experiment.calibration.FittedOverlay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits parameters to published figures. */
@Command(name = "calibrate", description = "Fit parameters of a device to published figures.")
final class CalibrateCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CALIBRATION", description = "A calibration file.")
  private Path file;

  @Option(names = "--configs", paramLabel = "DIR", description = "Another folder to read from.")
  private final List<Path> folders = new ArrayList<>();

  @Override
  public void run() {
    CalibrationResult result = Calibration.read(file, folders).run(Version.number());
    spec.commandLine().getOut().print(FittedOverlay.of(result));
    result.residuals().forEach(r -> spec.commandLine().getOut().println(r));
    spec.commandLine().getOut().println(result.startCosts() + " condition " + result.condition());
  }
}
