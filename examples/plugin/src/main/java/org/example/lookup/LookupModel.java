package org.example.lookup;

import io.tilewise.config.Bounds;
import io.tilewise.config.Description;
import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.MemoryPath;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Processor;
import io.tilewise.workload.plan.KernelCall;

/**
 * An activation that is looked up in a table which stays in the nearest cache.
 *
 * <p>Cycles of the core: {@code elements / lanes * instructions / rate}, where {@code rate} is the
 * sustained rate of vectorised loops. Bytes: the operand is read and the result written once; the
 * table costs no traffic beyond the first call. One thread.
 */
public final class LookupModel implements CostModel<LookupModel.Parameters> {

  /** The kernel, counted in its source. */
  public record Parameters(
      @Description("Elements that are looked up at a time.") @Bounds(atLeast = "1") int lanes,
      @Description("Instructions for so many elements.") @Bounds(above = "0")
          double instructions) {}

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public String description() {
    return "activations looked up in a table in the nearest cache";
  }

  @Override
  public Class<Parameters> parameterType() {
    return Parameters.class;
  }

  @Override
  public KernelCost cost(KernelCall call, Parameters p, Processor processor, Notes notes) {
    double elements = call.result().elements();
    double rate = processor.vectorRate();
    double cycles = elements / p.lanes() * p.instructions() / rate;
    notes.given("elements", "elements of the result", elements, "");
    notes.count("lanes", "elements at a time", p.lanes());
    notes.given("instructions", "instructions for so many", p.instructions(), "");
    notes.given("rate", "instructions per cycle", rate, "");
    notes.put(
        "core", "cycles of the core", "elements / lanes * instructions / rate", cycles, "cycles");

    MemoryPath memory = processor.memoryPath(notes);
    MemoryPath.Residence residence = memory.residence(call.tensorBytes());
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles);
    demands = memory.read(demands, call.operands().get(0).bytes(), residence);
    demands = memory.write(demands, call.result().bytes(), residence);
    return KernelCost.of("lookup", demands, 1);
  }
}
