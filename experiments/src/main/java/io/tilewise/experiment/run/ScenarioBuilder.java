package io.tilewise.experiment.run;

import io.tilewise.config.Checks;
import io.tilewise.config.ConfigNode;
import io.tilewise.config.Document;
import io.tilewise.config.FileKind;
import io.tilewise.config.Loaded;
import io.tilewise.config.MappingNode;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.cpu.file.KernelsFile.InstructionSet;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.cpu.pricing.KernelTable;
import io.tilewise.cpu.pricing.PlanKernels;
import io.tilewise.cpu.pricing.UnitUse;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.file.ExperimentFile.RunBlock;
import io.tilewise.experiment.file.ExperimentFile.ScenarioBlock;
import io.tilewise.importer.executorch.ExecutorchReader;
import io.tilewise.workload.Precision;
import io.tilewise.workload.file.DescribedNetwork;
import io.tilewise.workload.file.ExecutorchFile;
import io.tilewise.workload.file.WorkloadFile;
import io.tilewise.workload.file.Workloads;
import io.tilewise.workload.graph.OperatorKind;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.lowering.LoweringOptions;
import io.tilewise.workload.lowering.LoweringOptions.Partition;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.Network;
import io.tilewise.workload.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes scenarios ready, as often as needed with other changes; what scenarios share is read and
 * lowered only once, as long as it is among what was used last.
 */
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
  private final Map<Changed, ScenarioFile<DeviceFile>> devices = new LeastRecent<>();
  private final Map<Changed, ScenarioFile<RuntimeFile>> runtimes = new LeastRecent<>();
  private final Map<Changed, Loaded<KernelsFile>> kernelFiles = new LeastRecent<>();
  private final Map<Changed, ReadWorkload> workloads = new LeastRecent<>();
  private final Map<LoweredWorkload, Plan> plans = new LeastRecent<>();
  private final Map<Executed, PlanKernels> executed = new LeastRecent<>();

  /** A file with changes to it. */
  private record Changed(Path file, List<Overlay> changes) {
    static Changed of(Path file, List<Overlay> changes) {
      return new Changed(file, changes.stream().filter(change -> !change.isEmpty()).toList());
    }
  }

  /** A network lowered for cores with or without matrix units, where that makes a difference. */
  private record LoweredWorkload(Changed workload, LoweringOptions options, boolean matrixUnit) {}

  private record Executed(LoweredWorkload lowered, Changed runtime, Changed kernels) {}

  /** A network, and what its file says. */
  private record ReadWorkload(Network network, ConfigNode root) {}

  ScenarioBuilder(Path file, ScenarioSet set, InputFiles files) {
    this.file = file;
    this.set = set;
    this.files = files;
  }

  /** All scenarios, with the same changes behind their own, in their order. */
  List<PreparedScenario> buildAll(List<Overlay> changes) {
    List<PreparedScenario> prepared = new ArrayList<>();
    for (int i = 0; i < set.scenarios().size(); i++) {
      ScenarioBlock block = set.scenarios().get(i);
      List<Overlay> overlays = new ArrayList<>();
      block.set().ifPresent(own -> overlays.add(Overlay.of("scenario " + block.name(), own)));
      overlays.addAll(changes);
      prepared.add(build(i, overlays));
    }
    return prepared;
  }

  private PreparedScenario build(int index, List<Overlay> overlays) {
    ScenarioBlock block = set.scenarios().get(index);
    Path deviceFile = resolve(index, "device", block.device(), set.device());
    Path runtimeFile = resolve(index, RUNTIME, block.runtime(), set.runtime());
    Path workloadFile = resolve(index, WORKLOAD, block.workload(), set.workload());

    Changed runtimeChanged = Changed.of(runtimeFile, DocumentOverlays.ofRuntime(overlays));
    ScenarioFile<RuntimeFile> runtime = runtimes.computeIfAbsent(runtimeChanged, this::runtime);
    RuntimeFile asWritten = runtime.asWritten().value();
    runtime.asWritten().check(checks -> asWritten.lowering().checkPasses(checks.at("lowering")));
    Path kernelsFile =
        files.resolve(
            runtimeFile, runtime.asWritten(), at -> at.at("kernels"), asWritten.kernels());
    read(kernelsFile, reference(runtimeFile, asWritten.kernels()));
    Loaded<RunBlock> run = run(each(overlays, o -> o.at(RUN)));
    Changed kernelsChanged = Changed.of(kernelsFile, each(overlays, o -> o.only(OF_KERNELS)));
    Changed workloadChanged = Changed.of(workloadFile, each(overlays, o -> o.at(WORKLOAD)));
    Changed deviceChanged = Changed.of(deviceFile, DocumentOverlays.ofDevice(overlays));
    ReadWorkload workload = workloads.computeIfAbsent(workloadChanged, this::workload);
    if (workload.network() instanceof Network.Lowered) {
      refuseLowering(index, block.set().isPresent() ? 1 : 0, overlays);
    }
    refuseStaticQuantization(index, workload.network(), runtime.asWritten(), kernelsChanged);
    boolean matrixUnit =
        asWritten.lowering().transposeSme2Convolutions()
            && usesMatrixUnit(asWritten, deviceOf(deviceChanged), run.value());
    LoweredWorkload lowered =
        new LoweredWorkload(workloadChanged, asWritten.lowering(), matrixUnit);
    PlanKernels kernels =
        executed.computeIfAbsent(
            new Executed(lowered, runtimeChanged, kernelsChanged), this::execute);
    ScenarioFile<DeviceFile> device = devices.computeIfAbsent(deviceChanged, this::device);
    Map<String, String> settings =
        new EffectiveSettings()
            .add("", device.asWritten().root())
            .addRuntime(runtime.asWritten().root())
            .add("", kernels(kernelsChanged).root())
            .add("run.", run.root())
            .add("workload.", workload.root())
            .byPath();
    return new PreparedScenario(
        block.name(),
        block.description().orElse(""),
        workload.network(),
        device,
        runtime,
        kernels,
        run,
        settings);
  }

  private Loaded<KernelsFile> kernels(Changed file) {
    return kernelFiles.computeIfAbsent(file, f -> bind(f, KernelsFile.KIND));
  }

  private PlanKernels execute(Executed wanted) {
    Plan plan = plans.computeIfAbsent(wanted.lowered(), this::lower);
    ScenarioFile<RuntimeFile> runtime = runtimes.computeIfAbsent(wanted.runtime(), this::runtime);
    return new PlanKernels(
        plan, KernelTable.of(runtime.asWritten(), kernels(wanted.kernels()).value()));
  }

  private Plan lower(LoweredWorkload wanted) {
    Network network = workloads.computeIfAbsent(wanted.workload(), this::workload).network();
    return network instanceof Network.Lowered lowered
        ? lowered.plan()
        : new Lowering(wanted.options(), wanted.matrixUnit())
            .lower(((Network.ToLower) network).workload());
  }

  private DeviceFile deviceOf(Changed file) {
    return devices.computeIfAbsent(file, this::device).asWritten().value();
  }

  /**
   * Whether the threads that may use matrix units all run on cores that have one, as kernels for it
   * need, and there are such kernels.
   */
  private static boolean usesMatrixUnit(RuntimeFile runtime, DeviceFile device, RunBlock run) {
    Device highest = OperatingPoint.highest("device", device, Map.of());
    List<Core> cores =
        run.cores().isEmpty()
            ? highest.cores()
            : run.cores().stream()
                .flatMap(name -> highest.cores().stream().filter(core -> core.name().equals(name)))
                .toList();
    int threads = run.threads().orElse(Math.max(1, run.cores().size()));
    int unitThreads = Math.min(threads, run.matrixUnitThreads().orElse(threads));
    List<Core> unitCores = cores.subList(0, Math.min(unitThreads, cores.size()));
    return runtime.instructionSets().contains(InstructionSet.SME2)
        && !runtime.sme2Kernels().isEmpty()
        && UnitUse.of(highest, unitCores).present();
  }

  private void refuseStaticQuantization(
      int index, Network network, Loaded<RuntimeFile> runtime, Changed kernelsFile) {
    if (runtime.value().lowering().partition() == Partition.WHOLE
        && network instanceof Network.ToLower toLower
        && toLower.workload().isQuantized()) {
      KernelTable kernels = KernelTable.of(runtime, kernels(kernelsFile).value());
      set.file()
          .check(
              checks ->
                  checks
                      .at("scenarios")
                      .at(index)
                      .problem(
                          "dtype int8 is not described for runtime "
                              + runtime.value().version()
                              + "; it has convolutions in "
                              + dtypes(kernels, OperatorKind.CONVOLUTION)
                              + " and linear layers in "
                              + dtypes(kernels, OperatorKind.LINEAR)));
    }
  }

  /** As workload files say it: {@code fp32}. */
  private static String dtypes(KernelTable kernels, OperatorKind kind) {
    List<String> dtypes =
        kernels.formats(
            kind,
            Backend.NATIVE,
            element ->
                Stream.of(Precision.FP32, Precision.FP16)
                    .filter(precision -> precision.floating() == element)
                    .map(Precision::key)
                    .findFirst()
                    .orElse(""));
    return dtypes.isEmpty() ? "nothing" : String.join(", ", dtypes);
  }

  private ScenarioFile<DeviceFile> device(Changed file) {
    return scenarioFile(file, "", DeviceFile.KIND);
  }

  private ScenarioFile<RuntimeFile> runtime(Changed file) {
    return scenarioFile(file, PreparedScenario.OF_RUNTIME, RuntimeFile.KIND);
  }

  private <T> ScenarioFile<T> scenarioFile(Changed file, String prefix, FileKind<T> kind) {
    return new ScenarioFile<>(
        ScenarioReader.nameOf(file.file()),
        prefix,
        documents.get(file.file()),
        kind,
        file.changes());
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

  private <T> Loaded<T> bind(Changed file, FileKind<T> kind) {
    return documents.get(file.file()).bind(kind, ParameterForm.FULL_OR_SHORT, file.changes());
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

  private ReadWorkload workload(Changed file) {
    Loaded<WorkloadFile> written = bind(file, Workloads.KIND);
    Path path = file.file();
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

  /** What a scenario asks of the passes cannot be had from a program that went through them. */
  private void refuseLowering(int index, int own, List<Overlay> overlays) {
    String problem =
        "the workload is a program that was lowered already, so that lowering cannot be changed;"
            + " export it in another way, or name a network";
    set.file()
        .check(
            checks -> {
              if (overlays.subList(0, own).stream().anyMatch(ScenarioBuilder::changesLowering)) {
                checks.at("scenarios").at(index).at("set").problem(problem);
              }
              if (overlays.subList(own, overlays.size()).stream()
                  .anyMatch(ScenarioBuilder::changesLowering)) {
                checks.at(WORKLOAD).problem(problem);
              }
            });
  }

  private static boolean changesLowering(Overlay overlay) {
    return !overlay.only(OF_LOWERING).isEmpty() || !overlay.at(RUNTIME).only(OF_LOWERING).isEmpty();
  }
}
