package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.Sme2QuantizedModel.Multiplies;
import io.tilewise.cpu.cost.Sme2QuantizedModel.Parameters;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.plan.KernelCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On the {@link SmallDevice}, by hand. SVL 512: tiles of 16 rows by 4 * 16 columns. */
class Sme2QuantizedModelTest {
  /** 4-bit weights with a scale for every 32. */
  private static final Parameters BLOCKS = blocks(Multiplies.OUTER_PRODUCTS, false);

  /** 8-bit weights with a scale per channel. */
  private static final Parameters CHANNELS =
      new Parameters(Multiplies.OUTER_PRODUCTS, 4, 4, false, 11, 0, 0, 28, 4, 2, false);

  /** 33 rows of 64 activations in single precision, 130 columns. */
  private static final KernelCall LINEAR = linear(33, 64, 130, WeightScales.INT4_BLOCK32);

  private static Parameters blocks(Multiplies multiplies, boolean sharesColumns) {
    return new Parameters(multiplies, 4, 4, true, 11, 32, 16, 4, 4, 2, sharesColumns);
  }

  private static KernelCall linear(int rows, int in, int out, WeightScales scales) {
    return Calls.withWeights(Calls.linear(ElementType.F32, rows, in, out), scales);
  }

  private static KernelCost cost(KernelCall call, Parameters p, SmallDevice device) {
    return new Sme2QuantizedModel().cost(call, p, device.processor(call), Notes.NONE);
  }

  private static Demands phase(KernelCall call, Parameters p, String name) {
    return cost(call, p, SmallDevice.ONE_CORE).phases().stream()
        .filter(phase -> phase.name().equals(name))
        .findFirst()
        .orElseThrow()
        .demands();
  }

  @Test
  void activationsAreQuantizedThenTilesMultipliedScaledAndReadOut() {
    assertThat(cost(LINEAR, BLOCKS, SmallDevice.ONE_CORE).phases())
        .extracting(Phase::name)
        .containsExactly("quantize", "prepare", "multiply", "scale blocks", "read out");
  }

  @Test
  void theCoreQuantizesActivations() {
    // 33 * 64 of 2 instructions, 2 a cycle. 8448 B are 132 lines read, 2112 B 33 written; 10 ns, 10
    // reads and 5 writes under way.
    Demands quantize = phase(LINEAR, BLOCKS, "quantize");
    assertThat(quantize.of(Demand.CORE)).isEqualTo(2112);
    assertThat(quantize.of(Demand.READS)).isCloseTo(132e-9, within(1e-15));
    assertThat(quantize.of(Demand.WRITES)).isCloseTo(66e-9, within(1e-15));
  }

  @Test
  void streamingModeIsEnteredOncePerTileOfRows() {
    // 33 rows are 3 tiles of 16.
    assertThat(phase(LINEAR, BLOCKS, "prepare").of(Demand.CORE)).isEqualTo(300);
  }

  @Test
  void everyStepMultipliesExpandsAndLoads() {
    // 3 tiles of rows * 3 strips of 64 columns * 64 / 4 = 144 steps. 4 outer products of 2 cycles
    // each; each tile of ZA once a step, 2 ns. 4 vectors looked up, two a cycle. A vector of
    // activations and 4 of weights of 0.5625 B (4 bits, 16 bits for every 32), two a cycle:
    // 144 * 3.25 / 2. 11 instructions, 4 a cycle.
    Demands multiply = phase(LINEAR, BLOCKS, "multiply");
    assertThat(multiply.of(Demand.OUTER_PRODUCTS)).isEqualTo(144 * 8);
    assertThat(multiply.of(Demand.CHAINS)).isCloseTo(288e-9, within(1e-15));
    assertThat(multiply.of(Demand.VECTORS)).isEqualTo(144 * 2);
    assertThat(multiply.of(Demand.TRANSFERS)).isEqualTo(144 * 3.25 / 2);
    assertThat(multiply.of(Demand.CORE)).isEqualTo(144 * 11 / 4.0);
    // 130 * (64 / 2 + 2 * 2) B of weights are 73.125 lines, in L2 and kept there for the other
    // tiles
    // of rows: 10 ns, 10 under way.
    assertThat(multiply.of(Demand.READS)).isCloseTo(73.125e-9, within(1e-15));
    assertThat(multiply.bytes(1)).isZero();
  }

  @Test
  void lookupsHaveARateOfTheirOwn() {
    MatrixUnit unit =
        new MatrixUnit("sme2", 1, 1e9, 512, 2, 4, 2, 2, 4, 0.5, 0.5, 1, 1, 0.5, 3, 2, 4, 100, 0);
    SmallDevice device =
        new SmallDevice(
            SmallDevice.ONE_CORE.cores(), unit, SmallDevice.memory(50e9), SmallDevice.RATES);
    assertThat(cost(LINEAR, BLOCKS, device).phases().get(2).demands().of(Demand.VECTORS))
        .isEqualTo(144 * 4 * 3);
  }

  @Test
  void sumsAreScaledAtEveryBlockOfTheDepth() {
    // 33 rows * 3 strips * 64 / 32 blocks, 16 instructions each, two a cycle; a depth of 65 has a
    // third block.
    assertThat(phase(LINEAR, BLOCKS, "scale blocks").of(Demand.VECTORS)).isEqualTo(198 * 8);
    KernelCall longer = linear(33, 65, 130, WeightScales.INT4_BLOCK32);
    assertThat(phase(longer, BLOCKS, "scale blocks").of(Demand.VECTORS)).isEqualTo(297 * 8);
  }

