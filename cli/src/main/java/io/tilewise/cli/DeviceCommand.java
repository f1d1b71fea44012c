package io.tilewise.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is to be said of device files by themselves. */
@Command(
    name = "device",
    description = "Look at device files by themselves.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DeviceCheckCommand.class})
final class DeviceCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
  }
}
