package io.tilewise.experiment.run;

import io.tilewise.config.Checks;
import io.tilewise.config.Document;
import io.tilewise.config.Format;
import io.tilewise.config.Loaded;
import io.tilewise.config.MappingNode;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.cpu.pricing.KernelTable;
import io.tilewise.cpu.pricing.Pricing;
import io.tilewise.experiment.file.ExperimentFile;
import io.tilewise.experiment.file.ExperimentFile.RunBlock;
import io.tilewise.experiment.file.ExperimentFile.ScenarioBlock;
import io.tilewise.experiment.result.ParameterResult;
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
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Makes the scenarios of an experiment ready; reads and lowers what they share only once. */
final class ScenarioBuilder {
  private static final String WORKLOAD = "workload";
  private static final String RUNTIME = "runtime";
  private static final String RUN = "run";
  private static final Set<String> OF_RUNTIME = Set.of("lowering");
  private static final Set<String> OF_KERNELS = Set.of("kernels");

  /** First keys of overlays that do not lead into the device file. */
  private static final Set<String> NOT_OF_DEVICE =
      Set.of(WORKLOAD, RUNTIME, RUN, "lowering", "kernels");

  private final Path file;
  private final Loaded<ExperimentFile> experiment;
  private final InputFiles files;
  private final Map<Path, Document> documents = new HashMap<>();
  private final Map<Path, Workload> unchangedWorkloads = new HashMap<>();
  private final Map<LoweredWorkload, Plan> plans = new HashMap<>();

  private record LoweredWorkload(Workload workload, LoweringOptions options) {}

  ScenarioBuilder(Path file, Loaded<ExperimentFile> experiment, InputFiles files) {
    this.file = file;
    this.experiment = experiment;
    this.files = files;
  }

  Scenario build(int index, List<Overlay> overlays) {
    ScenarioBlock block = experiment.value().scenarios().get(index);
    ExperimentFile common = experiment.value();
    Path deviceFile = resolve(index, "device", block.device(), common.device());
    Path runtimeFile = resolve(index, RUNTIME, block.runtime(), common.runtime());
    Path workloadFile = resolve(index, WORKLOAD, block.workload(), common.workload());

    Loaded<DeviceFile> device =
        bind(deviceFile, DeviceFile.KIND.format(), each(overlays, o -> o.without(NOT_OF_DEVICE)));
    Loaded<RunBlock> run = run(each(overlays, o -> o.at(RUN)));
    Loaded<RuntimeFile> runtime = bind(runtimeFile, RuntimeFile.KIND.format(), ofRuntime(overlays));
    Path kernelsFile =
        files.resolve(runtimeFile, runtime, at -> at.at("kernels"), runtime.value().kernels());
    read(kernelsFile, reference(runtimeFile, runtime.value().kernels()));
    Loaded<KernelsFile> kernels =
        bind(kernelsFile, KernelsFile.KIND.format(), each(overlays, o -> o.only(OF_KERNELS)));

    OperatingPoint point = operatingPoint(run, device.value());
    Device atPoint = point.of(Experiment.nameOf(deviceFile), device.value());
    List<Core> cores = cores(run, atPoint);
    Workload workload = workload(workloadFile, each(overlays, o -> o.at(WORKLOAD)));
    Plan plan =
        plans.computeIfAbsent(
            new LoweredWorkload(workload, runtime.value().lowering()),
            key -> new Lowering(key.options()).lower(key.workload()));
    Pricing pricing =
        new Pricing(
            atPoint, cores, KernelTable.of(runtime, kernels.value()), runtime.value().overheads());
    return new Scenario(
        block.name(),
        block.description().orElse(""),
        workload,
        plan,
        atPoint,
        Experiment.nameOf(runtimeFile),
        point.mode(),
        cores,
        pricing,
        pricing.price(plan),
        runtime.value().threadPool().forkAndJoin().inBaseUnit(),
        parameters(device, runtime, run.value()));
  }

