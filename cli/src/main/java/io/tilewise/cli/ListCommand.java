package io.tilewise.cli;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.MappingNode;
import io.tilewise.config.ScalarNode;
import io.tilewise.cpu.cost.CostModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what there is to work with. */
@Command(
    name = "list",
    description = "List the workloads, devices, runtimes, experiments and cost models there are.")
final class ListCommand implements Runnable {

  /** Folders of configuration files, and the key that says what a file is about. */
  private enum Folder {
    EXPERIMENTS("title"),
    WORKLOADS("description"),
    DEVICES("description"),
    RUNTIMES("description"),
    KERNELS("description");

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
  }

  private static void print(PrintWriter out, String heading, List<Item> items) {
    out.println(heading);
    List<Column<Item>> columns =
        List.of(Column.left("name", Item::name), Column.left("what it is", Item::about));
    new Table<>(columns, items).text().lines().skip(2).forEach(line -> out.println("  " + line));
    out.println();
  }

  private static List<Item> files(Path folder, Folder kind) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".yaml"))
          .sorted()
          .map(path -> new Item(path.getFileName().toString(), about(path, kind)))
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
