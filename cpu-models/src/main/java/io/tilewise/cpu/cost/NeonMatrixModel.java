package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.SelfChecking;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.plan.KernelCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Matrix products on 128-bit vectors: GEMM, and convolution as indirect GEMM, where the
 * micro-kernel reads each tap of the input through a pointer instead of from a packed copy.
 *
 * <p>A micro-kernel computes a tile of {@code mr x nr} results at a time; tiles at the edges cost
 * as much as full ones. There is a variant for one row, most often, and one for several. Cycles of
 * a tile: the largest of
 *
 * <ul>
 *   <li>its instructions over the rate that such loops sustain (at most the dispatch width),
 *   <li>its multiply-accumulates over the vector pipes, of whose rate loops sustain a share,
 *   <li>its loads over the load pipes,
 *   <li>the chain of multiply-accumulates on one accumulator.
 * </ul>
 *
 * <p>Weights have been packed when the model was loaded. Input and weights are read once and the
 * result is written once beyond the caches; that panels are read again from the first-level cache
 * for every tile is part of the sustained rate. Where the right-hand side is an activation it is
 * packed first, in a pass of its own; where weights have fewer bits than activations, these are
 * quantized first, and unpacking and scaling weights are instructions of the loop.
 */
public final class NeonMatrixModel implements CostModel<NeonMatrixModel.Parameters> {

