package io.tilewise.cpu.cost;

import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.plan.KernelCall;

/**
 * Quantization of activations to 8 bits, a row at a time with a scale and a zero point each, before
 * they meet weights of fewer bits: a loop on vectors that reads them and writes a byte each.
 */
final class LeftQuantization {
  private LeftQuantization() {}

  static Phase phase(KernelCall call, double perElement, Processor processor, Notes notes) {
    TensorType left = call.operands().get(0);
    double rate = processor.vectorRate();
    double cycles = left.elements() * perElement / rate;
    notes.count("activations", "elements to quantize", left.elements());
    notes.given("per_activation", "instructions to quantize one", perElement, "");
    notes.given("vector_rate", "instructions per cycle of vector loops", rate, "");
    notes.put(
        "quantize",
        "cycles to quantize them",
        "activations * per_activation / vector_rate",
        cycles,
        "cycles");
    MemoryPath memory = processor.memoryPath(notes);
    Residence residence = memory.residence((double) left.bytes() + left.elements());
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles);
    demands = memory.read(demands, left.bytes(), residence);
    return new Phase("quantize", memory.write(demands, left.elements(), residence));
  }
}
