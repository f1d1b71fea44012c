package io.tilewise.cli;

import io.tilewise.experiment.compare.Comparison;
import io.tilewise.experiment.compare.Comparison.Names;
import io.tilewise.experiment.compare.ComparisonResult;
import io.tilewise.experiment.compare.MergedRun;
import io.tilewise.experiment.compare.NamedRun;
import io.tilewise.report.ComparisonReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares saved results. */
@Command(
    name = "compare",
    description =
        "Compare saved results with the first of them: times, what bounds them, call by call, and"
            + " what differs in their inputs.")
final class CompareCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "2..*",
      paramLabel = "RESULT",
      description = "Each a result.json, or a folder that tilewise run --out wrote.")
  private List<Path> results = List.of();

  @Option(
      names = "--scenarios",
      paramLabel = "LEFT=RIGHT",
      description =
          "Compare scenario LEFT of the first result with RIGHT of the others. May be repeated."
              + " Without, scenarios of the same name are compared or, if there are none, the last"
              + " of each result.")
  private final List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write comparison.json, tables, and the report of all results into this folder.")
  private Optional<Path> folder = Optional.empty();

  @Override
  public void run() {
    List<NamedRun> runs = new ArrayList<>();
    List<String> labels = labels();
    for (int i = 0; i < results.size(); i++) {
      runs.add(new NamedRun(labels.get(i), SavedResult.read(results.get(i))));
    }
    folder.ifPresent(OutputFolder::prepare);
    List<Names> pairs =
        scenarios.isEmpty()
            ? Comparison.namesInCommon(runs)
            : scenarios.stream().map(text -> names(runs, text)).toList();
    ComparisonResult comparison = Comparison.of(runs, pairs, Version.number());
    ComparisonReport report =
        new ComparisonReport(comparison, MergedRun.of(runs, Version.number()));
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.terminal());
    out.flush();
    folder.ifPresent(
        path -> {
          report.write(path);
          out.println();
          out.println(
              "Written to " + path + ": comparison.json, comparison.md, tables, and the report");
        });
  }

  /** The folders' or files' names, numbered where they are not different. */
  private List<String> labels() {
    List<String> names = results.stream().map(CompareCommand::name).toList();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean only = names.indexOf(names.get(i)) == names.lastIndexOf(names.get(i));
      labels.add(only ? names.get(i) : names.get(i) + " (" + (i + 1) + ")");
    }
    return labels;
  }

  private static String name(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    Path named = whole.endsWith("result.json") ? whole.getParent() : whole;
    return named.getFileName() == null ? "result" : named.getFileName().toString();
  }

  private Names names(List<NamedRun> runs, String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--scenarios " + text + ": LEFT=RIGHT is needed, for instance v1.1.0=v1.2.0");
    }
    Names names = new Names(text.substring(0, equals), text.substring(equals + 1));
    SavedResult.scenario(runs.get(0).result(), names.left());
    if (runs.subList(1, runs.size()).stream()
        .noneMatch(run -> run.result().scenario(names.right()).isPresent())) {
      SavedResult.scenario(runs.get(1).result(), names.right());
    }
    return names;
  }
}
