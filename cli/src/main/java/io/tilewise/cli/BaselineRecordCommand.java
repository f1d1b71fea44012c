package io.tilewise.cli;

import io.tilewise.cli.BaselineOptions.Item;
import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.report.BaselineFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Records baselines for the first time. */
@Command(
    name = "record",
    description = "Run experiments and record what they predict, where no baseline is yet.")
final class BaselineRecordCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private BaselineOptions baselines;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "first record",
      description = "Why, kept in the file; default: ${DEFAULT-VALUE}.")
  private String reason;

  @Override
  public void run() {
    Reasons.check(reason);
    List<Item> items = baselines.items(spec.commandLine().getErr());
    for (Item item : items) {
      if (Files.exists(item.baseline())) {
        throw isThere(item);
      }
    }
    BaselineOptions.prepare(items);
    Map<Item, BaselineFile> files = new LinkedHashMap<>();
    for (Item item : items) {
      Baseline baseline = baselines.run(item, List.of());
      files.put(item, baseline.first(reason));
    }
    PrintWriter out = spec.commandLine().getOut();
    files.forEach(
        (item, file) -> {
          if (!BaselineFiles.replace(item.baseline(), Optional.empty(), file)) {
            throw isThere(item);
          }
          out.println("Recorded " + item.baseline());
        });
  }

  private static UserErrorException isThere(Item item) {
    return new UserErrorException(
        "there is a baseline "
            + item.baseline()
            + " already; tilewise baseline accept replaces its figures and keeps its history");
  }
}
