package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.workload.Shape;
import io.tilewise.workload.graph.NormalizationOperator;
import io.tilewise.workload.plan.KernelCall;

/**
 * Kernels that go through their tensors from end to end: copies, elementwise functions,
 * conversions, pooling, normalization, softmax, reductions.
 *
 * <p>Cycles: {@code elements * (instructions / rate + chained additions * addition latency) + rows
 * * row instructions / rate}, where a row is what a loop over the innermost dimension goes through,
 * such as the channels of a pixel. Instructions of different elements overlap and additions to the
 * same sum do not. Operands are read once from where they are; what is normalized together (a row
 * of softmax or layer norm, a group of group norm) is read again by further passes from the nearest
 * cache that keeps it. The result is written once; memory and instructions overlap.
 */
public final class StreamingModel implements CostModel<StreamingModel.Parameters> {

  /** Which elements the loop counts. */
  public enum Over {
    /** Those of the result. */
    RESULT,
    /** Those of the first operand. */
    OPERAND,
    /** Those of the larger of both. */
    LARGEST,
    /** Bytes of the result. */
    RESULT_BYTES,
    /** The multiply-accumulates. */
    MULTIPLY_ACCUMULATES
  }

  /** How the loop was compiled or written, which decides the rate it sustains. */
  public enum Loop {
    VECTOR,
    SCALAR
  }

  /** In what parts threads share a call. */
  public enum Sharing {
    /** It runs on one thread. */
    NONE,
    /** In runs of bytes of the result. */
    BYTES,
    /** In runs of elements, as the loop counts them, but not within one of the result. */
    ELEMENTS,
    /** In rows: a position in all but the two innermost dimensions. */
    ROWS,
    /** In vectors of the innermost dimension: a position in all others. */
    VECTORS
  }

  /** The kernel, counted in its source or in what a compiler made of it. */
  public record Parameters(
      @Description("Which elements the loop counts.") @Default("result") Over over,
      @Description("Whether the loop is vectorised.") Loop loop,
      @Description("Instructions per element.") @Bounds(atLeast = "0") double instructions,
      @Description(
              "Instructions per row of the innermost dimension on top, such as the pointers of a"
                  + " pixel; where the loop counts multiply-accumulates, per row and tap.")
          @Bounds(atLeast = "0")
          @Default("0")
          double rowInstructions,
      @Description("Additions per element that wait for each other.")
          @Bounds(atLeast = "0")
          @Default("0")
          double chainedAdditions,
      @Description(
              "How often the operands are read: what is normalized together is read again before"
                  + " the next is read.")
          @Bounds(atLeast = "1")
          @Default("1")
          double passes,
      @Description("In what parts threads share a call.") @Default("none") Sharing sharing,
      @Description("Bytes of the result that a thread takes at a time, where they share by bytes.")
          @Bounds(atLeast = "1")
          @Default("4096")
          int tileBytes,
      @Description("Elements that a thread takes at a time, where they share by elements.")
          @Bounds(atLeast = "1")
          @Default("32768")
          int tileElements) {}

  @Override
  public String name() {
    return "streaming";
  }

  @Override
  public String description() {
    return "loops over whole tensors: copies, elementwise, conversion, pooling, normalization";
  }

  @Override
  public Class<Parameters> parameterType() {
    return Parameters.class;
  }

  @Override
  public KernelCost cost(KernelCall call, Parameters p, Processor processor, Notes notes) {
    MemoryPath memory = processor.memoryPath(notes);
    Residence residence = memory.residence(call.tensorBytes());
    double bytes = call.operandBytes();
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles(call, p, processor, notes));
    demands = memory.read(demands, bytes, residence);
    demands = memory.write(demands, call.result().bytes(), residence);
    long parts = parts(call);
    demands = memory.readAgain(demands, bytes / parts, (p.passes() - 1) * parts);
    return KernelCost.of("stream", demands, tiles(call, p));
  }

  private static double cycles(KernelCall call, Parameters p, Processor processor, Notes notes) {
    double rate = p.loop() == Loop.VECTOR ? processor.vectorRate() : processor.scalarRate();
    double latency = processor.core().addLatency();
    double elements = elements(call, p.over());
    double rows =
        (p.over() == Over.RESULT_BYTES ? call.result().elements() : elements)
            / innermost(call.result().shape());
    double cycles =
        elements * (p.instructions() / rate + p.chainedAdditions() * latency)
            + rows * p.rowInstructions() / rate;
    notes.given("elements", "elements, as the loop counts them", elements, "");
    notes.given("instructions", "instructions per element", p.instructions(), "");
    notes.given("rate", "instructions per cycle", rate, "");
    notes.given("rows", "rows of the innermost dimension", rows, "");
    notes.given("per_row", "instructions per row on top", p.rowInstructions(), "");
    notes.given("chained", "chained additions per element", p.chainedAdditions(), "");
    notes.given("add_latency", "cycles of an addition", latency, "cycles");
    notes.put(
        "core",
        "cycles of the core",
        "elements * (instructions / rate + chained * add_latency) + rows * per_row / rate",
        cycles,
        "cycles");
    return cycles;
  }

  private static double elements(KernelCall call, Over over) {
    double operand = call.operands().isEmpty() ? 0 : call.operands().get(0).elements();
    return switch (over) {
      case RESULT -> call.result().elements();
      case OPERAND -> operand;
      case LARGEST -> Math.max(operand, call.result().elements());
      case RESULT_BYTES -> call.result().bytes();
      case MULTIPLY_ACCUMULATES -> call.multiplyAccumulates();
    };
  }

  private static long tiles(KernelCall call, Parameters p) {
    return switch (p.sharing()) {
      case NONE -> 1;
      case BYTES -> Math.max(1, MatrixShape.ceilDivide(call.result().bytes(), p.tileBytes()));
      case ELEMENTS -> runsOfElements(call, p);
      case ROWS -> rows(call.result().shape());
      case VECTORS -> vectors(call.result().shape());
    };
  }

  private static long runsOfElements(KernelCall call, Parameters p) {
    long runs = (long) Math.ceil(elements(call, p.over()) / p.tileElements());
    return Math.max(1, Math.min(runs, call.result().elements()));
  }

  /** Parts of the first operand, each of which is normalized by itself; 1 if all is one. */
  private static long parts(KernelCall call) {
    return call.operator() instanceof NormalizationOperator norm
        ? norm.parts(call.operands().get(0).shape())
        : 1;
  }

  /** Elements of the innermost dimension; 1 of a scalar or an empty one. */
  private static long innermost(Shape shape) {
    return shape.rank() == 0 ? 1 : Math.max(1, shape.dim(-1));
  }

  /** Positions in all but the two innermost dimensions. */
  private static long rows(Shape shape) {
    return shape.rank() < 2 ? 1 : Math.max(1, shape.elementsBefore(-2));
  }

  /** Positions in all but the innermost dimension. */
  private static long vectors(Shape shape) {
    return shape.rank() == 0 ? 1 : Math.max(1, shape.elementsBefore(-1));
  }
}
