package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.cpu.cost.UnitPhases.Row;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.plan.KernelCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Linear layers on a matrix unit whose weights are stored in 4 or 8 bits and whose activations are
 * quantized to 8 bits row by row when they are read.
 *
 * <p>A tile is one vector of rows (SVL / 32 of them) by V vectors of columns ({@code V * SVL /
 * 32}). A K step of 4 products (kr) takes a vector of activations and V of weights, and V outer
 * products. Weights of 4 bits are loaded at half the bytes and expanded by table lookup, a vector
 * per {@code lookup_interval}. One row takes dot products of four vectors into ZA instead, at the
 * same weights per step.
 *
 * <p>Weights with scales for blocks of the depth end a tile's sums at every block: they are moved
 * out, converted, scaled and added to the results so far, before the next block can start, which is
 * a phase of its own. Then tiles are read out as {@link Sme2MatrixModel} does.
 *
 * <pre>
 * row tiles = ceil(M / (SVL / 32))     strips = ceil(N / (V * SVL / 32))     K steps = ceil(K / kr)
 * steps     = row tiles * strips * K steps
 * MOPA      = V * steps                      or, for one row, V / 4 * steps dot products of four
 * lookups   = V * steps                      only of 4-bit weights
 * scalings  = M * strips * ceil(K / block)   rows of V vectors
 * </pre>
 *
 * <p>Every tile of rows reads all weights, which the core's second-level cache keeps in between as
 * far as it can. Streaming mode is entered once per tile of rows. Ignored: results so far that do
 * not fit into registers and pass through the first-level cache; latency of first loads, as in
 * {@link Sme2MatrixModel}.
 */
public final class Sme2QuantizedModel implements CostModel<Sme2QuantizedModel.Parameters> {
  private static final double VECTORS_PER_DOT = 4;

  /** How the kernel multiplies. */
  public enum Multiplies {
    /** Outer products of a vector of rows and vectors of columns. */
    OUTER_PRODUCTS,
    /** Dot products of one row and vectors of columns. */
    DOT_PRODUCTS
  }

  /** The micro-kernel, counted in its source. */
  public record Parameters(
      @Description("Whether it multiplies by outer products, or one row by dot products.")
          Multiplies multiplies,
      @Description("Products summed by one outer or dot product (kr).")
          @Bounds(atLeast = "1", atMost = "8")
          int depthPerProduct,
      @Description("Vectors of columns of a tile (V).") @Bounds(atLeast = "1", atMost = "16")
          int columnVectors,
      @Description("Whether weights are expanded by table lookup.") @Default("false")
          boolean lookup,
      @Description("Instructions of a K step: products, loads, lookups and the loop.")
          @Bounds(atLeast = "1")
          double stepInstructions,
      @Description("Depth after which sums are scaled; 0 if only at the end.")
          @Bounds(atLeast = "0", atMost = "65536")
          @Default("0")
          int blockDepth,
      @Description("Vector instructions to scale the sums of a row of a tile after a block.")
          @Bounds(atLeast = "0")
          @Default("0")
          double blockVectorInstructions,
      @Description("Vector instructions to read out one row of a tile.") @Bounds(atLeast = "0")
          double readOutVectorInstructions,
      @Description("Scalar instructions to read out one row of a tile.") @Bounds(atLeast = "0")
          double readOutScalarInstructions,
      @Description("Vector instructions of the core to quantize an activation.")
          @Bounds(above = "0")
          double quantizeInstructions,
      @Description("Whether threads share a tile of rows by strips of columns; else by rows only.")
          @Default("false")
          boolean sharesColumns) {}

  @Override
  public String name() {
    return "sme2-quantized";
  }

  @Override
  public String description() {
    return "linear layers with 4- or 8-bit weights on a matrix unit, activations quantized at run"
        + " time";
  }

  @Override
  public Class<Parameters> parameterType() {
    return Parameters.class;
  }

  @Override
  public KernelCost cost(KernelCall call, Parameters p, Processor processor, Notes notes) {
    return new Pricing(call, p, processor, notes).price();
  }

  /** One call being priced. */
  private static final class Pricing {
    private final KernelCall call;
    private final Parameters p;
    private final Processor processor;
    private final MatrixUnit unit;
    private final Notes notes;
    private final MatrixShape shape;
    private final MemoryPath memory;
    private final long rowTiles;
    private final long strips;
    private final double steps;
    private final UnitPhases phases;

    Pricing(KernelCall call, Parameters p, Processor processor, Notes notes) {
      this.call = call;
      this.p = p;
      this.processor = processor;
      this.unit = processor.requiredMatrixUnit();
      this.notes = notes;
      shape = MatrixShape.of(call);
      shape.note(notes);
      memory = processor.memoryPath(notes);
      phases = new UnitPhases(processor, unit, memory, notes);
      notes.given("SVL", "streaming vector length", unit.streamingVectorBits(), "bit");
      notes.given("V", "vectors of columns of a tile", p.columnVectors(), "");
      long columns = (long) p.columnVectors() * unit.tileSide();
      rowTiles =
          isOfOneRow() ? shape.rows() : MatrixShape.ceilDivide(shape.rows(), unit.tileSide());
      strips = MatrixShape.ceilDivide(shape.columns(), columns);
      long depthSteps = MatrixShape.ceilDivide(shape.channels(), p.depthPerProduct());
      notes.count(
          "row_tiles", "tiles of rows", isOfOneRow() ? "M" : "ceil(M / (SVL / 32))", rowTiles);
      notes.count("strips", "strips of columns", "ceil(N / (V * SVL / 32))", strips);
      notes.given("kr", "products per outer product", p.depthPerProduct(), "");
      notes.count("K_steps", "K steps of a tile", "ceil(C / kr)", depthSteps);
      steps = (double) rowTiles * strips * depthSteps;
      notes.put("steps", "steps in all", "row_tiles * strips * K_steps", steps, "");
    }

