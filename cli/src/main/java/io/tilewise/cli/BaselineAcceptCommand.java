package io.tilewise.cli;

import io.tilewise.cli.BaselineOptions.Item;
import io.tilewise.cli.BaselineOptions.Recorded;
import io.tilewise.experiment.baseline.Baseline;
import io.tilewise.experiment.baseline.BaselineFile;
import io.tilewise.report.BaselineFiles;
import java.io.PrintWriter;
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
    List<Item> items = baselines.items(spec.commandLine().getErr());
    BaselineOptions.prepare(items);
    Map<Item, BaselineFile> all = new LinkedHashMap<>();
    for (Item item : items) {
      // What is wrong with a baseline is to be said before anything is written.
      baselines.recorded(item);
      all.put(item, baselines.run(item, List.of()).first(reason));
    }
    PrintWriter out = spec.commandLine().getOut();
    all.forEach(
        (item, first) ->
            out.println((accept(item, first) ? "Recorded " : "Unchanged ") + item.baseline()));
  }

  /**
   * Puts what is predicted now into the baseline as it is at this moment: somebody else may have
   * accepted something while the experiments were run.
   *
   * @return whether it did not say all this already
   */
  private boolean accept(Item item, BaselineFile first) {
    while (true) {
      Optional<Recorded> recorded = baselines.recorded(item);
      if (recorded.filter(r -> Baseline.isRecordedIn(first, r.baseline())).isPresent()) {
        return false;
      }
      BaselineFile accepted =
          recorded.map(r -> Baseline.accepted(first, r.baseline(), reason)).orElse(first);
      if (BaselineFiles.replace(item.baseline(), recorded.map(Recorded::sha256), accepted)) {
        return true;
      }
    }
  }
}
