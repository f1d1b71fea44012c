package io.tilewise.experiment.run;

import io.tilewise.config.Checks;
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
import io.tilewise.cpu.pricing.PlanKernels;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.file.ExperimentFile.RunBlock;
import io.tilewise.experiment.file.ExperimentFile.ScenarioBlock;
import io.tilewise.workload.file.WorkloadFile;
import io.tilewise.workload.file.Workloads;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.lowering.LoweringOptions;
import io.tilewise.workload.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Makes scenarios ready, as often as needed with other changes; what scenarios share is read and
 * lowered only once, as long as it is among what was used last.
 */
final class ScenarioBuilder {
  private static final String WORKLOAD = "workload";
  private static final String RUNTIME = "runtime";
  private static final String RUN = "run";
  private static final Set<String> OF_KERNELS = Set.of("kernels");

  private final Path file;
  private final ScenarioSet set;
  private final InputFiles files;
  private final Map<Path, Document> documents = new HashMap<>();
  private final Map<Changed, ScenarioFile<DeviceFile>> devices = new LeastRecent<>();
  private final Map<Changed, ScenarioFile<RuntimeFile>> runtimes = new LeastRecent<>();
  private final Map<Changed, Loaded<KernelsFile>> kernelFiles = new LeastRecent<>();
  private final Map<Changed, Workload> workloads = new LeastRecent<>();
  private final Map<LoweredWorkload, Plan> plans = new LeastRecent<>();
  private final Map<Executed, PlanKernels> executed = new LeastRecent<>();

  /** A file with changes to it. */
  private record Changed(Path file, List<Overlay> changes) {
    static Changed of(Path file, List<Overlay> changes) {
      return new Changed(file, changes.stream().filter(change -> !change.isEmpty()).toList());
    }
  }

  private record LoweredWorkload(Changed workload, LoweringOptions options) {}

  private record Executed(LoweredWorkload lowered, Changed runtime, Changed kernels) {}

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
    Path kernelsFile =
        files.resolve(
            runtimeFile, runtime.asWritten(), at -> at.at("kernels"), asWritten.kernels());
    read(kernelsFile, reference(runtimeFile, asWritten.kernels()));
    Changed kernelsChanged = Changed.of(kernelsFile, each(overlays, o -> o.only(OF_KERNELS)));
    Changed workloadChanged = Changed.of(workloadFile, each(overlays, o -> o.at(WORKLOAD)));
    LoweredWorkload lowered = new LoweredWorkload(workloadChanged, asWritten.lowering());
    Changed deviceChanged = Changed.of(deviceFile, DocumentOverlays.ofDevice(overlays));
    return new PreparedScenario(
        block.name(),
        block.description().orElse(""),
        workloads.computeIfAbsent(workloadChanged, this::workload),
        devices.computeIfAbsent(deviceChanged, this::device),
        runtime,
        executed.computeIfAbsent(
            new Executed(lowered, runtimeChanged, kernelsChanged), this::execute),
        run(each(overlays, o -> o.at(RUN))));
  }

  private PlanKernels execute(Executed wanted) {
    Plan plan = plans.computeIfAbsent(wanted.lowered(), this::lower);
    Loaded<KernelsFile> kernels =
        kernelFiles.computeIfAbsent(
            wanted.kernels(), file -> bind(file, KernelsFile.KIND.format()));
    ScenarioFile<RuntimeFile> runtime = runtimes.computeIfAbsent(wanted.runtime(), this::runtime);
    return new PlanKernels(plan, KernelTable.of(runtime.asWritten(), kernels.value()));
  }

  private Plan lower(LoweredWorkload wanted) {
    Workload workload = workloads.computeIfAbsent(wanted.workload(), this::workload);
    return new Lowering(wanted.options()).lower(workload);
  }

  private ScenarioFile<DeviceFile> device(Changed file) {
    return scenarioFile(file, "", DeviceFile.KIND.format());
  }

  private ScenarioFile<RuntimeFile> runtime(Changed file) {
    return scenarioFile(file, PreparedScenario.OF_RUNTIME, RuntimeFile.KIND.format());
  }

  private <T> ScenarioFile<T> scenarioFile(Changed file, String prefix, Format<T> format) {
    return new ScenarioFile<>(
        ScenarioReader.nameOf(file.file()),
        prefix,
        documents.get(file.file()),
        format,
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

  private <T> Loaded<T> bind(Changed file, Format<T> format) {
    return documents.get(file.file()).bind(format, ParameterForm.FULL_OR_SHORT, file.changes());
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

  private Workload workload(Changed file) {
    WorkloadFile written = bind(file, Workloads.KIND.format()).value();
    return written.workload(ScenarioReader.nameOf(file.file()));
  }
}
