package io.tilewise.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program: {@code tilewise COMMAND …}. */
public final class Tilewise {

  private Tilewise() {}

  /** Runs a command line and ends the process with its {@link ExitCode}. */
  public static void main(String[] args) {
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
    System.exit(run(output, err, args));
  }

  static int run(StandardOutput output, PrintWriter err, String... args) {
    CommandLine commands = Commands.create(FileKinds::all, args);
    CommandRunner runner = new CommandRunner(commands, writer(output), err);
    int exitCode = runner.run(args);
    return output.failure().map(failure -> outputLost(err, failure.getMessage())).orElse(exitCode);
  }

  private static int outputLost(PrintWriter err, String reason) {
    err.println("tilewise: cannot write to standard output: " + reason);
    return ExitCode.WRONG_INPUT;
  }

  /** UTF-8 whatever the locale: the same command must write the same bytes everywhere. */
  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
