package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Description;
import io.tilewise.config.NonEmpty;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.plan.KernelCall;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Depthwise convolution on 128-bit vectors of {@code [N,H,W,C]}: for every output pixel the
 * micro-kernel loads a row pointer per tap, and goes through the channels in tiles, each with all
 * taps: input and weights are loaded and multiplied, sums are scaled, clamped and stored. What
 * channels do not fill a tile is done in narrower steps, if the kernel has such a loop.
 *
 * <p>Of the variants the one with the fewest taps that are enough is taken (where none has as many,
 * the largest runs several times); the taps beyond those of the window are zeros, which cost as
 * much. With c channels of its tile, r of its narrower step:
 *
 * <pre>
 * tiles  = floor(C / c), steps = ceil((C - tiles * c) / r)      or tiles = ceil(C / c) without steps
 * issue  = (pixel instructions + tiles * tile instructions + steps * step instructions) / I_vector
 * vector = (tiles * vector instructions of a tile + steps * of a step) / P_v
 * load   = (tiles * loads of a tile + steps * of a step) / P_l
 * cycles = pixels * rounds * max(issue, vector, load)
 * </pre>
 *
 * <p>Pixels are independent, so that the chain of multiply-accumulates of one overlaps the next
 * one's. Input, weights and result pass beyond the first-level cache once: the rows of a window
 * stay in it. Threads share rows of the output.
 */
public final class DepthwiseModel implements CostModel<DepthwiseModel.Parameters> {

  /** The micro-kernels, counted in their source or in what a compiler made of it. */
  public record Parameters(
      @Description("Micro-kernels for windows of different sizes; the smallest is taken that fits.")
          @NonEmpty
          List<Variant> variants) {}

  /** One micro-kernel. */
  public record Variant(
      @Description("Taps that it has; those that a window lacks are zeros.")
          @Bounds(atLeast = "1", atMost = "1024")
          int taps,
      @Description("Instructions per pixel, to load and select row pointers and for its loop.")
          @Bounds(atLeast = "0")
          double pixelInstructions,
      @Description("A tile of channels, with all taps.") ChannelStep tile,
      @Description("A narrower step for channels that fill no tile; they take a tile without.")
          Optional<ChannelStep> remainder) {}

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
    Residence residence = memory.residence(call.tensorBytes());
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles);
    demands = memory.read(demands, call.operands().get(0).bytes(), residence);
    demands = memory.write(demands, call.result().bytes(), residence);
    demands = memory.read(demands, call.weightBytes(), memory.weightResidence());
    return KernelCost.of(
        "convolve", demands, Math.max(1, call.result().shape().elementsBefore(-2)));
  }

  private static double cyclesPerPixel(
      Convolution convolution, Parameters p, Processor processor, Notes notes) {
    long taps = convolution.window().taps();
    Variant variant = variant(taps, p.variants());
    long rounds = MatrixShape.ceilDivide(taps, variant.taps());
    notes.count("T", "taps of the window", taps);
    notes.given("kernel_taps", "taps of the kernel, with those that are zero", variant.taps(), "");
    notes.count("rounds", "times that it runs", "ceil(T / kernel_taps)", rounds);
    long channels = convolution.outChannels();
    ChannelStep tile = variant.tile();
    notes.count("C", "output channels", channels);
    notes.given("tile_channels", "channels of a tile", tile.channels(), "");
    Optional<ChannelStep> narrow = variant.remainder();
    long tiles = narrow.isPresent() ? channels / tile.channels() : tile.stepsFor(channels);
    notes.count(
        "tiles",
        narrow.isPresent() ? "full tiles of channels" : "tiles of channels",
        narrow.isPresent() ? "ceil((C + 1) / tile_channels) - 1" : "ceil(C / tile_channels)",
        tiles);
    long left = Math.max(0, channels - tiles * tile.channels());
    ChannelStep step = narrow.orElse(tile);
    long steps = step.stepsFor(left);
    notes.given("step_channels", "channels of a narrower step", step.channels(), "");
    notes.count(
        "steps",
        "narrower steps",
        "max(0, ceil((C - tiles * tile_channels) / step_channels))",
        steps);
    double issue =
        (variant.pixelInstructions() + tiles * tile.instructions() + steps * step.instructions())
            / processor.vectorRate();
    notes.given("per_pixel", "instructions per pixel besides", variant.pixelInstructions(), "");
    notes.given("per_tile", "instructions of a tile", tile.instructions(), "");
    notes.given("per_step", "instructions of a narrower step", step.instructions(), "");
    notes.given("rate", "instructions per cycle", processor.vectorRate(), "");
    notes.put(
        "issue",
        "cycles to issue a pixel's instructions",
        "(per_pixel + tiles * per_tile + steps * per_step) / rate",
        issue,
        "cycles");
    double vectorPipes = processor.core().vectorPipes();
    double vector =
        (tiles * tile.vectorInstructions() + steps * step.vectorInstructions()) / vectorPipes;
    notes.given("tile_vector", "vector instructions of a tile", tile.vectorInstructions(), "");
    notes.given("step_vector", "vector instructions of a step", step.vectorInstructions(), "");
    notes.given("vector_pipes", "vector pipes", vectorPipes, "");
    notes.put(
        "vector",
        "cycles of the vector pipes",
        "(tiles * tile_vector + steps * step_vector) / vector_pipes",
        vector,
        "cycles");
    double loadPipes = processor.core().loadPipes();
    double load = (tiles * tile.loads() + steps * step.loads()) / loadPipes;
    notes.given("tile_loads", "loads of a tile", tile.loads(), "");
    notes.given("step_loads", "loads of a step", step.loads(), "");
    notes.given("load_pipes", "load pipes", loadPipes, "");
    notes.put(
        "load",
        "cycles of the load pipes",
        "(tiles * tile_loads + steps * step_loads) / load_pipes",
        load,
        "cycles");
    double cycles = rounds * Math.max(issue, Math.max(vector, load));
    notes.put("pixel", "cycles per pixel", "rounds * max(issue, vector, load)", cycles, "cycles");
    return cycles;
  }

  /** The one with the fewest taps that are enough; else the one with the most. */
  private static Variant variant(long taps, List<Variant> variants) {
    return variants.stream()
        .filter(variant -> variant.taps() >= taps)
        .min(Comparator.comparingInt(Variant::taps))
        .orElseGet(
            () -> variants.stream().max(Comparator.comparingInt(Variant::taps)).orElseThrow());
  }
}
