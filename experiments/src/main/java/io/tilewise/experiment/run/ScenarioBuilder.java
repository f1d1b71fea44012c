package io.tilewise.experiment.run;

import io.tilewise.config.Checks;
import io.tilewise.config.ConfigNode;
import io.tilewise.config.Document;
import io.tilewise.config.Format;
import io.tilewise.config.Loaded;
import io.tilewise.config.MappingNode;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.cpu.pricing.KernelTable;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.file.ExperimentFile.RunBlock;
import io.tilewise.experiment.file.ExperimentFile.ScenarioBlock;
import io.tilewise.importer.executorch.ExecutorchReader;
import io.tilewise.workload.file.DescribedNetwork;
import io.tilewise.workload.file.ExecutorchFile;
import io.tilewise.workload.file.WorkloadFile;
import io.tilewise.workload.file.Workloads;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.lowering.LoweringOptions;
import io.tilewise.workload.plan.Network;
import io.tilewise.workload.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes scenarios ready; reads and lowers what they share only once. */
final class ScenarioBuilder {
  private static final String WORKLOAD = "workload";
  private static final String RUNTIME = "runtime";
  private static final String RUN = "run";
  private static final Set<String> OF_KERNELS = Set.of("kernels");
  private static final Set<String> OF_LOWERING = Set.of("lowering");

  private final Path file;
  private final ScenarioSet set;
  private final InputFiles files;
  private final Map<Path, Document> documents = new HashMap<>();
  private final Map<Path, ReadWorkload> unchangedWorkloads = new HashMap<>();
  private final Map<LoweredWorkload, Plan> plans = new HashMap<>();

  private final Map<Path, ScenarioFile<DeviceFile>> unchangedDevices = new HashMap<>();
  private final Map<Path, ScenarioFile<RuntimeFile>> unchangedRuntimes = new HashMap<>();

  private record LoweredWorkload(Workload workload, LoweringOptions options) {}

  /** A network, and what its file says. */
  private record ReadWorkload(Network network, ConfigNode root) {}

  ScenarioBuilder(Path file, ScenarioSet set, InputFiles files) {
    this.file = file;
    this.set = set;
    this.files = files;
  }

  /** All scenarios, with the same changes behind their own. */
  List<PreparedScenario> buildAll(Overlay changes) {
    List<PreparedScenario> prepared = new ArrayList<>();
    for (int i = 0; i < set.scenarios().size(); i++) {
      ScenarioBlock block = set.scenarios().get(i);
      List<Overlay> own =
          block.set().map(node -> Overlay.of("scenario " + block.name(), node)).stream().toList();
      prepared.add(build(i, own, changes));
    }
    return prepared;
  }

  private PreparedScenario build(int index, List<Overlay> own, Overlay common) {
    ScenarioBlock block = set.scenarios().get(index);
    List<Overlay> overlays = new ArrayList<>(own);
    overlays.add(common);
    Path deviceFile = resolve(index, "device", block.device(), set.device());
    Path runtimeFile = resolve(index, RUNTIME, block.runtime(), set.runtime());
    Path workloadFile = resolve(index, WORKLOAD, block.workload(), set.workload());

    Loaded<RunBlock> run = run(each(overlays, o -> o.at(RUN)));
    ScenarioFile<RuntimeFile> runtime = runtime(runtimeFile, own, common);
    RuntimeFile asWritten = runtime.asWritten().value();
    runtime.asWritten().check(checks -> asWritten.lowering().checkPasses(checks.at("lowering")));
    Path kernelsFile =
        files.resolve(
            runtimeFile, runtime.asWritten(), at -> at.at("kernels"), asWritten.kernels());
    read(kernelsFile, reference(runtimeFile, asWritten.kernels()));
    Loaded<KernelsFile> kernels =
        bind(kernelsFile, KernelsFile.KIND.format(), each(overlays, o -> o.only(OF_KERNELS)));
    ReadWorkload workload = workload(workloadFile, each(overlays, o -> o.at(WORKLOAD)));
    if (workload.network() instanceof Network.Lowered) {
      refuseLowering(index, own, common);
    }
    ScenarioFile<DeviceFile> device = device(deviceFile, own, common);
    Map<String, String> settings =
        new EffectiveSettings()
            .add("", device.asWritten().root())
            .addRuntime(runtime.asWritten().root())
            .add("", kernels.root())
            .add("run.", run.root())
            .add("workload.", workload.root())
            .byPath();
    return new PreparedScenario(
        block.name(),
        block.description().orElse(""),
        workload.network(),
        plan(workload.network(), asWritten.lowering()),
        device,
        runtime,
        KernelTable.of(runtime.asWritten(), kernels.value()),
        run,
        settings);
  }

  private ScenarioFile<DeviceFile> device(Path path, List<Overlay> own, Overlay common) {
    return shared(
        unchangedDevices,
        path,
        DocumentOverlays.ofDevice(own),
        changes ->
            new ScenarioFile<>(
                ScenarioReader.nameOf(path),
                "",
                documents.get(path),
                DeviceFile.KIND.format(),
                changes),
        DocumentOverlays.ofDevice(List.of(common)));
  }

