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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices the calls of a plan on the cores that its threads run on.
 *
 * <p>Overhead before a call: {@code operator} for a kernel in a delegate, and {@code delegate} on
 * top for the first of each delegate call; {@code portable} for a portable kernel.
 */
public final class Pricing {
  private final Device device;
  private final List<Core> cores;
  private final KernelTable kernels;
  private final OverheadsBlock overheads;

  /**
   * A pricing.
   *
   * @param device the device
   * @param cores the cores that the threads run on
   * @param kernels which kernel executes what
   * @param overheads the runtime's own time
   */
  public Pricing(Device device, List<Core> cores, KernelTable kernels, OverheadsBlock overheads) {
    this.device = device;
    this.cores = List.copyOf(cores);
    this.kernels = kernels;
    this.overheads = overheads;
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
   * @param chosen kernels of the same table
   * @throws NoKernelException if the runtime has no kernel for a call
   */
  public List<PricedCall> price(PlanKernels chosen) {
    Map<CoreType, Processor> processors = processors();
    PlanKernels.Chosen kernelOf = chosen.chosen(KernelTable.haveUnit(device, cores));
    List<KernelCall> calls = chosen.plan().calls();
    List<PricedCall> priced = new ArrayList<>(calls.size());
    int delegate = -1;
    for (int i = 0; i < calls.size(); i++) {
      KernelCall call = calls.get(i);
      KernelTable.Choice choice = kernelOf.choices().get(i);
      int alike = kernelOf.alike().get(i);
      priced.add(
          new PricedCall(
              call,
              choice.kernel().name(),
              choice.kernel().isaKey(),
              choice.fallback(),
              overhead(call, delegate),
              alike < i ? priced.get(alike).costs() : costs(call, choice.kernel(), processors)));
      delegate = call.delegate().orElse(-1);
    }
    return priced;
  }

  private Map<CoreType, Processor> processors() {
    Map<CoreType, Processor> processors = new LinkedHashMap<>();
    for (Core core : cores) {
      processors.computeIfAbsent(core.type(), type -> Processor.of(device, type, cores.size()));
    }
    return processors;
  }

  private static Map<CoreType, KernelCost> costs(
      KernelCall call, Kernel kernel, Map<CoreType, Processor> processors) {
    Map<CoreType, KernelCost> costs = new LinkedHashMap<>();
    processors.forEach(
        (type, processor) -> costs.put(type, kernel.price().of(call, processor, Notes.NONE)));
    return costs;
  }

  /** The kernel that executes a call. */
  public Kernel kernel(KernelCall call) {
    return kernels.choose(call, device, cores).kernel();
  }

  /** What a call costs on a core of some type, with its derivation. */
  public KernelCost explain(KernelCall call, CoreType type, Notes notes) {
    return cost(call, kernel(call), type, notes);
  }

  private KernelCost cost(KernelCall call, Kernel kernel, CoreType type, Notes notes) {
    return kernel.price().of(call, Processor.of(device, type, cores.size()), notes);
  }

  private double overhead(KernelCall call, int previousDelegate) {
    if (call.backend() == Backend.PORTABLE) {
      return overheads.portable().inBaseUnit();
    }
    boolean first = call.delegate().orElse(-1) != previousDelegate;
    double operator = overheads.operator().inBaseUnit();
    return first ? operator + overheads.delegate().inBaseUnit() : operator;
  }
}
