package io.tilewise.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Keeps predictions and compares later ones with them. */
@Command(
    name = "baseline",
    description =
        "Keep predictions under version control, and say which moved, by how much and why.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BaselineRecordCommand.class,
      BaselineCheckCommand.class,
      BaselineAcceptCommand.class
    })
final class BaselineCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
  }
}
