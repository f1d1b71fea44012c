package io.tilewise.cli;

import io.tilewise.experiment.device.DeviceCheck;
import io.tilewise.experiment.device.DeviceCheckResult;
import io.tilewise.experiment.device.DeviceCheckResult.CheckedDevice;
import io.tilewise.report.DeviceCheckReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what device files add up to with what sources state. */
@Command(
    name = "check",
    description =
        "Compute peak rates, bandwidths and ridge points from device files, at the highest clocks,"
            + " and compare them with the figures that the files' sources state. Exit code 1 if"
            + " one is missed by more than its tolerance.")
final class DeviceCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DEVICE", description = "Device files.")
  private List<Path> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Change a value of the devices, such as matrix_units.sme2.clock=\"2 GHz\". May be"
              + " repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write device-check.json, tables and junit.xml into this folder as well.")
  private Optional<Path> folder = Optional.empty();

  @Override
  public Integer call() {
    folder.ifPresent(OutputFolder::prepare);
    List<CheckedDevice> devices =
        files.stream().map(file -> DeviceCheck.of(file, assignments)).toList();
    DeviceCheckResult result =
        new DeviceCheckResult(DeviceCheckResult.SCHEMA, Version.number(), devices);
    PrintWriter out = spec.commandLine().getOut();
    out.print(DeviceCheckReport.terminal(result));
    out.flush();
    folder.ifPresent(
        path -> {
          DeviceCheckReport.write(result, path);
          out.println();
          out.println(
              "Written to "
                  + path
                  + ": device-check.json, device-check.md, device-check.csv and"
                  + " junit.xml");
        });
    return result.passed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }
}
