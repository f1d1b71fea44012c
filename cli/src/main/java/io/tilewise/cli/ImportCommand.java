package io.tilewise.cli;

import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.FileKind;
import io.tilewise.config.ParameterForm;
import io.tilewise.config.YamlScalar;
import io.tilewise.experiment.measured.MeasuredReplay;
import io.tilewise.experiment.measured.MeasurementFile;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.importer.binary.RegularFile;
import io.tilewise.importer.executorch.ExecutorchReader;
import io.tilewise.importer.measurement.EventMatch;
import io.tilewise.importer.measurement.Measurement;
import io.tilewise.importer.onnx.OnnxImport;
import io.tilewise.importer.onnx.OnnxNetwork;
import io.tilewise.importer.onnx.UncountedProducts;
import io.tilewise.workload.file.Workloads;
import io.tilewise.workload.graph.OperatorKind;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes files of the formats of others into Tilewise's. */
@Command(
    name = "import",
    description = {
      "Import a network or a measurement: an ONNX model or an ExecuTorch program becomes a workload"
          + " file, an ETDump or a timeline CSV a measurement file. Without --out, only say what is"
          + " in the file; of a trace, whether it is one of the --scenario of the --experiment."
    })
final class ImportCommand implements Runnable {
  private static final String OPAQUE = "a loop over what it reads or writes, a guess";
  private static final int HEAD = 12;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A .onnx, .pte, .etdump or timeline .csv file.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "YAML",
      description = "The file to write, in the folder workloads or measurements beside the others.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--dim",
      paramLabel = "NAME=SIZE",
      converter = OpenDimension.Converter.class,
      description =
          "ONNX: the size of a dimension that the model leaves open, such as batch=1, or by input"
              + " and number, such as image.0=1. May be repeated.")
  private final List<OpenDimension> dims = new ArrayList<>();

  @Option(
      names = "--strict",
      description = "Refuse operators that are not known, instead of pricing them by a guess.")
  private boolean strict;

  @Option(
      names = "--experiment",
      paramLabel = "EXPERIMENT",
      description = "Measurements: the experiment with the scenario that was measured.")
  private Optional<Path> experiment = Optional.empty();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "Measurements: the scenario of the experiment that describes how it was measured.")
  private Optional<String> scenario = Optional.empty();

  @Mixin private ConfigFolders folders;

  /** How many operators there are of a name, and what they cost. */
  private record Count(String name, int count, String pricedAs) {}

  /** What can be imported. */
  private enum Format {
    ONNX,
    EXECUTORCH,
    MEASUREMENT
  }

  @Override
  public void run() {
    Format format = format();
    refuse(format != Format.ONNX && !dims.isEmpty(), "--dim is for ONNX models");
    refuse(format == Format.MEASUREMENT && strict, "--strict is for networks");
    refuse(
        format != Format.MEASUREMENT && (experiment.isPresent() || scenario.isPresent()),
        "--experiment and --scenario are for measurements");
    output.ifPresent(this::checkOutput);
    switch (format) {
      case ONNX -> onnx();
      case EXECUTORCH -> executorch();
      case MEASUREMENT -> measurement();
    }
  }

  private static void refuse(boolean condition, String message) {
    if (condition) {
      throw new UserErrorException(message + "; leave it out");
    }
  }

  /** By the first bytes; ONNX has none of its own, so there the name decides. */
  private Format format() {
    RegularFile.require(file, file.toString());
    String head;
    try (InputStream in = Files.newInputStream(file)) {
      head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UserErrorException("cannot read " + file + ": " + FileErrors.reason(e));
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (head.startsWith("ET12", Math.min(4, head.length())) || name.endsWith(".pte")) {
      return Format.EXECUTORCH;
    }
    if (head.contains("ED00")
        || name.endsWith(".etdump")
        || name.endsWith(".etdp")
        || name.endsWith(".csv")) {
      return Format.MEASUREMENT;
    }
    if (name.endsWith(".onnx")) {
      return Format.ONNX;
    }
    throw new UserErrorException(
        file
            + " is neither an ExecuTorch program nor an ETDump, and its name ends in none of .onnx,"
            + " .pte, .etdump and .csv; nothing else can be imported");
  }

  /** Refuses to write over what is read, and over files that no import has written. */
  private void checkOutput(Path path) {
    Optional<Path> read =
        Stream.concat(Stream.of(file), experiment.stream())
            .filter(input -> isSameFile(input, path))
            .findFirst();
    if (read.isPresent()) {
      throw new UserErrorException(
          "--out " + path + " is the file that is read, " + read.get() + "; name another");
    }
    if (Files.isRegularFile(path) && !isEmpty(path) && !isReplaceable(path)) {
      throw new UserErrorException(
          "--out "
              + path
              + ": there is a file of that name already, and it is neither a workload nor a"
              + " measurement; name another, or remove it");
    }
  }

  private static boolean isSameFile(Path a, Path b) {
    try {
      return Files.exists(b) && Files.isSameFile(a, b);
    } catch (IOException e) {
      throw new UserErrorException(FileErrors.message(e));
    }
  }

  private static boolean isEmpty(Path path) {
    try {
      return Files.size(path) == 0;
    } catch (IOException e) {
      throw new UserErrorException(FileErrors.message(e));
    }
  }

  /** Whether a file is of a kind that imports write. */
  private static boolean isReplaceable(Path path) {
    return Stream.of(Workloads.KIND, MeasurementFile.KIND).anyMatch(kind -> isOf(kind, path));
  }

  private static boolean isOf(FileKind<?> kind, Path path) {
    try {
      new ConfigReader().read(path).bind(kind.format(), ParameterForm.FULL);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  private Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (OpenDimension dim : dims) {
      if (dim.size() < 1) {
        throw new UserErrorException(
            "--dim " + dim.name() + "=" + dim.size() + ": a size is a whole number from 1 on");
      }
      Integer other = sizes.putIfAbsent(dim.name(), dim.size());
      if (other != null) {
        throw new UserErrorException(
            "--dim "
                + dim.name()
                + " is given twice, as "
                + other
                + " and as "
                + dim.size()
                + "; leave one out");
      }
    }
    return sizes;
  }

  private void onnx() {
    OnnxNetwork network = OnnxImport.read(file, file.toString(), sizes());
    refuseOpaque(network.opaque());
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "ONNX model of "
            + network.nodes()
            + " nodes; "
            + network.operators()
            + " operators are left after folding what is constant");
    network.notes().forEach(note -> out.println(Table.visible(note)));
    if (!network.opaque().isEmpty()) {
      List<Count> counts = new ArrayList<>();
      network.opaque().forEach((name, count) -> counts.add(new Count(name, count, pricedAs(name))));
      out.println();
      out.print(table(counts).text());
    }
    write(
        network.yaml(), "An experiment names it with workload: and is then run with tilewise run");
  }

  private static String pricedAs(String opaque) {
    return UncountedProducts.has(opaque) ? OPAQUE + ", without its products" : OPAQUE;
  }

  private void refuseOpaque(Map<String, Integer> opaque) {
    if (strict && !opaque.isEmpty()) {
      throw new UserErrorException(
          file
              + " has operators that are not known: "
              + String.join(
                  ", ",
                  opaque.entrySet().stream().map(e -> e.getKey() + " x" + e.getValue()).toList())
              + "; without --strict each is priced as "
              + OPAQUE);
    }
  }

  private void executorch() {
    Network.Lowered network =
        ExecutorchReader.read(file, String.valueOf(file.getFileName()), "", Optional.empty());
    List<KernelCall> calls = network.plan().calls();
    Map<String, Integer> opaque = new TreeMap<>();
    Map<String, Count> counts = new TreeMap<>();
    for (KernelCall call : calls) {
      boolean unknown = call.operator().kind() == OperatorKind.OPAQUE;
      if (unknown) {
        opaque.merge(call.runtimeOperator(), 1, Integer::sum);
      }
      String pricedAs = unknown ? OPAQUE : call.operator().kind().label();
      counts.merge(
          call.runtimeOperator() + " " + pricedAs,
          new Count(call.runtimeOperator(), 1, pricedAs),
          (a, b) -> new Count(a.name(), a.count() + b.count(), a.pricedAs()));
    }
    refuseOpaque(opaque);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "ExecuTorch program of "
            + calls.size()
            + " kernel calls, of which "
            + network.plan().delegates()
            + " delegate calls hold those of XNNPACK; "
            + network.precision().key()
            + ", "
            + network.plan().multiplyAccumulates()
            + " multiply-accumulates");
    out.println();
    out.print(table(List.copyOf(counts.values())).text());
    write(
        "# yaml-language-server: $schema=../schemas/workload.schema.json\n"
            + "model: executorch\n"
            + "program: "
            + YamlScalar.quoted(reference(file))
            + "\n",
        "An experiment names it with workload: and is then run with tilewise run");
  }

  private static Table<Count> table(List<Count> counts) {
    return new Table<>(
        List.of(
            Column.left("operator", Count::name),
            Column.right("count", count -> String.valueOf(count.count())),
            Column.left("priced as", Count::pricedAs)),
        counts);
  }

  private void measurement() {
    Path experimentFile =
        experiment.orElseThrow(() -> missing("--experiment EXPERIMENT", "the experiment"));
    String measuredIn = scenario.orElseThrow(() -> missing("--scenario NAME", "the scenario"));
    Experiment read = Experiment.read(experimentFile, List.of(), folders.checked());
    Scenario there = ExperimentOptions.scenario(read, Optional.of(measuredIn));
    Measurement measurement = Measurement.read(file, file.toString());
    EventMatch.check(measurement, there.plan().calls());
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        measurement.runs().size()
            + " measured inferences of "
            + measurement.operators().size()
            + " operators, which are those of scenario "
            + measuredIn);
    write(
        "# yaml-language-server: $schema=../schemas/measurement.schema.json\n"
            + "trace: "
            + YamlScalar.quoted(reference(file))
            + "\nexperiment: "
            + YamlScalar.quoted(reference(experimentFile))
            + "\nscenario: "
            + YamlScalar.quoted(measuredIn)
            + "\n",
        carriedOver(read, there));
  }

  /** To which scenarios it can be carried over, and to which not. */
  private static String carriedOver(Experiment experiment, Scenario there) {
    List<String> same = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Scenario here : experiment.scenarios()) {
      if (!here.name().equals(there.name())) {
        (MeasuredReplay.haveSameCalls(there, here) ? same : others).add(Table.visible(here.name()));
      }
    }
    String next =
        same.isEmpty()
            ? "See it beside the prediction, and carry it over to changes, with tilewise replay"
                + " [--set PATH=VALUE]"
            : "Carry it over to " + String.join(", ", same) + " with tilewise replay";
    return others.isEmpty()
        ? next
        : next + ", but not to " + String.join(", ", others) + ": other kernel calls";
  }

  private UserErrorException missing(String option, String what) {
    return new UserErrorException(
        file + " is a measurement; say with " + option + " which is " + what + " it was made in");
  }

  /** How the file to be written refers to another. */
  private String reference(Path target) {
    Path from = output.orElse(Path.of("out.yaml")).toAbsolutePath().normalize().getParent();
    Path to = target.toAbsolutePath().normalize();
    return from == null ? to.toString() : from.relativize(to).toString().replace('\\', '/');
  }

  private void write(String yaml, String next) {
    output.ifPresent(
        path -> {
          OutputFile.write(path, yaml);
          PrintWriter out = spec.commandLine().getOut();
          out.println();
          out.println("Written to " + path + ". " + next + ".");
        });
  }
}
