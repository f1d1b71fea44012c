package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Description;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.workload.graph.PoolingOperator.AveragePool;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import io.tilewise.workload.graph.Window;
import io.tilewise.workload.plan.KernelCall;

/**
 * Maximum and average pooling on 128-bit vectors of {@code [N,H,W,C]}: for every output pixel the
 * micro-kernel loads the pointers of a fixed number of taps and goes through the channels; windows
 * of more taps take further passes over the channels, which combine more taps with what the passes
 * before have stored. Smaller windows take as long: the same tap is taken again.
 *
 * <p>With T taps of the window, F of the first pass and G of each further one, and c channels of a
 * turn of the loop:
 *
 * <pre>
 * further = ceil(max(0, T - F) / G),  turns = ceil(C / c)
 * issue   = (pixel of the first + turns * turn of the first
 *            + further * (pixel of a further + turns * turn of a further)) / I_vector
 * cycles  = pixels * max(issue, vector instructions / P_v, loads / P_l)
 * </pre>
 *
 * <p>Image and result pass beyond the first-level cache once. Threads share rows of the output.
 */
public final class PoolingModel implements CostModel<PoolingModel.Parameters> {

  /** The micro-kernel, counted in its source or in what a compiler made of it. */
  public record Parameters(
      @Description("The pass over the first taps of a window.") Pass first,
      @Description("Each further pass of a window with more taps.") Pass further) {}

  /** A pass over the channels of a pixel. */
  public record Pass(
      @Description("Taps that it takes.") @Bounds(atLeast = "1", atMost = "1024") int taps,
      @Description("Instructions per pixel, to load and select pointers and for its loops.")
          @Bounds(atLeast = "0")
          double pixelInstructions,
      @Description("A turn of its loop over the channels.") ChannelStep turn) {}

  @Override
  public String name() {
    return "neon-pooling";
  }

  @Override
  public String description() {
    return "maximum and average pooling on 128-bit vectors, a fixed number of taps per pass";
  }

  @Override
  public Class<Parameters> parameterType() {
    return Parameters.class;
  }

  @Override
  public KernelCost cost(KernelCall call, Parameters p, Processor processor, Notes notes) {
    long channels = Math.max(1, call.result().shape().dim(-1));
    long pixels = call.result().elements() / channels;
    notes.count("pixels", "output pixels", pixels);
    notes.count("C", "channels", channels);
    double cycles = pixels * cyclesPerPixel(window(call).taps(), channels, p, processor, notes);
    notes.put("core", "cycles of the core", "pixels * pixel", cycles, "cycles");
    MemoryPath memory = processor.memoryPath(notes);
    Residence residence = memory.residence(call.tensorBytes());
    Demands demands = processor.noDemands().plus(Demand.CORE, cycles);
    demands = memory.read(demands, call.operandBytes(), residence);
    demands = memory.write(demands, call.result().bytes(), residence);
    return KernelCost.of("pool", demands, Math.max(1, call.result().shape().elementsBefore(-2)));
  }

  private static Window window(KernelCall call) {
    if (call.operator() instanceof MaxPool pool) {
      return pool.window();
    }
    if (call.operator() instanceof AveragePool pool) {
      return pool.window();
    }
    throw new IllegalArgumentException(call.operator().kind().label() + " has no window to pool");
  }

  private static double cyclesPerPixel(
      long taps, long channels, Parameters p, Processor processor, Notes notes) {
    Pass first = p.first();
    Pass again = p.further();
    long further = MatrixShape.ceilDivide(Math.max(0, taps - first.taps()), again.taps());
    notes.count("T", "taps of the window", taps);
    notes.given("first_taps", "taps of the first pass", first.taps(), "");
    notes.given("further_taps", "taps of a further pass", again.taps(), "");
    notes.count(
        "further", "further passes", "ceil(max(0, T - first_taps) / further_taps)", further);
    long turns = first.turn().stepsFor(channels);
    long more = further * again.turn().stepsFor(channels);
    notes.given("first_channels", "channels of a turn", first.turn().channels(), "");
    notes.given("further_channels", "of a further pass", again.turn().channels(), "");
    notes.count("turns", "turns of the first pass", "ceil(C / first_channels)", turns);
    notes.count("more", "turns of further passes", "further * ceil(C / further_channels)", more);
    double rate = processor.vectorRate();
    double issue =
        (first.pixelInstructions()
                + turns * first.turn().instructions()
                + further * again.pixelInstructions()
                + more * again.turn().instructions())
            / rate;
    notes.given("first_pixel", "instructions per pixel", first.pixelInstructions(), "");
    notes.given("per_turn", "instructions of a turn", first.turn().instructions(), "");
    notes.given("further_pixel", "per pixel and further pass", again.pixelInstructions(), "");
    notes.given("per_more", "of a turn of a further pass", again.turn().instructions(), "");
    notes.given("rate", "instructions per cycle", rate, "");
    notes.put(
        "issue",
        "cycles to issue a pixel's instructions",
        "(first_pixel + turns * per_turn + further * further_pixel + more * per_more) / rate",
        issue,
        "cycles");
    double vectorPipes = processor.core().vectorPipes();
    double vector =
        (turns * first.turn().vectorInstructions() + more * again.turn().vectorInstructions())
            / vectorPipes;
    notes.given("turn_vector", "vector instructions", first.turn().vectorInstructions(), "");
    notes.given("more_vector", "of a further pass", again.turn().vectorInstructions(), "");
    notes.given("vector_pipes", "vector pipes", vectorPipes, "");
    notes.put(
        "vector",
        "cycles of the vector pipes",
        "(turns * turn_vector + more * more_vector) / vector_pipes",
        vector,
        "cycles");
    double loadPipes = processor.core().loadPipes();
    double load = (turns * first.turn().loads() + more * again.turn().loads()) / loadPipes;
    notes.given("turn_loads", "loads of a turn", first.turn().loads(), "");
    notes.given("more_loads", "of a further pass", again.turn().loads(), "");
    notes.given("load_pipes", "load pipes", loadPipes, "");
    notes.put(
        "load",
        "cycles of the load pipes",
        "(turns * turn_loads + more * more_loads) / load_pipes",
        load,
        "cycles");
    double cycles = Math.max(issue, Math.max(vector, load));
    notes.put("pixel", "cycles per pixel", "max(issue, vector, load)", cycles, "cycles");
    return cycles;
  }
}
