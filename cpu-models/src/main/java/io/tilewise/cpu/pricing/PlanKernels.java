package io.tilewise.cpu.pricing;

import io.tilewise.cpu.pricing.KernelTable.Choice;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernels that execute the calls of a plan. Which they are depends on the device only in
 * whether its cores have matrix units, and enough, so they are chosen once and the plan can be
 * priced on any number of devices. Calls that differ only in name, place and origin, which no cost
 * model looks at, are priced once: a network repeats its blocks. Several threads may use it.
 */
public final class PlanKernels {
  private final Plan plan;
  private final KernelTable kernels;
  private final int[] alike;
  private final long footprintBytes;
  private final Map<UnitUse, List<Choice>> choices = new ConcurrentHashMap<>();

  /** The kernels of a table for a plan. */
  public PlanKernels(Plan plan, KernelTable kernels) {
    this.plan = plan;
    this.kernels = kernels;
    this.alike = alike(plan);
    this.footprintBytes = plan.footprintBytes();
  }

  private static int[] alike(Plan plan) {
    int[] alike = new int[plan.calls().size()];
    Map<KernelCall, Integer> first = new HashMap<>();
    for (int i = 0; i < alike.length; i++) {
      Integer before = first.putIfAbsent(plan.calls().get(i).work(), i);
      alike[i] = before == null ? i : before;
    }
    return alike;
  }

  /** The plan. */
  public Plan plan() {
    return plan;
  }

  /** Which kernel executes what. */
  public KernelTable table() {
    return kernels;
  }

  /** The least that an inference touches; found once, as a sweep prices a plan for every point. */
  long footprintBytes() {
    return footprintBytes;
  }

  /** The first call that is priced like this one, itself if there is none before. */
  int alike(int call) {
    return alike[call];
  }

  /**
   * The kernel of each call.
   *
   * @param unit how the threads can use matrix units
   * @throws NoKernelException if there is no kernel for a call
   */
  List<Choice> choices(UnitUse unit) {
    return choices.computeIfAbsent(
        unit, u -> plan.calls().stream().map(call -> kernels.choose(call, u)).toList());
  }
}