  private ScenarioFile<RuntimeFile> runtime(Path path, List<Overlay> own, Overlay common) {
    return shared(
        unchangedRuntimes,
        path,
        DocumentOverlays.ofRuntime(own),
        changes ->
            new ScenarioFile<>(
                ScenarioReader.nameOf(path),
                PreparedScenario.OF_RUNTIME,
                documents.get(path),
                RuntimeFile.KIND.format(),
                changes),
        DocumentOverlays.ofRuntime(List.of(common)));
  }

  /** Scenarios that have no changes of their own to a file share it. */
  private static <T> ScenarioFile<T> shared(
      Map<Path, ScenarioFile<T>> unchanged,
      Path path,
      List<Overlay> own,
      Function<List<Overlay>, ScenarioFile<T>> read,
      List<Overlay> common) {
    if (own.stream().allMatch(Overlay::isEmpty)) {
      return unchanged.computeIfAbsent(path, p -> read.apply(common));
    }
    return read.apply(Stream.concat(own.stream(), common.stream()).toList());
  }

  /** The file that a scenario, or else the experiment, names. */
  private Path resolve(int index, String key, Optional<String> own, String common) {
    String reference = own.orElse(common);
    UnaryOperator<Checks> at =
        own.isPresent()
            ? checks -> checks.at("scenarios").at(index).at(key)
            : checks -> checks.at(key);
    Path resolved = files.resolve(file, set.file(), at, reference);
    read(resolved, reference);
    return resolved;
  }

  /** What a reference in a file that is itself referred to is relative to the experiment. */
  private String reference(Path from, String reference) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    Path target = from.toAbsolutePath().resolveSibling(reference).normalize();
    return parent.relativize(target).toString().replace('\\', '/');
  }

  private Document read(Path path, String name) {
    return documents.computeIfAbsent(path, p -> files.read(p, name));
  }

  private <T> Loaded<T> bind(Path path, Format<T> format, List<Overlay> overlays) {
    return documents.get(path).bind(format, ParameterForm.FULL_OR_SHORT, overlays);
  }

  private static List<Overlay> each(List<Overlay> overlays, UnaryOperator<Overlay> part) {
    return overlays.stream().map(part).toList();
  }

  private Loaded<RunBlock> run(List<Overlay> overlays) {
    MappingNode written =
        set.run()
            .orElseGet(
                () ->
                    new MappingNode(
                        set.file().root().path().child(RUN),
                        set.file().root().location(),
                        Map.of()));
    return ExperimentFile.RUN.bind(written, ParameterForm.FULL_OR_SHORT, overlays);
  }

  private ReadWorkload workload(Path path, List<Overlay> overlays) {
    if (overlays.stream().allMatch(Overlay::isEmpty)) {
      return unchangedWorkloads.computeIfAbsent(path, p -> bindWorkload(p, overlays));
    }
    return bindWorkload(path, overlays);
  }

  private ReadWorkload bindWorkload(Path path, List<Overlay> overlays) {
    Loaded<WorkloadFile> written = bind(path, Workloads.KIND.format(), overlays);
    String name = ScenarioReader.nameOf(path);
    if (written.value() instanceof ExecutorchFile executorch) {
      Path program = files.resolve(path, written, at -> at.at("program"), executorch.program());
      files.add(program, reference(path, executorch.program()));
      return new ReadWorkload(
          ExecutorchReader.read(
              program, name, executorch.description().orElse(""), executorch.method()),
          written.root());
    }
    return new ReadWorkload(
        new Network.ToLower(((DescribedNetwork) written.value()).workload(name)), written.root());
  }

  private Plan plan(Network workload, LoweringOptions options) {
    if (workload instanceof Network.Lowered lowered) {
      return lowered.plan();
    }
    return plans.computeIfAbsent(
        new LoweredWorkload(((Network.ToLower) workload).workload(), options),
        key -> new Lowering(key.options()).lower(key.workload()));
  }

  /** What a scenario asks of the passes cannot be had from a program that went through them. */
  private void refuseLowering(int index, List<Overlay> own, Overlay common) {
    String problem =
        "the workload is a program that was lowered already, so that lowering cannot be changed;"
            + " export it in another way, or name a network";
    set.file()
        .check(
            checks -> {
              if (own.stream().anyMatch(ScenarioBuilder::changesLowering)) {
                checks.at("scenarios").at(index).at("set").problem(problem);
              }
              if (changesLowering(common)) {
                checks.at(WORKLOAD).problem(problem);
              }
            });
  }

  private static boolean changesLowering(Overlay overlay) {
    return !overlay.only(OF_LOWERING).isEmpty() || !overlay.at(RUNTIME).only(OF_LOWERING).isEmpty();
  }
}
