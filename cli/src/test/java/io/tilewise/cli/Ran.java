package io.tilewise.cli;

import io.tilewise.config.FileKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a command line came to. */
record Ran(int exitCode, String out, String err) {

  /** A command for tests that runs what it is given. */
  @Command(name = "act", description = "Runs what a test wants.")
  private record Act(Runnable action) implements Runnable {
    @Override
    public void run() {
      action.run();
    }
  }

  static Ran with(List<FileKind<?>> kinds, String... args) {
    return of(Commands.create(() -> kinds, args), args);
  }

  /** {@code tilewise act OPTION...}, where {@code act} runs the action. */
  static Ran acting(Runnable action, String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "act";
    System.arraycopy(options, 0, args, 1, options.length);
    return of(new CommandLine(new RootCommand()).addSubcommand(new Act(action)), args);
  }

  private static Ran of(CommandLine commands, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandRunner(commands, new PrintWriter(out), new PrintWriter(err)).run(args);
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
