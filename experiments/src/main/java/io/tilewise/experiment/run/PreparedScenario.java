package io.tilewise.experiment.run;

import io.tilewise.config.Loaded;
import io.tilewise.config.Parameter;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.cpu.pricing.PlanKernels;
import io.tilewise.cpu.pricing.Pricing;
import io.tilewise.cpu.replay.Bottleneck;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.experiment.file.ExperimentFile.RunBlock;
import io.tilewise.experiment.uncertainty.Correlations;
import io.tilewise.experiment.uncertainty.Draws;
import io.tilewise.experiment.uncertainty.UncertainParameter;
import io.tilewise.workload.plan.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A scenario whose network has been lowered, so that it can be had again and again with other
 * values of its device's and runtime's parameters.
 *
 * @param name its name
 * @param description what it is; may be empty
 * @param workload the network
 * @param device the device file, as the scenario changes it
 * @param runtime the runtime file, likewise
 * @param kernels its kernel calls, and which kernel executes which
 * @param run how it is run
 * @param settings every value that its files set, in YAML, by the path by which an overlay names it
 */
public record PreparedScenario(
    String name,
    String description,
    Network workload,
    ScenarioFile<DeviceFile> device,
    ScenarioFile<RuntimeFile> runtime,
    PlanKernels kernels,
    Loaded<RunBlock> run,
    Map<String, String> settings) {

  /** What the paths of a runtime's parameters begin with. */
  static final String OF_RUNTIME = "runtime.";

  /** Its parameters that are known only to a range, by path. */
  public Map<String, UncertainParameter> uncertainParameters() {
    Map<String, UncertainParameter> all = new TreeMap<>(device.uncertainParameters());
    all.putAll(runtime.uncertainParameters());
    return all;
  }

  /**
   * Draws of the uncertain parameters of several scenarios, with the correlations that the first
   * one's device file gives.
   */
  public static Draws draws(Collection<PreparedScenario> scenarios, int number, long seed) {
    Set<String> paths = new TreeSet<>();
    scenarios.forEach(scenario -> paths.addAll(scenario.uncertainParameters().keySet()));
    Correlations correlations =
        scenarios.stream()
            .findFirst()
            .map(PreparedScenario::correlations)
            .orElse(Correlations.NONE);
    return new Draws(paths, correlations, number, seed);
  }

  private Correlations correlations() {
    return device
        .asWritten()
        .value()
        .calibration()
        .map(block -> new Correlations(block.parameters(), block.correlations()))
        .orElse(Correlations.NONE);
  }

  /** All parameters of its device and its runtime, by the path by which an overlay names them. */
  public Map<String, Parameter> parameters() {
    Map<String, Parameter> all = new TreeMap<>(device.parameters());
    all.putAll(runtime.parameters());
    return all;
  }

  /**
   * Its device file with other values of parameters.
   *
   * @throws io.tilewise.config.ConfigException if they do not fit it
   */
  public DeviceFile deviceFile(ParameterValues values) {
    return values.of(device).value();
  }

  /** What can bound its time, by the keys that results use. */
  public List<String> resources() {
    Scenario scenario = asWritten();
    return new Replay(scenario.device(), scenario.cores(), scenario.forkAndJoin())
        .bottlenecks().stream().map(Bottleneck::key).distinct().toList();
  }

  /** The scenario as its files say. */
  public Scenario asWritten() {
    return at(ParameterValues.asWritten());
  }

  /**
   * The scenario with other values of parameters of the device and the runtime.
   *
   * @throws io.tilewise.config.ConfigException if they do not fit the files
   */
  public Scenario at(ParameterValues values) {
    EffectiveFiles files = new EffectiveFiles(values.of(device), values.of(runtime), run, settings);
    DeviceFile deviceFile = files.device().value();
    RuntimeFile runtimeFile = files.runtime().value();
    OperatingPoint point = operatingPoint(deviceFile);
    Device atPoint = point.of(device.name(), deviceFile);
    List<Core> cores = cores(atPoint);
    int unitThreads = run.value().matrixUnitThreads().orElse(cores.size());
    Pricing pricing =
        new Pricing(atPoint, cores, unitThreads, kernels.table(), runtimeFile.overheads());
    return new Scenario(
        name,
        description,
        workload,
        kernels.plan(),
        atPoint,
        runtime.name(),
        point.mode(),
        cores,
        pricing,
        pricing.price(kernels),
        runtimeFile.threadPool().forkAndJoin().inBaseUnit(),
        files,
        point,
        RunSettings.of(run, deviceFile, atPoint));
  }

  private OperatingPoint operatingPoint(DeviceFile device) {
    List<String> domains = new ArrayList<>(device.clusters().keySet());
    domains.addAll(device.matrixUnits().keySet());
    run.check(
        checks -> {
          run.value()
              .mode()
              .ifPresent(
                  mode ->
                      checks
                          .at("mode")
                          .knownName(mode, device.powerModes().keySet(), ofDevice("modes")));
          run.value()
              .clocks()
              .keySet()
              .forEach(
                  name ->
                      checks
                          .at("clocks")
                          .at(name)
                          .knownName(name, domains, ofDevice("clock domains")));
        });
    String mode =
        run.value().mode().orElseGet(() -> device.powerModes().keySet().iterator().next());
    Map<String, Double> clocks = new TreeMap<>();
    run.value().clocks().forEach((name, clock) -> clocks.put(name, clock.inBaseUnit()));
    return new OperatingPoint(mode, clocks);
  }

  /** Scenarios may differ in devices and share settings, so an error says which device it is of. */
  private String ofDevice(String what) {
    return what + " of " + device.name() + " in scenario " + name;
  }

  private List<Core> cores(Device device) {
    RunBlock block = run.value();
    Map<String, Core> byName = new HashMap<>();
    device.cores().forEach(core -> byName.put(core.name(), core));
    List<String> names = device.cores().stream().map(Core::name).toList();
    int threads = block.threads().orElse(Math.max(1, block.cores().size()));
    run.check(
        checks -> {
          for (int i = 0; i < block.cores().size(); i++) {
            String name = block.cores().get(i);
            checks.at("cores").at(i).knownName(name, names, ofDevice("cores"));
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
          block
              .matrixUnitThreads()
              .filter(number -> number > threads)
              .ifPresent(
                  number ->
                      checks
                          .at("matrix_unit_threads")
                          .problem(number + " of " + threads + " threads cannot be"));
        });
    List<String> chosen = block.cores().isEmpty() ? names : block.cores();
    return chosen.subList(0, threads).stream().map(byName::get).toList();
  }
}