  @Test
  void rowsAreReadOutStripByStrip() {
    Demands readOut = phase(LINEAR, BLOCKS, "read out");
    assertThat(readOut.of(Demand.VECTORS)).isEqualTo(99 * 4 / 2.0);
    assertThat(readOut.of(Demand.CORE)).isEqualTo(99);
    assertThat(readOut.of(Demand.TRANSFERS)).isEqualTo(99 * 4 / 2.0);
    // 33 * 130 floats are 268.125 lines of 10 ns, 5 under way, half as long as fetched ones.
    assertThat(readOut.of(Demand.WRITES)).isCloseTo(268.125e-9, within(1e-15));
  }

  @Test
  void aScalePerChannelIsAppliedAtTheEnd() {
    KernelCall call = linear(33, 64, 130, WeightScales.INT8_DYNAMIC);
    assertThat(cost(call, CHANNELS, SmallDevice.ONE_CORE).phases()).hasSize(4);
    Demands multiply = phase(call, CHANNELS, "multiply");
    assertThat(multiply.of(Demand.VECTORS)).isZero();
    // 130 * (64 + 4) B; of a weight 68 / 64 B with its share of the scale.
    assertThat(multiply.of(Demand.READS)).isCloseTo(130 * 68 / 64.0 * 1e-9, within(1e-15));
    assertThat(multiply.of(Demand.TRANSFERS)).isEqualTo(144 * (1 + 4 * 68 / 64.0) / 2);
    assertThat(phase(call, CHANNELS, "read out").of(Demand.VECTORS)).isEqualTo(99 * 14);
  }

  @Test
  void oneRowTakesDotProductsOfFourVectors() {
    // 3 strips * 16 steps; a dot product of four vectors a step every 2 cycles, no chain of its
    // own.
    // A quarter of a vector of activations, 4 * 0.5625 of weights.
    Parameters dot = blocks(Multiplies.DOT_PRODUCTS, false);
    KernelCall call = linear(1, 64, 130, WeightScales.INT4_BLOCK32);
    Demands multiply = phase(call, dot, "multiply");
    assertThat(multiply.of(Demand.OUTER_PRODUCTS)).isEqualTo(48 * 2);
    assertThat(multiply.of(Demand.CHAINS)).isZero();
    assertThat(multiply.of(Demand.TRANSFERS)).isEqualTo(48 * 2.5 / 2);
    assertThat(multiply.of(Demand.VECTORS)).isEqualTo(48 * 2);
    assertThat(phase(call, dot, "prepare").of(Demand.CORE)).isEqualTo(100);
  }

  @Test
  void decodingIsAtThePaceOfTheWeights() {
    // 8192 x 8192 weights of 0.5625 B are 37.7 MB, 589 824 lines, read once. Of 5 GiB that a
    // network
    // touches L2 holds 1 in 5120 and L3 4: (10 + 4 * 20 + 5115 * 100) / 5120 = 99.92 ns, 10 under
    // way, 5.9 ms. The unit alone would take 128 strips * 2048 steps * 2.5 / 2 cycles = 0.33 ms of
    // loads, 0.52 of dot products.
    Parameters dot = blocks(Multiplies.DOT_PRODUCTS, false);
    KernelCall call = linear(1, 8192, 8192, WeightScales.INT4_BLOCK32);
    assertThat(call.weightBytes()).isEqualTo(8192L * (4096 + 512));
    Processor processor = SmallDevice.ONE_CORE.processor(5L << 30);
    KernelCost cost = new Sme2QuantizedModel().cost(call, dot, processor, Notes.NONE);
    Demands multiply = cost.phases().get(2).demands();
    double lines = 589_824;
    assertThat(multiply.of(Demand.READS)).isCloseTo(lines / 10 * 511_590e-9 / 5120, within(1e-12));
    assertThat(multiply.of(Demand.OUTER_PRODUCTS)).isEqualTo(128 * 2048 * 2);
    assertThat(multiply.of(Demand.TRANSFERS)).isEqualTo(128 * 2048 * 2.5 / 2);
    assertThat(multiply.bytes(1)).isCloseTo(call.weightBytes() * 5115 / 5120.0, within(1e-6));
  }

  @Test
  void threadsShareRowsOrColumnsToo() {
    assertThat(cost(LINEAR, BLOCKS, SmallDevice.ONE_CORE).tiles()).isEqualTo(3);
    Parameters shared = blocks(Multiplies.OUTER_PRODUCTS, true);
    assertThat(cost(LINEAR, shared, SmallDevice.ONE_CORE).tiles()).isEqualTo(9);
  }

  @Test
  void aCoreWithoutMatrixUnitCannotRunIt() {
    SmallDevice device = SmallDevice.ONE_CORE;
    Processor processor =
        new Processor(
            SmallDevice.BIG, Optional.empty(), device.memory(), device.rates(), 1 << 20, 0);
    assertThatThrownBy(() -> new Sme2QuantizedModel().cost(LINEAR, BLOCKS, processor, Notes.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no matrix unit");
  }
}
