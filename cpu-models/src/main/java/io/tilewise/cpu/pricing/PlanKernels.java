package io.tilewise.cpu.pricing;

import io.tilewise.cpu.pricing.KernelTable.Choice;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernels that execute the calls of a plan. Which they are depends on the device only in
 * whether its cores have a matrix unit, so they are chosen once and the plan can be priced on any
 * number of devices. Calls that differ only in name, place and origin, which no cost model looks
 * at, are priced once: a network repeats its blocks. Several threads may use it.
 */
public final class PlanKernels {
  private static final Origin NOWHERE = new Origin("", "", "");

  private final Plan plan;
  private final KernelTable kernels;
  private final Map<Boolean, Chosen> chosen = new ConcurrentHashMap<>();

  /**
   * What is chosen for the calls of a plan.
   *
   * @param choices kernel by call
   * @param alike for each call the first that is priced like it, itself if it is the first
   */
  record Chosen(List<Choice> choices, List<Integer> alike) {}

  /** A call without what no cost model looks at, and the kernel that executes it. */
  private record Priced(KernelCall call, String kernel) {
    static Priced of(KernelCall call, Choice choice) {
      return new Priced(
          new KernelCall(
              0,
              "",
              "",
              call.operator(),
              call.backend(),
              OptionalInt.empty(),
              call.operands(),
              call.result(),
              call.layout(),
              call.weightScales(),
              call.category(),
              NOWHERE),
          choice.kernel().name());
    }
  }

  /** The kernels of a table for a plan. */
  public PlanKernels(Plan plan, KernelTable kernels) {
    this.plan = plan;
    this.kernels = kernels;
  }

  /** The plan. */
  public Plan plan() {
    return plan;
  }

  /** Which kernel executes what. */
  public KernelTable table() {
    return kernels;
  }

  /**
   * The choices.
   *
   * @param unit whether the cores have a matrix unit
   * @throws NoKernelException if there is no kernel for a call
   */
  Chosen chosen(boolean unit) {
    return chosen.computeIfAbsent(unit, this::choose);
  }

  private Chosen choose(boolean unit) {
    List<Choice> choices = new ArrayList<>();
    List<Integer> alike = new ArrayList<>();
    Map<Priced, Integer> first = new HashMap<>();
    for (KernelCall call : plan.calls()) {
      Choice choice = kernels.choose(call, unit);
      int place = choices.size();
      Integer before = first.putIfAbsent(Priced.of(call, choice), place);
      choices.add(choice);
      alike.add(before == null ? place : before);
    }
    return new Chosen(List.copyOf(choices), List.copyOf(alike));
  }
}
