package io.tilewise.cpu.cost;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import io.tilewise.cpu.cost.UnitPhases.Row;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.plan.KernelCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Matrix products on a matrix unit with outer products into ZA tiles: GEMM, and convolution as
 * packed indirect GEMM.
 *
 * <p>With SVL in bits, a block is {@code t = SVL / 16} rows by t columns: 2 x 2 tiles of 32-bit
 * accumulators, each {@code SVL / 32} a side. For M rows, N columns, T taps of C channels and kr
 * products summed per outer product:
 *
 * <pre>
 * blocks    = ceil(M / t)
 * K steps   = T * ceil(C / kr)                     per block and t columns
 * MOPA      = blocks * ceil(N / t) * 4 * (K steps + start)
 * switches  = blocks * (T + 1)                     a packing call per tap, one kernel call
 * pack      = blocks * T * ceil(C / lanes) * t     rows loaded into ZA; 2 * K steps per block stored
 * read-out  = M * ceil(N / t)                      rows of t columns
 * </pre>
 *
 * <p>The phases follow each other for every block: prepare (row pointers, entering and leaving
 * streaming mode), pack the left-hand side through ZA, outer products, read-out. A K step takes
 * {@code max(4 * interval, latency)} cycles, since it visits each of the four tiles once; several
 * threads fill the gaps that latency leaves. Operands are loaded meanwhile. Whole vectors are
 * stored, which needs no line fetched first.
 *
 * <p>Every block reads the whole right-hand side, which the core's second-level cache keeps in
 * between as far as it can; the blocks behind the first fetch the rest again.
 *
 * <p>Few rows of a linear layer run a dot-product kernel row by row instead, at the pace of the
 * weights.
 *
 * <p>Ignored: latency of the first loads and of the read-out of each block (part of what is
 * calibrated as the cost of a mode switch), saving ZA for another thread.
 */
public final class Sme2MatrixModel implements CostModel<Sme2MatrixModel.Parameters> {
  /** Tiles of 32-bit accumulators that a kernel keeps busy, two by two. */
  private static final int TILES = 4;

  /** Vectors a K step loads: two of each operand. */
  private static final int VECTORS_PER_STEP = 4;

  /** The micro-kernel and its packing, counted in their source. */
  public record Parameters(
      @Description("Products summed by one outer product (kr).")
          @Bounds(atLeast = "1", atMost = "8")
          int depthPerProduct,
      @Description("Outer products (or additions) per tile to start it with the bias, in K steps.")
          @Bounds(atLeast = "0")
          int startSteps,
      @Description("Vector instructions to read out one row of a block.") @Bounds(atLeast = "0")
          double readOutVectorInstructions,
      @Description("Scalar instructions to read out one row of a block.") @Bounds(atLeast = "0")
          double readOutScalarInstructions,
      @Description("Scalar instructions to prepare one row pointer of a packing call.")
          @Bounds(atLeast = "0")
          double pointerInstructions,
      @Description("Instructions of a K step: outer products, loads and the loop.")
          @Bounds(atLeast = "4")
          double stepInstructions,
      @Description("Whether the right-hand side is an activation and packed at run time.")
          @Default("false")
          boolean packsRightHandSide,
      @Description(
              "Whether weights are the left-hand side and the image, channels first, the right-hand"
                  + " one: rows are output channels, columns pixels.")
          @Default("false")
          boolean weightsOnTheLeft,
      @Description(
              "Whether threads share a block of rows by strips of columns; else they share whole"
                  + " blocks, as runtimes do that pack a block just before they multiply it.")
          @Default("false")
          boolean sharesColumns) {}

  @Override
  public String name() {
    return "sme2-matrix";
  }

