package io.tilewise.cli;

import io.tilewise.config.ConfigException;
import io.tilewise.config.Extensions.ExtensionException;
import io.tilewise.cpu.power.GovernorException;
import io.tilewise.cpu.pricing.NoKernelException;
import io.tilewise.experiment.sweep.JournalException;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.report.chart.ChartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong, in a line where possible, and finds the exit code for it. */
final class Failures {

  private final PrintWriter err;
  private final BooleanSupplier stackTraceWanted;

  Failures(PrintWriter err, BooleanSupplier stackTraceWanted) {
    this.err = err;
    this.stackTraceWanted = stackTraceWanted;
  }

  /** A command line that cannot be understood: what is wrong with it, and where to read on. */
  int usage(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    err.println("tilewise: " + message(failure));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.WRONG_INPUT;
  }

  /** What a command threw. Errors are included: a deep recursion must not end in a stack trace. */
  int execution(Throwable failure) {
    if (stackTraceWanted.getAsBoolean()) {
      failure.printStackTrace(err);
    }
    if (failure instanceof ConfigException || failure instanceof ImportException) {
      err.println(failure.getMessage());
    } else if (failure instanceof UserErrorException
        || failure instanceof ExtensionException
        || failure instanceof NoKernelException
        || failure instanceof GovernorException
        || failure instanceof JournalException
        || failure instanceof ChartException) {
      err.println("tilewise: " + failure.getMessage());
    } else if (failure instanceof IOException file) {
      err.println("tilewise: " + FileErrors.message(file));
    } else if (failure instanceof UncheckedIOException file) {
      err.println("tilewise: " + message(file));
    } else {
      err.println("tilewise: internal error: " + internal(failure));
      return ExitCode.INTERNAL_ERROR;
    }
    return ExitCode.WRONG_INPUT;
  }

  private static String message(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return failure.getMessage();
    }
    List<String> suggestions = unmatched.getSuggestions();
    String what = unmatchedKind(unmatched) + " '" + unmatched.getUnmatched().get(0) + "'";
    return suggestions.isEmpty()
        ? what
        : what + "; did you mean " + String.join(" or ", suggestions) + "?";
  }

  private static String unmatchedKind(UnmatchedArgumentException failure) {
    if (failure.isUnknownOption()) {
      return "Unknown option";
    }
    return failure.getCommandLine().getSubcommands().isEmpty()
        ? "Unexpected argument"
        : "Unknown command";
  }

  /** The message that somebody gave it for users, else one about its cause. */
  private static String message(UncheckedIOException failure) {
    IOException cause = failure.getCause();
    return cause.toString().equals(failure.getMessage())
        ? FileErrors.message(cause)
        : failure.getMessage();
  }

  private static String internal(Throwable failure) {
    String first = failure.toString().lines().findFirst().orElse("");
    return first + ", please report; run with --stack-trace to see where";
  }
}
