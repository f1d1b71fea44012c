package io.tilewise.cpu;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Loaded;
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
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.sim.SimTime;
import io.tilewise.workload.Category;
import io.tilewise.workload.file.Workloads;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.plan.Plan;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The shipped phone, runtime and workloads, with changes, for tests of the whole. */
record ShippedPhone(
    String mode,
    int threads,
    List<String> deviceChanges,
    List<String> runtimeChanges,
    List<String> workloadChanges) {

  private static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  /** As published: normal mode, one thread. */
  static final ShippedPhone SME2 = new ShippedPhone("normal", 1, List.of(), List.of(), List.of());

  static final ShippedPhone NEON =
      SME2.runtime("instruction_sets=[neon]", "portable_kernels=armv8_a");

  ShippedPhone mode(String other) {
    return new ShippedPhone(other, threads, deviceChanges, runtimeChanges, workloadChanges);
  }

  ShippedPhone threads(int number) {
    return new ShippedPhone(mode, number, deviceChanges, runtimeChanges, workloadChanges);
  }

  ShippedPhone device(String... changes) {
    return new ShippedPhone(mode, threads, List.of(changes), runtimeChanges, workloadChanges);
  }

  ShippedPhone runtime(String... changes) {
    return new ShippedPhone(mode, threads, deviceChanges, List.of(changes), workloadChanges);
  }

  ShippedPhone workload(String... changes) {
    return new ShippedPhone(mode, threads, deviceChanges, runtimeChanges, List.of(changes));
  }

  private static List<Overlay> overlay(List<String> changes) {
    return List.of(Overlay.ofAssignments("--set", changes));
  }

  DeviceFile deviceFile() {
    return new ConfigReader()
        .read(CONFIGS.resolve("devices/vivo-x300.yaml"))
        .bind(DeviceFile.KIND.format(), ParameterForm.FULL, overlay(deviceChanges))
        .value();
  }

  Device device() {
    return new OperatingPoint(mode, Map.of()).of("vivo-x300", deviceFile());
  }

  /** The cores that the threads run on. */
  List<Core> cores() {
    return device().cores().subList(0, threads);
  }

  private Loaded<RuntimeFile> loadedRuntime() {
    return new ConfigReader()
        .read(CONFIGS.resolve("runtimes/executorch-1.1.0-pf16-igemm.yaml"))
        .bind(RuntimeFile.KIND.format(), ParameterForm.FULL, overlay(runtimeChanges));
  }

  Plan plan(String workloadName) {
    Workload workload =
        Workloads.read(
            CONFIGS.resolve("workloads/" + workloadName + ".yaml"), overlay(workloadChanges));
    return new Lowering(loadedRuntime().value().lowering()).lower(workload);
  }

  Pricing pricing() {
    Loaded<RuntimeFile> runtime = loadedRuntime();
    KernelsFile kernels =
        new ConfigReader()
            .read(CONFIGS.resolve("kernels/xnnpack-2025.yaml"))
            .bind(KernelsFile.KIND.format(), ParameterForm.FULL)
            .value();
    return new Pricing(
        device(),
        cores(),
        cores().size(),
        KernelTable.of(runtime, kernels),
        runtime.value().overheads());
  }

  Timeline run(String workloadName) {
    double forkAndJoin = loadedRuntime().value().threadPool().forkAndJoin().inBaseUnit();
    return new Replay(device(), cores(), forkAndJoin).run(pricing().price(plan(workloadName)));
  }

  /** What {@link io.tilewise.cpu.power.GovernedReplay} needs, for one inference at its clocks. */
  GovernedPhone governed(String workloadName) {
    double forkAndJoin = loadedRuntime().value().threadPool().forkAndJoin().inBaseUnit();
    return GovernedPhone.of(
        mode, deviceFile(), device(), cores(), pricing(), plan(workloadName), forkAndJoin);
  }

  /** Latency in milliseconds. */
  static double milliseconds(Timeline timeline) {
    return timeline.duration() * 1e3 / SimTime.PER_SECOND;
  }

  /** Milliseconds by category. */
  static Map<Category, Double> categories(Timeline timeline) {
    Map<Category, Double> sums = new EnumMap<>(Category.class);
    for (CallRecord call : timeline.calls()) {
      double time = call.duration() * 1e3 / SimTime.PER_SECOND;
      sums.merge(call.call().call().category(), time, Double::sum);
    }
    return sums;
  }
}