  /** The file that a scenario, or else the experiment, names. */
  private Path resolve(int index, String key, Optional<String> own, String common) {
    String reference = own.orElse(common);
    UnaryOperator<Checks> at =
        own.isPresent()
            ? checks -> checks.at("scenarios").at(index).at(key)
            : checks -> checks.at(key);
    Path resolved = files.resolve(file, experiment, at, reference);
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

  private static List<Overlay> ofRuntime(List<Overlay> overlays) {
    List<Overlay> parts = new ArrayList<>();
    for (Overlay overlay : overlays) {
      parts.add(overlay.only(OF_RUNTIME));
      parts.add(overlay.at(RUNTIME));
    }
    return parts;
  }

  private Loaded<RunBlock> run(List<Overlay> overlays) {
    MappingNode written =
        experiment
            .value()
            .run()
            .orElseGet(
                () ->
                    new MappingNode(
                        experiment.root().path().child(RUN),
                        experiment.root().location(),
                        Map.of()));
    return ExperimentFile.RUN.bind(written, ParameterForm.FULL_OR_SHORT, overlays);
  }

  private Workload workload(Path path, List<Overlay> overlays) {
    if (overlays.stream().allMatch(Overlay::isEmpty)) {
      return unchangedWorkloads.computeIfAbsent(path, p -> bindWorkload(p, overlays));
    }
    return bindWorkload(path, overlays);
  }

  private Workload bindWorkload(Path path, List<Overlay> overlays) {
    WorkloadFile written = bind(path, Workloads.KIND.format(), overlays).value();
    return written.workload(Experiment.nameOf(path));
  }

  private static OperatingPoint operatingPoint(Loaded<RunBlock> run, DeviceFile device) {
    List<String> domains = new ArrayList<>(device.clusters().keySet());
    domains.addAll(device.matrixUnits().keySet());
    run.check(
        checks -> {
          run.value()
              .mode()
              .ifPresent(
                  mode -> checks.at("mode").knownName(mode, device.powerModes().keySet(), "modes"));
          run.value()
              .clocks()
              .keySet()
              .forEach(
                  name -> checks.at("clocks").at(name).knownName(name, domains, "clock domains"));
        });
    String mode =
        run.value().mode().orElseGet(() -> device.powerModes().keySet().iterator().next());
    Map<String, Double> clocks = new TreeMap<>();
    run.value().clocks().forEach((name, clock) -> clocks.put(name, clock.inBaseUnit()));
    return new OperatingPoint(mode, clocks);
  }

  private static List<Core> cores(Loaded<RunBlock> run, Device device) {
    RunBlock block = run.value();
    Map<String, Core> byName = new HashMap<>();
    device.cores().forEach(core -> byName.put(core.name(), core));
    List<String> names = device.cores().stream().map(Core::name).toList();
    int threads = block.threads().orElse(Math.max(1, block.cores().size()));
    run.check(
        checks -> {
          for (int i = 0; i < block.cores().size(); i++) {
            String name = block.cores().get(i);
            checks.at("cores").at(i).knownName(name, names, "cores");
            if (block.cores().indexOf(name) < i) {
              checks.at("cores").at(i).problem("core \"" + name + "\" is named twice");
            }
          }
          int available = block.cores().isEmpty() ? names.size() : block.cores().size();
          if (threads > available) {
            checks
                .at("threads")
                .problem(
                    threads
                        + " threads have only "
                        + available
                        + (block.cores().isEmpty() ? " cores" : " of the cores named")
                        + "; each needs one of its own");
          }
        });
    List<String> chosen = block.cores().isEmpty() ? names : block.cores();
    return chosen.subList(0, threads).stream().map(byName::get).toList();
  }

  private static List<ParameterResult> parameters(
      Loaded<DeviceFile> device, Loaded<RuntimeFile> runtime, RunBlock run) {
    List<ParameterResult> all = new ArrayList<>();
    device.parameters().forEach(p -> all.add(ParameterResults.of("", p)));
    runtime.parameters().forEach(p -> all.add(ParameterResults.of("runtime.", p)));
    run.clocks().forEach((domain, clock) -> all.add(ParameterResults.clock(domain, clock)));
    return all;
  }
}
