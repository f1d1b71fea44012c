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

/** Takes what is predicted now for right. */
@Command(
    name = "accept",
    description =
        "Run experiments and put what they predict now into their baselines, with the reason;"
            + " tolerances and history stay. What has no baseline yet gets one.")
final class BaselineAcceptCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private BaselineOptions baselines;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why the new figures are right, kept in the file.")
  private String reason;

  @Override
  public void run() {
    Reasons.check(reason);
    Map<Item, Optional<BaselineFile>> files = new LinkedHashMap<>();
    List<Item> items = baselines.items(spec.commandLine().getErr());
    BaselineOptions.prepare(items);
    for (Item item : items) {
      files.put(item, accepted(item));
    }
    PrintWriter out = spec.commandLine().getOut();
    files.forEach(
        (item, file) -> {
          file.ifPresent(accepted -> BaselineFiles.write(accepted, item.baseline()));
          out.println((file.isPresent() ? "Recorded " : "Unchanged ") + item.baseline());
        });
  }

  /** The baseline to be written; none if it says all this already. */
  private Optional<BaselineFile> accepted(Item item) {
    if (!Files.exists(item.baseline())) {
      return Optional.of(baselines.run(item, List.of()).first(reason));
    }
    BaselineFile recorded = Baseline.read(item.baseline()).value();
    Baseline now = baselines.run(item, List.of());
    return now.isRecordedIn(recorded)
        ? Optional.empty()
        : Optional.of(now.accepted(recorded, reason));
  }
}
