package io.tilewise.cli;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.MappingNode;
import io.tilewise.config.ScalarNode;
import io.tilewise.cpu.cost.CostModels;
import io.tilewise.cpu.power.Governors;
import io.tilewise.report.ResultReport;
import io.tilewise.report.ResultReports;
import io.tilewise.workload.file.WorkloadModel;
import io.tilewise.workload.file.WorkloadModels;
import io.tilewise.workload.lowering.LoweringPass;
import io.tilewise.workload.lowering.LoweringPasses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what there is to work with. */
@Command(
    name = "list",
    description =
        "List the workloads, devices, runtimes, experiments, cost models and governors there are.")
final class ListCommand implements Runnable {

  private static final int LINE_WIDTH = 100;

  /** Folders of configuration files, and the key that says what a file is about. */
  private enum Folder {
    EXPERIMENTS("title"),
    WORKLOADS("description"),
    DEVICES("description"),
    RUNTIMES("description"),
    KERNELS("description"),
    VALIDATION("title");

    private final String aboutKey;

    Folder(String aboutKey) {
      this.aboutKey = aboutKey;
    }
  }

  private record Item(String name, String about) {}

  @Spec private CommandSpec spec;

  @Option(
      names = "--configs",
      paramLabel = "DIR",
      description =
          "The folder with experiments/, workloads/ and so on; by default that of Tilewise.")
  private Optional<Path> configs = Optional.empty();

  @Override
  public void run() {
    Path root =
        configs.orElseGet(() -> Path.of(System.getProperty("tilewise.home", "."), "configs"));
    if (!Files.isDirectory(root)) {
      throw new UserErrorException(
          "there is no folder " + root + "; name one with experiments/ and so on by --configs");
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Folder folder : Folder.values()) {
      String name = folder.name().toLowerCase(Locale.ROOT);
      print(out, name, files(root.resolve(name), folder));
    }
    print(out, "cost models", costModels());
    print(out, "governors", governors());
    ofPlugins(out, "lowering passes", LoweringPasses.byName(), LoweringPass::description);
    ofPlugins(out, "workload models", WorkloadModels.byName(), WorkloadModel::description);
    ofPlugins(out, "reports", ResultReports.byName(), ResultReport::description);
  }

  private static List<Item> governors() {
    List<Item> items = new ArrayList<>();
    Governors.load().byName().forEach((name, one) -> items.add(new Item(name, one.description())));
    return items;
  }

  /** What only plugins add is not mentioned without them. */
  private static <T> void ofPlugins(
      PrintWriter out, String what, Map<String, T> byName, Function<T, String> about) {
    if (!byName.isEmpty()) {
      List<Item> items = new ArrayList<>();
      byName.forEach((name, one) -> items.add(new Item(name, about.apply(one))));
      print(out, what + " of plugins", items);
    }
  }

  private static void print(PrintWriter out, String heading, List<Item> items) {
    out.println(heading);
    int width = items.stream().mapToInt(item -> item.name.length()).max().orElse(0);
    String margin = " ".repeat(width + 4);
    for (Item item : items) {
      String name = "  " + item.name + " ".repeat(width - item.name.length() + 2);
      List<String> lines = wrapped(item.about, LINE_WIDTH - margin.length());
      out.println((name + lines.get(0)).stripTrailing());
      lines.stream().skip(1).forEach(line -> out.println(margin + line));
    }
    out.println();
  }

  /** At least one line; a word that is longer than the width has a line of its own. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" +", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<Item> files(Path folder, Folder kind) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".yaml"))
          .sorted()
          .map(
              path ->
                  new Item(
                      Table.visible(path.getFileName().toString()),
                      Table.visible(about(path, kind))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String about(Path file, Folder kind) {
    MappingNode root = new ConfigReader().read(file).root();
    return root.get(kind.aboutKey)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .map(ScalarNode::text)
        .orElse("");
  }

  private static List<Item> costModels() {
    List<Item> items = new ArrayList<>();
    CostModels.load()
        .byName()
        .forEach((name, model) -> items.add(new Item(name, model.description())));
    return items;
  }
}
