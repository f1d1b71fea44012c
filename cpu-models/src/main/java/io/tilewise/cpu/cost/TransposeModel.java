package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Description;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.plan.KernelCall;

/**
 * Reordering the dimensions of a tensor, in blocks of {@code b x b} elements: b vectors are loaded
 * from b rows, shuffled, and stored to b rows of the result.
 *
 * <p>The permutation is first brought to its simplest form ({@link NormalizedPermutation}). On one
 * thread the kernel is called for a strip of columns over all rows, so nothing keeps the block's
 * lines in the first-level cache: each line is touched once per piece of a vector, and whether it
 * is still there depends on how many rows there are, how far apart, and on the caches' sets ({@link
 * MemoryPath}). Tensors whose rows or columns are fewer than b go element by element.
 *
 * <p>Cycles: {@code elements / b^2 * instructions per block / rate}. Instructions, reads and writes
 * overlap.
 */
public final class TransposeModel implements CostModel<TransposeModel.Parameters> {

  /** The kernel, counted in its source. */
  public record Parameters(
      @Description("Rows and columns of a block.") @Bounds(atLeast = "1", atMost = "64") int block,
      @Description("Instructions per block.") @Bounds(atLeast = "1") double blockInstructions,
      @Description("Instructions of a block that lacks rows or columns.") @Bounds(above = "0")
          double partialBlockInstructions,
      @Description("Rows and columns of the tiles that threads share.")
          @Bounds(atLeast = "1", atMost = "4096")
          int threadTile) {}

  @Override
  public String name() {
    return "transpose";
  }

  @Override
  public String description() {
    return "reordering of dimensions in square blocks";
  }

  @Override
  public Class<Parameters> parameterType() {
    return Parameters.class;
  }

  @Override
  public KernelCost cost(KernelCall call, Parameters p, Processor processor, Notes notes) {
    Permute permute = (Permute) call.operator();
    NormalizedPermutation simple =
        NormalizedPermutation.of(
            call.operands().get(0).shape(), permute.order(), call.result().element().bytes());
    double bytes = call.result().bytes();
    if (simple.isCopy()) {
      MemoryPath memory = processor.memoryPath(notes);
      Residence residence = memory.residence(call.tensorBytes());
      Demands read = memory.read(processor.noDemands(), bytes, residence);
      return KernelCost.of("copy", memory.write(read, bytes, residence), 1);
    }

    MemoryPath memory = processor.memoryPath(notes);
    Residence residence = memory.residence(call.tensorBytes());
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles(simple, p, processor, notes));
    double piece = (double) p.block() * simple.elementBytes();
    notes.given("row_stride", "distance of the rows read", (double) simple.rowStride(), "B");
    demands =
        memory.readColumns(demands, bytes, simple.rows(), simple.rowStride(), piece, residence);
    long streams = Math.min(p.block(), simple.columns());
    notes.given(
        "result_stride", "distance of the rows written", (double) simple.resultStride(), "B");
    demands = memory.writeStreams(demands, bytes, streams, simple.resultStride(), piece, residence);
    long tiles = Math.max(1, simple.elements() / ((long) p.threadTile() * p.threadTile()));
    return KernelCost.of("transpose", demands, tiles);
  }

  private static double cycles(
      NormalizedPermutation simple, Parameters p, Processor processor, Notes notes) {
    double rate = processor.vectorRate();
    boolean blocked = simple.rows() >= p.block() && simple.columns() >= p.block();
    double perBlock = blocked ? p.blockInstructions() : p.partialBlockInstructions();
    long rows = Math.min(p.block(), simple.rows());
    long columns = Math.min(p.block(), simple.columns());
    double cycles = simple.elements() * perBlock / (rows * columns) / rate;
    notes.count("elements", "elements moved", simple.elements());
    notes.count("rows", "rows read side by side", simple.rows());
    notes.count("columns", "elements of a row", simple.columns());
    notes.given("block", "rows and columns of a block", p.block(), "");
    notes.given("per_block", "instructions per block", perBlock, "");
    notes.given("rate", "instructions per cycle", rate, "");
    notes.put(
        "core",
        "cycles of the core",
        "elements * per_block / (min(block, rows) * min(block, columns)) / rate",
        cycles,
        "cycles");
    return cycles;
  }
}
