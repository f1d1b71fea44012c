package io.tilewise.cpu.pricing;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Processor;
import io.tilewise.cpu.file.KernelsFile.ExecutesBlock;
import io.tilewise.cpu.file.KernelsFile.InstructionSet;
import io.tilewise.workload.plan.KernelCall;

/**
 * A kernel with the model that prices it.
 *
 * @param name its name
 * @param executes which calls it executes
 * @param isa its instruction set
 * @param source where its counts come from
 * @param price prices a call
 */
public record Kernel(
    String name, ExecutesBlock executes, InstructionSet isa, String source, Price price) {

  /** Prices a call on a processor. */
  public interface Price {
    /** What the call costs; its derivation goes into the notes. */
    KernelCost of(KernelCall call, Processor processor, Notes notes);
  }

  /** A price by a model with a kernel's parameters. */
  static <P extends Record> Price price(CostModel<P> model, P parameters) {
    return (call, processor, notes) -> model.cost(call, parameters, processor, notes);
  }

  /** Name of the instruction set in tables: {@code neon}. */
  public String isaKey() {
    return isa.key();
  }

  /** Whether it executes such an operator in such a library, whatever the element types. */
  boolean executesKind(KernelCall call) {
    return executes.backend() == call.backend()
        && executes.operators().contains(call.operator().kind());
  }
}
