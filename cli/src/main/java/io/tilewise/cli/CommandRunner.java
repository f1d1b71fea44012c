package io.tilewise.cli;

import io.tilewise.config.Extensions.ExtensionException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.TypeConversionException;

/** Runs command lines and answers with exit codes, never with exceptions. */
final class CommandRunner {

  private final CommandLine commands;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Failures failures;

  /** For a command tree whose root is a {@link RootCommand}. */
  CommandRunner(CommandLine commands, PrintWriter out, PrintWriter err) {
    this.commands = commands;
    this.out = out;
    this.err = err;
    RootCommand root = commands.getCommand();
    this.failures = new Failures(err, root::stackTraceWanted);
    configure();
  }

  int run(String... args) {
    int exitCode = execute(args);
    out.flush();
    err.flush();
    return exitCode;
  }

  private void configure() {
    commands
        .setOut(out)
        .setErr(err)
        // A file called @name is a file, not a list of arguments.
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .registerConverter(Integer.class, CommandRunner::wholeNumber)
        // Colours only for a person: picocli looks for a terminal, NO_COLOR and the like.
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO))
        .setExecutionStrategy(this::executeWithPlugins)
        .setParameterExceptionHandler((failure, args) -> failures.usage(failure))
        .setExecutionExceptionHandler((failure, command, parsed) -> failures.execution(failure));
  }

  private int executeWithPlugins(CommandLine.ParseResult parsed) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      RootCommand root = commands.getCommand();
      Plugins.load(root.plugins());
      return new CommandLine.RunLast().execute(parsed);
    } catch (UserErrorException | ExtensionException failure) {
      return failures.execution(failure);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Reads a number of an option. */
  static Integer wholeNumber(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a whole number");
    }
  }

  /** What is no Exception passes picocli's handler. */
  private int execute(String... args) {
    try {
      return commands.execute(args);
    } catch (Error failure) {
      return failures.execution(failure);
    }
  }
}
