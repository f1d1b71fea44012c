package io.tilewise.cli;

import io.tilewise.cli.BaselineOptions.Item;
import io.tilewise.config.Loaded;
import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.baseline.BaselineComparison;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.experiment.baseline.BaselineResult;
import io.tilewise.report.BaselineFiles;
import io.tilewise.report.BaselineTerminal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares what is predicted now with baselines. */
@Command(
    name = "check",
    description =
        "Run experiments and compare what they predict with their baselines: what moved, by how"
            + " much, and what changed value or file it comes from. Exit code 1 if a figure moved"
            + " further than its tolerance, 2 if an experiment has no baseline; the others are compared"
            + " nevertheless.")
final class BaselineCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BaselineOptions baselines;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value in all scenarios, to see what it would move. May be repeated.")
  private final List<String> assignments = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write baseline.json, baseline.md and junit.xml into this folder as well.")
  private Optional<Path> folder = Optional.empty();

  @Override
  public Integer call() {
    List<Item> items = baselines.items(spec.commandLine().getErr());
    folder.ifPresent(OutputFolder::prepare);
    List<Item> missing = items.stream().filter(item -> !Files.exists(item.baseline())).toList();
    missing.forEach(item -> spec.commandLine().getErr().println(baselines.missing(item)));
    spec.commandLine().getErr().flush();
    List<BaselineComparison> comparisons = new ArrayList<>();
    for (Item item : items) {
      if (missing.contains(item)) {
        continue;
      }
      Loaded<BaselineFile> recorded = Baseline.read(item.baseline());
      comparisons.add(baselines.run(item, assignments).compare(recorded));
    }
    BaselineResult result =
        new BaselineResult(
            BaselineResult.SCHEMA,
            Version.number(),
            comparisons,
            missing.stream().map(Item::name).toList());
    PrintWriter out = spec.commandLine().getOut();
    out.print(BaselineTerminal.of(result));
    out.flush();
    folder.ifPresent(
        path -> {
          BaselineFiles.write(result, path);
          out.println();
          out.println("Written to " + path + ": baseline.json, baseline.md and junit.xml");
        });
    if (!missing.isEmpty()) {
      return ExitCode.WRONG_INPUT;
    }
    return result.holds() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }
}
