package io.tilewise.cpu.pricing;

import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Processor;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.RuntimeFile.OverheadsBlock;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices the calls of a plan on the cores that its threads run on. Of these, the first ones may use
 * the matrix unit; the others execute what a core without one would.
 *
 * <p>Overhead before a call: {@code operator} for a kernel in a delegate, and {@code delegate} on
 * top for the first of each delegate call; {@code portable} for a kernel outside of delegates.
 */
public final class Pricing {
  private final Device device;
  private final List<Core> cores;
  private final List<Core> unitCores;
  private final KernelTable kernels;
  private final OverheadsBlock overheads;

  /**
   * A pricing.
   *
   * @param device the device
   * @param cores the cores that the threads run on
   * @param unitThreads how many of them, the first ones, may use the matrix unit
   * @param kernels which kernel executes what
   * @param overheads the runtime's own time
   */
  public Pricing(
      Device device,
      List<Core> cores,
      int unitThreads,
      KernelTable kernels,
      OverheadsBlock overheads) {
    this.device = device;
    this.cores = List.copyOf(cores);
    this.unitCores = this.cores.subList(0, Math.min(unitThreads, cores.size()));
    this.kernels = kernels;
    this.overheads = overheads;
  }

  /** The same pricing on a device at other clocks. */
  public Pricing at(Device changed) {
    List<Core> same = cores.stream().map(core -> changed.core(core.name())).toList();
    return new Pricing(changed, same, unitCores.size(), kernels, overheads);
  }

  /**
   * The calls of a plan with their prices.
   *
   * @throws NoKernelException if the runtime has no kernel for a call
   */
  public List<PricedCall> price(Plan plan) {
    return price(new PlanKernels(plan, kernels));
  }

  /**
   * The calls of a plan for which kernels are chosen, with their prices.
   *
   * @param plan kernels of the same table
   * @throws NoKernelException if the runtime has no kernel for a call
   */
  public List<PricedCall> price(PlanKernels plan) {
    Map<CoreType, Processor> processors = new HashMap<>();
    for (Core core : cores) {
      processors.computeIfAbsent(
          core.type(), type -> Processor.of(device, type, cores, plan.footprintBytes()));
    }
    List<Core> others = cores.subList(unitCores.size(), cores.size());
    List<KernelTable.Choice> choices = plan.choices(UnitUse.of(device, unitCores));
    List<KernelTable.Choice> ofOthers = others.isEmpty() ? List.of() : plan.choices(UnitUse.NONE);
    List<KernelCall> calls = plan.plan().calls();
    List<PricedCall> priced = new ArrayList<>(calls.size());
    double portable = overheads.portable().inBaseUnit();
    double operator = overheads.operator().inBaseUnit();
    double ofDelegate = overheads.delegate().inBaseUnit();
    int delegate = -1;
    for (int i = 0; i < calls.size(); i++) {
      KernelCall call = calls.get(i);
      KernelTable.Choice choice = choices.get(i);
      boolean mixed = !others.isEmpty() && !ofOthers.get(i).kernel().equals(choice.kernel());
      int alike = plan.alike(i);
      Map<Core, KernelCost> costs;
      if (alike < i) {
        costs = priced.get(alike).costs();
      } else {
        costs = new LinkedHashMap<>();
        price(call, choice.kernel(), unitCores, processors, costs);
        if (!others.isEmpty()) {
          price(call, ofOthers.get(i).kernel(), others, processors, costs);
        }
      }
      boolean first = call.delegate().orElse(-1) != delegate;
      priced.add(
          new PricedCall(
              call,
              choice.kernel().name(),
              choice.kernel().isaKey(),
              choice.fallback(),
              mixed,
              call.backend() != Backend.XNNPACK
                  ? portable
                  : first ? operator + ofDelegate : operator,
              costs));
      delegate = call.delegate().orElse(-1);
    }
    return priced;
  }

  /** Adds what a call costs on some cores, pricing it once for each type among them. */
  private void price(
      KernelCall call,
      Kernel kernel,
      List<Core> on,
      Map<CoreType, Processor> processors,
      Map<Core, KernelCost> costs) {
    for (int i = 0; i < on.size(); i++) {
      Core core = on.get(i);
      // Cores of a type mostly stand together.
      boolean known = i > 0 && core.type().equals(on.get(i - 1).type());
      costs.put(
          core,
          known
              ? costs.get(on.get(i - 1))
              : cost(kernel, call, processors.get(core.type()), Notes.NONE));
    }
  }

  /** The kernel that the first thread executes a call with. */
  public Kernel kernel(KernelCall call) {
    return choice(call).kernel();
  }

  private KernelTable.Choice choice(KernelCall call) {
    return kernels.choose(call, device, unitCores);
  }

  /** What a call of a plan costs the first thread on a core of some type, with its derivation. */
  public KernelCost explain(Plan plan, KernelCall call, CoreType type, Notes notes) {
    return cost(
        kernel(call), call, Processor.of(device, type, cores, plan.footprintBytes()), notes);
  }

  /**
   * What a kernel demands. A call that threads cannot share runs on one core, so the second-level
   * caches of the others hold nothing of it.
   */
  private KernelCost cost(Kernel kernel, KernelCall call, Processor processor, Notes notes) {
    if (cores.size() == 1) {
      return kernel.price().of(call, processor, notes);
    }
    KernelCost shared = kernel.price().of(call, processor, Notes.NONE);
    if (shared.tiles() == 1) {
      return kernel.price().of(call, processor.alone(), notes);
    }
    return notes == Notes.NONE ? shared : kernel.price().of(call, processor, notes);
  }
}