    private boolean isOfOneRow() {
      return p.multiplies() == Multiplies.DOT_PRODUCTS;
    }

    KernelCost price() {
      List<Phase> all = new ArrayList<>();
      all.add(LeftQuantization.phase(call, p.quantizeInstructions(), processor, notes));
      Residence residence = memory.residence(call.tensorBytes());
      all.add(prepare());
      all.add(multiply());
      if (p.blockDepth() > 0) {
        all.add(scaleBlocks());
      }
      all.add(readOut(residence));
      return new KernelCost(all, p.sharesColumns() ? rowTiles * strips : rowTiles);
    }

    private Phase prepare() {
      double cycles = rowTiles * unit.modeSwitch();
      notes.given("mode_switch", "cycles of one entry and exit", unit.modeSwitch(), "cycles");
      notes.put("prepare", "cycles of the core", "row_tiles * mode_switch", cycles, "cycles");
      return new Phase("prepare", processor.noDemands().plus(Demand.CORE, cycles));
    }

    private Phase multiply() {
      double loads = operandLoads() * unit.vectorLoadInterval();
      notes.given("vector_load", "cycles per vector loaded", unit.vectorLoadInterval(), "cycles");
      notes.put("load", "cycles of loads", "vectors * vector_load", loads, "cycles");
      double feed = phases.send(steps, p.stepInstructions());
      Demands demands =
          processor
              .noDemands()
              .plus(Demand.OUTER_PRODUCTS, products())
              .plus(Demand.CHAINS, chain())
              .plus(Demand.TRANSFERS, loads)
              .plus(Demand.VECTORS, lookups())
              .plus(Demand.CORE, feed);
      demands = memory.read(demands, call.weightBytes(), memory.weightResidence());
      return new Phase("multiply", memory.readAgain(demands, call.weightBytes(), rowTiles - 1));
    }

    /** A vector of activations a step, of one row a quarter: 16 bytes serve four steps. */
    private double operandLoads() {
      double activations = isOfOneRow() ? 1.0 / VECTORS_PER_DOT : 1;
      double stored = (double) call.weightBytes() / (shape.columns() * shape.channels());
      double vectors = steps * (activations + p.columnVectors() * stored);
      notes.given("per_weight", "bytes of a weight with its scales", stored, "B");
      notes.given("activations_loaded", "vectors of activations a step", activations, "");
      notes.put(
          "vectors",
          "vectors loaded",
          "steps * (activations_loaded + V * per_weight)",
          vectors,
          "");
      return vectors;
    }

    private double products() {
      if (isOfOneRow()) {
        double cycles = steps * p.columnVectors() / VECTORS_PER_DOT * unit.dotInterval();
        notes.given("dot_interval", "cycles per dot product of four", unit.dotInterval(), "cycles");
        notes.put(
            "dot", "cycles of dot products", "steps * V / 4 * dot_interval", cycles, "cycles");
        return cycles;
      }
      double interval = unit.mopaInterval(ElementType.QS8);
      double cycles = steps * p.columnVectors() * interval;
      notes.given("mopa_interval", "interval of outer products", interval, "cycles");
      notes.put("mopa", "cycles of outer products", "steps * V * mopa_interval", cycles, "cycles");
      return cycles;
    }

    /** Each tile of ZA is visited once a step. */
    private double chain() {
      if (isOfOneRow()) {
        return 0;
      }
      return phases.chain(steps, ElementType.QS8);
    }

    private double lookups() {
      if (!p.lookup()) {
        return 0;
      }
      double cycles = steps * p.columnVectors() * unit.lookupInterval();
      notes.given("lookup", "cycles per vector looked up", unit.lookupInterval(), "cycles");
      notes.put("expand", "cycles to expand weights", "steps * V * lookup", cycles, "cycles");
      return cycles;
    }

    private Phase scaleBlocks() {
      long blocks = MatrixShape.ceilDivide(shape.channels(), p.blockDepth());
      double scalings = (double) shape.rows() * strips * blocks;
      double cycles = scalings * p.blockVectorInstructions() * unit.vectorOperationInterval();
      notes.given("block", "depth of a block", p.blockDepth(), "");
      notes.put("scalings", "rows of tiles scaled", "M * strips * ceil(C / block)", scalings, "");
      notes.given("per_scaling", "vector instructions of each", p.blockVectorInstructions(), "");
      notes.given("each", "cycles of an instruction", unit.vectorOperationInterval(), "cycles");
      notes.put(
          "scale", "cycles of the vector pipes", "scalings * per_scaling * each", cycles, "cycles");
      return new Phase("scale blocks", processor.noDemands().plus(Demand.VECTORS, cycles));
    }

    private Phase readOut(Residence residence) {
      double rows = (double) shape.rows() * strips;
      notes.put("rows", "rows read out", "M * strips", rows, "");
      notes.given("rate", "instructions per cycle", processor.matrixRate(), "");
      Row row =
          new Row(p.readOutVectorInstructions(), p.readOutScalarInstructions(), p.columnVectors());
      return phases.readOut(call, rows, row, "V", residence);
    }
  }
}
