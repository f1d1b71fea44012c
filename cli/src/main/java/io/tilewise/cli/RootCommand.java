package io.tilewise.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tilewise} itself: without a command it shows what to try first. */
@Command(
    name = "tilewise",
    description =
        "Predicts how long a neural network takes on a mobile CPU, where the time goes, and what"
            + " would change if the CPU, the network or its lowering were different.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 fine, 1 a check failed, 2 wrong input or usage, 3 internal error."
    })
final class RootCommand implements Runnable {

  private static final String FIRST_STEPS =
      """
      Tilewise predicts how long a neural network takes on a mobile CPU, and why.

      Try first:
        ./tilewise run configs/experiments/01-squeezesam-sme2.yaml
                                   SqueezeSAM with and without SME2: times and bottlenecks
        ./tilewise list            the models, devices, cost models and experiments there are
        ./tilewise explain --help  why a kernel call takes as long as it does
        ./tilewise graph --help    the operators of a network
        ./tilewise plan --help     the kernel calls that the runtime makes of them
        ./tilewise schema          the files you can write, and their JSON Schema for editors

      ./tilewise --help lists all commands, ./tilewise COMMAND --help explains one.
      """;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean helpWanted;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean versionWanted;

  @Option(
      names = "--stack-trace",
      scope = ScopeType.INHERIT,
      description = "If something goes wrong, show where in the program.")
  private boolean stackTraceWanted;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "A folder with jars that add cost models, governors, lowering passes, workload models or"
              + " reports. May be repeated. Nothing is loaded from folders not named.")
  private final List<Path> plugins = new ArrayList<>();

  List<Path> plugins() {
    return List.copyOf(plugins);
  }

  boolean stackTraceWanted() {
    return stackTraceWanted;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(FIRST_STEPS);
  }
}
