package io.tilewise.cpu.cost;

import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.plan.KernelCall;

/** What all kernels on a matrix unit have in common, noted down alike. */
record UnitPhases(Processor processor, MatrixUnit unit, MemoryPath memory, Notes notes) {

  /** Cycles of the core to send the unit the instructions of its K steps. */
  double send(double steps, double stepInstructions) {
    double feed = steps * stepInstructions / unit.instructionFeed();
    notes.given("per_step", "instructions of a step", stepInstructions, "");
    notes.given("feed", "instructions per cycle from the core", unit.instructionFeed(), "");
    notes.put("send", "cycles of the core to send them", "steps * per_step / feed", feed, "cycles");
    return feed;
  }

  /** Seconds that outer products on one tile wait for each other: a K step visits it once. */
  double chain(double steps, ElementType element) {
    double latency = unit.mopaLatency(element);
    double seconds = steps * latency / unit.clock();
    notes.given("mopa_latency", "from one to the next on a tile", latency, "cycles");
    notes.given("unit_clock", "clock of the unit", unit.clock() / 1e9, "GHz");
    notes.put(
        "chain",
        "time of a tile's chain",
        "steps * mopa_latency / unit_clock",
        seconds * 1e9,
        "ns");
    return seconds;
  }

  /** Instructions to read one row of a tile or block out of ZA, and the vectors stored of it. */
  record Row(double vectorInstructions, double scalarInstructions, double vectors) {}

  /**
   * Moves finished sums out of ZA, converts and stores them, row by row; whole vectors are stored,
   * which needs no line fetched first.
   *
   * @param rows how many, noted before as {@code rows}
   * @param row each of them, its vectors noted before as {@code vectorsSymbol}, the core's rate of
   *     instructions as {@code rate}
   */
  Phase readOut(KernelCall call, double rows, Row row, String vectorsSymbol, Residence residence) {
    double vectors = rows * row.vectorInstructions() * unit.vectorOperationInterval();
    notes.given("per_row", "vector instructions per row", row.vectorInstructions(), "");
    notes.given("each", "cycles of each", unit.vectorOperationInterval(), "cycles");
    notes.put("convert", "cycles of the vector pipes", "rows * per_row * each", vectors, "cycles");
    double scalars = rows * row.scalarInstructions() / processor.matrixRate();
    notes.given("scalar_per_row", "other instructions", row.scalarInstructions(), "");
    notes.put("loop", "cycles of the core", "rows * scalar_per_row / rate", scalars, "cycles");
    double stores = rows * row.vectors() * unit.vectorStoreInterval();
    notes.given("vector_store", "cycles per vector stored", unit.vectorStoreInterval(), "cycles");
    notes.put(
        "store",
        "cycles of stores",
        "rows * " + vectorsSymbol + " * vector_store",
        stores,
        "cycles");
    Demands demands =
        processor
            .noDemands()
            .plus(Demand.VECTORS, vectors)
            .plus(Demand.CORE, scalars)
            .plus(Demand.TRANSFERS, stores);
    return new Phase("read out", memory.storeLines(demands, call.result().bytes(), residence));
  }
}