  @Override
  public String description() {
    return "GEMM and packed convolution by outer products into ZA tiles";
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
    private final ElementType element;
    private final MemoryPath memory;
    private final UnitPhases phases;

    Pricing(KernelCall call, Parameters p, Processor processor, Notes notes) {
      this.call = call;
      this.p = p;
      this.processor = processor;
      this.unit = processor.requiredMatrixUnit();
      this.notes = notes;
      this.shape = p.weightsOnTheLeft() ? MatrixShape.of(call).transposed() : MatrixShape.of(call);
      this.element = call.operands().get(0).element();
      this.memory = processor.memoryPath(notes);
      this.phases = new UnitPhases(processor, unit, memory, notes);
    }

    KernelCost price() {
      shape.note(notes);
      notes.given("SVL", "streaming vector length", unit.streamingVectorBits(), "bit");
      long side = 2L * unit.tileSide();
      notes.count("t", "rows and columns of a block", "SVL / 16", side);
      notes.given("mode_switch", "cycles of one entry and exit", unit.modeSwitch(), "cycles");
      return rowsRunOneByOne(side) ? dotProducts(side) : outerProducts(side);
    }

    /**
     * The runtime's choice between the one-row kernel, which linear layers have, and the block one.
     */
    private boolean rowsRunOneByOne(long side) {
      return isLinear() && shape.effort(1, side) < shape.effort(side, side);
    }

    private boolean isLinear() {
      return !p.weightsOnTheLeft() && isLinearCall();
    }

    private boolean isLinearCall() {
      return call.operator() instanceof Linear
          || (call.operator() instanceof Convolution convolution && convolution.isPointwise());
    }

    private KernelCost outerProducts(long side) {
      long blocks = shape.batches() * MatrixShape.ceilDivide(shape.rows(), side);
      long strips = MatrixShape.ceilDivide(shape.columns(), side);
      long depthSteps =
          shape.taps() * MatrixShape.ceilDivide(shape.channels(), p.depthPerProduct());
      notes.count("blocks", "blocks of rows", "B * ceil(M / t)", blocks);
      notes.count("strips", "strips of columns", "ceil(N / t)", strips);
      notes.given("kr", "products per outer product", p.depthPerProduct(), "");
      notes.count("K_steps", "K steps", "T * ceil(C / kr)", depthSteps);

      List<Phase> all = new ArrayList<>();
      if (p.packsRightHandSide()) {
        all.add(packRightHandSide(side));
      }
      Residence residence = memory.residence(call.tensorBytes());
      all.add(prepare(blocks, side));
      all.add(packLeftHandSide(blocks, depthSteps, side, residence));
      all.add(multiply(blocks, strips, depthSteps, residence));
      all.add(readOut(shape.batches() * shape.rows() * strips, side, residence));
      return new KernelCost(all, p.sharesColumns() ? blocks * strips : blocks);
    }

    private Phase prepare(long blocks, long side) {
      long switches = blocks * (shape.taps() + 1);
      notes.count("switches", "entries into streaming mode", "blocks * (T + 1)", switches);
      double pointers = (double) blocks * shape.taps() * side * p.pointerInstructions();
      double rate = processor.matrixRate();
      notes.given("per_pointer", "instructions per row pointer", p.pointerInstructions(), "");
      notes.given("rate", "instructions per cycle", rate, "");
      double cycles = switches * unit.modeSwitch() + pointers / rate;
      notes.put(
          "prepare",
          "cycles of the core",
          "switches * mode_switch + blocks * T * t * per_pointer / rate",
          cycles,
          "cycles");
      return new Phase("prepare", processor.noDemands().plus(Demand.CORE, cycles));
    }

    private Phase packLeftHandSide(long blocks, long depthSteps, long side, Residence residence) {
      long lanes = unit.lanes(element);
      double loads =
          (double) blocks * shape.taps() * MatrixShape.ceilDivide(shape.channels(), lanes) * side;
      double stores = (double) blocks * 2 * depthSteps;
      notes.count("lanes", "elements of a vector", lanes);
      notes.put("pack_loads", "rows loaded into ZA", "blocks * T * ceil(C / lanes) * t", loads, "");
      notes.put("pack_stores", "rows stored from ZA", "blocks * 2 * K_steps", stores, "");
      notes.given("row_load", "interval of such loads", unit.zaRowLoadInterval(), "cycles");
      notes.given("row_store", "interval of such stores", unit.zaRowStoreInterval(), "cycles");
      double cycles =
          Math.max(loads * unit.zaRowLoadInterval(), stores * unit.zaRowStoreInterval());
      notes.put(
          "pack",
          "cycles of the unit's load and store pipes",
          "max(pack_loads * row_load, pack_stores * row_store)",
          cycles,
          "cycles");
      Demands demands = processor.noDemands().plus(Demand.TRANSFERS, cycles);
      Residence left = p.weightsOnTheLeft() ? memory.weightResidence() : residence;
      return new Phase("pack left-hand side", memory.read(demands, leftBytes(), left));
    }

    private long leftBytes() {
      return p.weightsOnTheLeft() ? call.weightBytes() : call.operands().get(0).bytes();
    }

    private long rightBytes() {
      return p.weightsOnTheLeft()
          ? call.operands().get(0).bytes()
          : MatrixShape.rightHandSideBytes(call);
    }

    private Phase multiply(long blocks, long strips, long depthSteps, Residence residence) {
      double steps = (double) blocks * strips * (depthSteps + p.startSteps());
      notes.given("start", "steps to start a tile with its bias", p.startSteps(), "");
      notes.put("steps", "steps in all", "blocks * strips * (K_steps + start)", steps, "");
      double interval = unit.mopaInterval(element);
      double cycles = steps * TILES * interval;
      notes.given("mopa_interval", "interval of outer products", interval, "cycles");
      notes.put("mopa", "cycles of outer products", "steps * 4 * mopa_interval", cycles, "cycles");
      double chain = phases.chain(steps, element);
      double loads = steps * VECTORS_PER_STEP * unit.vectorLoadInterval();
      notes.given("vector_load", "cycles per vector loaded", unit.vectorLoadInterval(), "cycles");
      notes.put("load", "cycles of operand loads", "steps * 4 * vector_load", loads, "cycles");
      double feed = phases.send(steps, p.stepInstructions());
      Demands demands =
          processor
              .noDemands()
              .plus(Demand.OUTER_PRODUCTS, cycles)
              .plus(Demand.CHAINS, chain)
              .plus(Demand.TRANSFERS, loads)
              .plus(Demand.CORE, feed);
      boolean weights = call.weightBytes() > 0 && !p.weightsOnTheLeft();
      demands = memory.read(demands, rightBytes(), weights ? memory.weightResidence() : residence);
      double panel = (double) rightBytes() / shape.batches();
      return new Phase(
          "outer products", memory.readAgain(demands, panel, blocks - shape.batches()));
    }

    private Phase readOut(long rows, long side, Residence residence) {
      notes.count("rows", "rows read out", "B * M * strips", rows);
      // A row of t results is one vector of 16-bit elements, half of one of 8-bit elements.
      double rowVectors = (double) side * call.result().element().bytes() / unit.vectorBytes();
      double stored = Math.max(1, rowVectors);
      notes.given("row_vectors", "vectors of a row", stored, "");
      Row row = new Row(p.readOutVectorInstructions(), p.readOutScalarInstructions(), stored);
      return phases.readOut(call, rows, row, "row_vectors", residence);
    }

    /** A pass through the unit that reads strips of t columns of {@code [K x N]}. */
    private Phase packRightHandSide(long side) {
      double vectors = (double) rightBytes() / unit.vectorBytes();
      double interval = Math.max(unit.vectorLoadInterval(), unit.vectorStoreInterval());
      double cycles = vectors * interval;
      notes.given("right_vectors", "vectors of the right-hand side", vectors, "");
      notes.given("move", "cycles to load and store one", interval, "cycles");
      notes.put("pack_right", "cycles to pack them", "right_vectors * move", cycles, "cycles");
      double switches = (double) shape.batches() * MatrixShape.ceilDivide(shape.columns(), side);
      double core = switches * unit.modeSwitch();
      notes.put("switch_right", "cycles of the core", "B * strips * mode_switch", core, "cycles");
      Residence packed = memory.residence(2.0 * rightBytes());
      long rows = shape.taps() * shape.channels();
      long stride = shape.columns() * element.bytes();
      double piece = (double) side * element.bytes();
      Demands demands =
          processor.noDemands().plus(Demand.CORE, core).plus(Demand.TRANSFERS, cycles);
      demands = memory.readColumns(demands, rightBytes(), rows, stride, piece, packed);
      return new Phase("pack right-hand side", memory.storeLines(demands, rightBytes(), packed));
    }

    private KernelCost dotProducts(long side) {
      long rows = shape.batches() * shape.rows();
      double perRow = (double) call.weightBytes() / unit.vectorBytes();
      double vectors = perRow * rows;
      notes.given("row_vectors", "vectors of the weights", perRow, "");
      notes.put("vectors", "weight vectors used", "B * M * row_vectors", vectors, "");
      double dots = vectors / TILES * unit.dotInterval();
      notes.given("dot_interval", "cycles per dot product of four", unit.dotInterval(), "cycles");
      notes.put("dot", "cycles of dot products", "vectors / 4 * dot_interval", dots, "cycles");
      double loads = vectors * unit.vectorLoadInterval();
      notes.given("vector_load", "cycles per vector loaded", unit.vectorLoadInterval(), "cycles");
      notes.put("load", "cycles of loads", "vectors * vector_load", loads, "cycles");
      double switches = rows * unit.modeSwitch();
      notes.put("prepare", "cycles of the core", "B * M * mode_switch", switches, "cycles");
      Phase prepare = new Phase("prepare", processor.noDemands().plus(Demand.CORE, switches));
      Demands demands =
          processor.noDemands().plus(Demand.OUTER_PRODUCTS, dots).plus(Demand.TRANSFERS, loads);
      demands = memory.read(demands, call.weightBytes(), memory.weightResidence());
      demands = memory.readAgain(demands, call.weightBytes(), rows - 1);
      return new KernelCost(
          List.of(prepare, new Phase("dot products", demands)),
          p.sharesColumns() ? rows * MatrixShape.ceilDivide(shape.columns(), side) : rows);
    }
  }
}