  /** The micro-kernels, counted in their source or in what a compiler made of it. */
  public record Parameters(
      @Description("Columns of a tile.") @Bounds(atLeast = "1", atMost = "1024") int columns,
      @Description("The depth of a tap is padded to a multiple of this.")
          @Bounds(atLeast = "1", atMost = "64")
          @Default("1")
          int depthMultiple,
      @Description("Micro-kernels for tiles of different rows, by name; the cheapest is taken.")
          @NonEmpty
          Map<String, Variant> variants,
      @Description("How the right-hand side is packed, if that happens at run time.")
          Optional<Packing> packing,
      @Description("How the left-hand side is quantized to 8 bits, if that happens at run time.")
          Optional<Quantization> quantization)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      Map<Integer, String> byRows = new HashMap<>();
      variants.forEach(
          (name, variant) -> {
            String before = byRows.putIfAbsent(variant.rows(), name);
            if (before != null) {
              checks
                  .at("variants")
                  .at(name)
                  .at("rows")
                  .problem(before + " has as many rows; one of them is enough");
            }
          });
    }
  }

  /** One micro-kernel. Those for few rows have loops of their own, not shorter ones. */
  public record Variant(
      @Description("Rows of its tile.") @Bounds(atLeast = "1", atMost = "64") int rows,
      @Description("Depth covered by one turn of the inner loop.")
          @Bounds(atLeast = "1", atMost = "1024")
          int loopDepth,
      @Description("Instructions of one turn.") @Bounds(atLeast = "1") int loopInstructions,
      @Description("Multiply-accumulate instructions among them.") @Bounds(atLeast = "1")
          int loopMultiplies,
      @Description("Load instructions among them.") @Bounds(atLeast = "0") int loopLoads,
      @Description("Accumulator registers, on which multiply-accumulates take turns.")
          @Bounds(atLeast = "1", atMost = "32")
          int accumulators,
      @Description("Instructions per tap and tile, to load the row pointers of a convolution.")
          @Bounds(atLeast = "0")
          @Default("0")
          int tapInstructions,
      @Description("Instructions per tile, to start, clamp and store the results.")
          @Bounds(atLeast = "0")
          int tileInstructions)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      long parts = (long) loopMultiplies + loopLoads;
      if (parts > loopInstructions) {
        checks
            .at("loop_instructions")
            .problem(
                loopInstructions
                    + " is less than loop_multiplies and loop_loads, which are "
                    + parts);
      }
    }
  }

  /**
   * Packing of an activation as right-hand side, in strips as wide as a tile; of a convolution's
   * image, of the windows of all its pixels (im2col).
   */
  public record Packing(
      @Description("Instructions per element.") @Bounds(above = "0")
          double instructionsPerElement) {}

  /** Quantization of the left-hand side row by row, to go with weights of fewer bits. */
  public record Quantization(
      @Description("Vector instructions per element, to find the range and to convert.")
          @Bounds(above = "0")
          double instructionsPerElement) {}

  @Override
  public String name() {
    return "neon-matrix";
  }

  @Override
  public String description() {
    return "GEMM and indirect-GEMM convolution on 128-bit vectors";
  }

  @Override
  public Class<Parameters> parameterType() {
    return Parameters.class;
  }

  @Override
  public KernelCost cost(KernelCall call, Parameters p, Processor processor, Notes notes) {
    MatrixShape shape = MatrixShape.of(call);
    shape.note(notes);
    Variant variant = variant(shape, p);
    notes.given("mr", "rows of a tile", variant.rows(), "");
    notes.given("nr", "columns of a tile", p.columns(), "");
    long tiles =
        shape.batches()
            * MatrixShape.ceilDivide(shape.rows(), variant.rows())
            * MatrixShape.ceilDivide(shape.columns(), p.columns());
    notes.count("tiles", "tiles", "B * ceil(M / mr) * ceil(N / nr)", tiles);

    double tileCycles = cyclesPerTile(call, shape, p.depthMultiple(), variant, processor, notes);
    double cycles = tiles * tileCycles;
    notes.put("core", "cycles of the core", "tiles * tile", cycles, "cycles");
    MemoryPath memory = processor.memoryPath(notes);
    Residence residence = memory.residence(call.tensorBytes());
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles);
    double left = leftBytes(call, p);
    double right = MatrixShape.rightHandSideBytes(call);
    demands = memory.read(demands, left, residence);
    demands = memory.write(demands, call.result().bytes(), residence);
    demands =
        memory.read(demands, right, call.weightBytes() > 0 ? memory.weightResidence() : residence);
    Phase multiply = new Phase("multiply", demands);
    List<Phase> phases = new ArrayList<>();
    p.packing().ifPresent(packing -> phases.add(pack(call, p, packing, processor, notes)));
    p.quantization()
        .ifPresent(
            quantization ->
                phases.add(
                    LeftQuantization.phase(
                        call, quantization.instructionsPerElement(), processor, notes)));
    phases.add(multiply);
    return new KernelCost(phases, tiles);
  }

  private static double cyclesPerTile(
      KernelCall call,
      MatrixShape shape,
      long multiple,
      Variant variant,
      Processor processor,
      Notes notes) {
    CoreType core = processor.core();
    long padded = MatrixShape.ceilDivide(shape.channels(), multiple) * multiple;
    double turns = (double) shape.taps() * padded / variant.loopDepth();
    notes.count("multiple", "the depth of a tap is padded to a multiple of", multiple);
    notes.given("turn_depth", "depth of a turn of the inner loop", variant.loopDepth(), "");
    notes.put(
        "turns", "turns per tile", "T * ceil(C / multiple) * multiple / turn_depth", turns, "");

    double instructions = variant.loopInstructions();
    double taps = variant.tapInstructions();
    double tileEnd = variant.tileInstructions();
    double rate = processor.matrixRate();
    double issue = (turns * instructions + shape.taps() * taps + tileEnd) / rate;
    notes.given("per_turn", "instructions of a turn", instructions, "");
    notes.given("per_tap", "instructions per tap", taps, "");
    notes.given("per_tile", "instructions per tile", tileEnd, "");
    notes.given("rate", "instructions per cycle", rate, "");
    notes.put(
        "issue",
        "cycles to issue a tile's instructions",
        "(turns * per_turn + T * per_tap + per_tile) / rate",
        issue,
        "cycles");

    double multiplies = variant.loopMultiplies();
    double vectorPipes = core.multiplyPipes(call.productElement());
    double utilization = processor.issueRates().pipeUtilization();
    double pipes = turns * multiplies / (vectorPipes * utilization);
    notes.given("multiplies", "multiply-accumulates of a turn", multiplies, "");
    notes.given("vector_pipes", "vector pipes that multiply", vectorPipes, "");
    notes.given("utilization", "share of their rate that loops sustain", utilization, "");
    notes.put(
        "multiply",
        "cycles of the vector pipes",
        "turns * multiplies / (vector_pipes * utilization)",
        pipes,
        "cycles");
    double load = turns * variant.loopLoads() / core.loadPipes();
    notes.given("loads", "loads of a turn", variant.loopLoads(), "");
    notes.given("load_pipes", "load pipes", core.loadPipes(), "");
    notes.put("load", "cycles of the load pipes", "turns * loads / load_pipes", load, "cycles");
    double interval = accumulatorInterval(call, core);
    double chain = turns * multiplies / variant.accumulators() * interval;
    notes.given("accumulators", "accumulators", variant.accumulators(), "");
    notes.given(
        "interval", "cycles between multiply-accumulates on one accumulator", interval, "cycles");
    notes.put(
        "chain",
        "cycles of the multiply-accumulates on one accumulator",
        "turns * multiplies / accumulators * interval",
        chain,
        "cycles");
    double cycles = Math.max(Math.max(issue, pipes), Math.max(load, chain));
    notes.put("tile", "cycles per tile", "max(issue, multiply, load, chain)", cycles, "cycles");
    return cycles;
  }

  /** What was quantized before has a byte per element. */
  private static double leftBytes(KernelCall call, Parameters p) {
    TensorType left = call.operands().get(0);
    return p.quantization().isPresent() ? left.elements() : left.bytes();
  }

  private static double accumulatorInterval(KernelCall call, CoreType core) {
    return call.productElement() == ElementType.QS8
        ? core.integerAccumulatorInterval()
        : core.accumulatorInterval();
  }

  /** The variant that XNNPACK's rule takes: rounds times loads and multiplies per loop turn. */
  private static Variant variant(MatrixShape shape, Parameters p) {
    return p.variants().values().stream()
        .min(
            Comparator.comparingLong((Variant each) -> shape.effort(each.rows(), p.columns()))
                .thenComparingInt(Variant::rows))
        .orElseThrow();
  }

  private static Phase pack(
      KernelCall call, Parameters p, Packing packing, Processor processor, Notes notes) {
    return call.operands().size() == 1
        ? expand(call, packing, processor, notes)
        : packRight(call, p, packing, processor, notes);
  }

  /**
   * Reads an image and writes for every pixel what its window covers (im2col), in parts that stay
   * in the second-level cache until they are multiplied.
   */
  private static Phase expand(KernelCall call, Packing packing, Processor processor, Notes notes) {
    MatrixShape shape = MatrixShape.of(call);
    long elements = shape.batches() * shape.rows() * shape.taps() * shape.channels();
    notes.count("elements", "elements of all windows", "B * M * T * C", elements);
    MemoryPath memory = processor.memoryPath(notes);
    Residence residence = memory.residence(call.tensorBytes());
    double cycles = packingCycles(elements, packing, processor, notes);
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles);
    return new Phase(
        "expand image", memory.read(demands, call.operands().get(0).bytes(), residence));
  }

  private static double packingCycles(
      long elements, Packing packing, Processor processor, Notes notes) {
    double rate = processor.scalarRate();
    double cycles = elements * packing.instructionsPerElement() / rate;
    notes.given("per_element", "instructions to pack one", packing.instructionsPerElement(), "");
    notes.given("scalar_rate", "instructions per cycle of scalar loops", rate, "");
    notes.put(
        "pack",
        "cycles to pack the right-hand side",
        "elements * per_element / scalar_rate",
        cycles,
        "cycles");
    return cycles;
  }

  /** Reads strips of the right-hand side, {@code [K x N]}, and writes them one after the other. */
  private static Phase packRight(
      KernelCall call, Parameters p, Packing packing, Processor processor, Notes notes) {
    TensorType right = call.operands().get(1);
    long rows = right.shape().dim(-2);
    long rowBytes = (long) right.shape().dim(-1) * right.element().bytes();
    notes.count("elements", "elements of the right-hand side", right.elements());
    double cycles = packingCycles(right.elements(), packing, processor, notes);
    MemoryPath memory = processor.memoryPath(notes);
    Residence residence = memory.residence(2.0 * right.bytes());
    double piece = (double) p.columns() * right.element().bytes();
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles);
    demands = memory.readColumns(demands, right.bytes(), rows, rowBytes, piece, residence);
    return new Phase("pack right-hand side", memory.write(demands, right.bytes(), residence));
  }
}
