package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.NonEmpty;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;

/**
 * Depthwise convolution on 128-bit vectors of {@code [N,H,W,C]}: for every output pixel the
 * micro-kernel loads a row pointer per tap, and goes through the channels in tiles; for each tap of
 * a tile it loads input and weights and multiplies.
 *
 * <p>With T taps of the window, c channels of a tile and T' the taps of the smallest variant that
 * has as many (the largest runs several times where none has; the taps beyond T are zeros, which
 * cost as much):
 *
 * <pre>
 * tiles  = ceil(C / c)                                          tiles at the edge cost as full ones
 * issue  = (T' * pointer + tiles * (T' * tap + tile)) / I_vector
 * pixel  = max(issue, tiles * T' * multiplies / P_v, tiles * (T' * tap loads + tile loads) / P_l)
 * cycles = pixels * pixel
 * </pre>
 *
 * <p>Pixels are independent, so that the chain of multiply-accumulates of one overlaps the next
 * one's. Input, weights and result pass beyond the first-level cache once: the rows of a window
 * stay in it. Threads share rows of the output.
 */
public final class DepthwiseModel implements CostModel<DepthwiseModel.Parameters> {

  /** The micro-kernel, counted in its source. */
  public record Parameters(
      @Description("Taps that there are variants for; the smallest with enough of them is taken.")
          @NonEmpty
          @Bounds(atLeast = "1", atMost = "1024")
          List<Integer> taps,
      @Description("Channels of a tile.") @Bounds(atLeast = "1", atMost = "1024") int channels,
      @Description("Instructions per tap of a tile.") @Bounds(above = "0") double tapInstructions,
      @Description("Multiply-accumulate instructions among them.") @Bounds(above = "0")
          double tapMultiplies,
      @Description("Load instructions among them.") @Bounds(atLeast = "0") double tapLoads,
      @Description("Instructions per tile besides, to start, clamp and store it.")
          @Bounds(atLeast = "0")
          double tileInstructions,
      @Description("Load instructions among them.") @Bounds(atLeast = "0") @Default("0")
          double tileLoads,
      @Description("Instructions per pixel and tap, to load and select a row pointer.")
          @Bounds(atLeast = "0")
          double pointerInstructions) {}

  @Override
  public String name() {
    return "neon-depthwise";
  }

  @Override
  public String description() {
    return "depthwise convolution on 128-bit vectors, tap by tap";
  }

  @Override
  public Class<Parameters> parameterType() {
    return Parameters.class;
  }

  @Override
  public KernelCost cost(KernelCall call, Parameters p, Processor processor, Notes notes) {
    if (!(call.operator() instanceof Convolution convolution)) {
      throw new IllegalArgumentException(
          call.operator().kind().label() + " is no depthwise convolution");
    }
    long pixels = call.result().elements() / convolution.outChannels();
    double pixel = cyclesPerPixel(convolution, p, processor, notes);
    double cycles = pixels * pixel;
    notes.count("pixels", "output pixels", pixels);
    notes.put("core", "cycles of the core", "pixels * pixel", cycles, "cycles");
    MemoryPath memory = processor.memoryPath(notes);
    Residence residence = memory.residence(call.bytes());
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles);
    demands = memory.read(demands, call.operands().get(0).bytes(), residence);
    demands = memory.write(demands, call.result().bytes(), residence);
    demands = memory.read(demands, call.weightBytes(), memory.weightResidence());
    return KernelCost.of(
        "convolve", demands, Math.max(1, call.result().shape().elementsBefore(-2)));
  }

  private static double cyclesPerPixel(
      Convolution convolution, Parameters p, Processor processor, Notes notes) {
    long taps = tapsWithZeros(convolution.window().taps(), p.taps());
    long tiles = MatrixShape.ceilDivide(convolution.outChannels(), p.channels());
    notes.count("T", "taps of the window", convolution.window().taps());
    notes.count("taps", "taps of the kernel, with those that are zero", taps);
    notes.count("C", "output channels", convolution.outChannels());
    notes.given("tile_channels", "channels of a tile", p.channels(), "");
    notes.count("tiles", "tiles of channels", "ceil(C / tile_channels)", tiles);
    double rate = processor.vectorRate();
    double issue =
        (taps * p.pointerInstructions()
                + tiles * (taps * p.tapInstructions() + p.tileInstructions()))
            / rate;
    notes.given("per_pointer", "instructions per row pointer", p.pointerInstructions(), "");
    notes.given("per_tap", "instructions per tap of a tile", p.tapInstructions(), "");
    notes.given("per_tile", "other instructions of a tile", p.tileInstructions(), "");
    notes.given("rate", "instructions per cycle", rate, "");
    notes.put(
        "issue",
        "cycles to issue a pixel's instructions",
        "(taps * per_pointer + tiles * (taps * per_tap + per_tile)) / rate",
        issue,
        "cycles");
    double vectorPipes = processor.core().vectorPipes();
    double multiply = tiles * taps * p.tapMultiplies() / vectorPipes;
    notes.given("multiplies", "multiply-accumulates per tap of a tile", p.tapMultiplies(), "");
    notes.given("vector_pipes", "vector pipes", vectorPipes, "");
    notes.put(
        "multiply",
        "cycles of the vector pipes",
        "tiles * taps * multiplies / vector_pipes",
        multiply,
        "cycles");
    double loadPipes = processor.core().loadPipes();
    double load = tiles * (taps * p.tapLoads() + p.tileLoads()) / loadPipes;
    notes.given("loads", "loads per tap of a tile", p.tapLoads(), "");
    notes.given("tile_loads", "other loads of a tile", p.tileLoads(), "");
    notes.given("load_pipes", "load pipes", loadPipes, "");
    notes.put(
        "load",
        "cycles of the load pipes",
        "tiles * (taps * loads + tile_loads) / load_pipes",
        load,
        "cycles");
    double cycles = Math.max(issue, Math.max(multiply, load));
    notes.put("pixel", "cycles per pixel", "max(issue, multiply, load)", cycles, "cycles");
    return cycles;
  }

  /** Taps of the smallest variant that has enough, or of as many rounds of the largest. */
  private static long tapsWithZeros(long taps, List<Integer> variants) {
    long largest = variants.stream().mapToInt(Integer::intValue).max().orElseThrow();
    return variants.stream()
        .mapToLong(Integer::longValue)
        .filter(variant -> variant >= taps)
        .min()
        .orElseGet(() -> MatrixShape.ceilDivide(taps, largest) * largest);
  }
}
