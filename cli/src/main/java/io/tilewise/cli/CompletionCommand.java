package io.tilewise.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the script by which bash and zsh complete tilewise command lines. */
@Command(
    name = "completion",
    description = "Print a script that makes bash and zsh complete tilewise commands.",
    footer = {"", "Use it in this shell:  source <(./tilewise completion)"})
final class CompletionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    spec.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
  }
}
