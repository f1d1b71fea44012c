package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.plan.KernelCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On the {@link SmallDevice}, by hand. */
class Sme2MatrixModelTest {
  private static final Sme2MatrixModel.Parameters F16 = f16(false);

  private static final Sme2MatrixModel.Parameters QS8 =
      new Sme2MatrixModel.Parameters(4, 1, 15, 1.5, 5, 6, false, false, false);

  /** 256 pixels, 64 to 64 channels, 3 x 3. */
  private static final KernelCall CONVOLUTION = Calls.convolution(ElementType.F16, 16, 64, 64, 3);

  private static Sme2MatrixModel.Parameters f16(boolean packsRightHandSide) {
    return new Sme2MatrixModel.Parameters(2, 1, 5, 6, 5, 6, packsRightHandSide, false, false);
  }

  private static KernelCost cost(
      KernelCall call, Sme2MatrixModel.Parameters p, SmallDevice device) {
    return new Sme2MatrixModel().cost(call, p, device.processor(call), Notes.NONE);
  }

  private static Demands phase(KernelCost cost, String name) {
    return cost.phases().stream()
        .filter(phase -> phase.name().equals(name))
        .findFirst()
        .orElseThrow()
        .demands();
  }

  @Test
  void aConvolutionIsPreparedPackedMultipliedAndReadOutBlockByBlock() {
    // SVL 512: blocks of 512 / 16 = 32 pixels, 256 / 32 = 8 of them, which threads share.
    KernelCost cost = cost(CONVOLUTION, F16, SmallDevice.ONE_CORE);
    assertThat(cost.tiles()).isEqualTo(8);
    assertThat(cost.phases())
        .extracting(Phase::name)
        .containsExactly("prepare", "pack left-hand side", "outer products", "read out");
  }

  @Test
  void preparingTakesRowPointersAndAModeSwitchPerTapAndKernel() {
    // 8 blocks * (9 taps + 1 kernel) * 100 cycles, and 8 * 9 * 32 pointers of 5 instructions at 4
    // per cycle: 8000 + 2880.
    assertThat(phase(cost(CONVOLUTION, F16, SmallDevice.ONE_CORE), "prepare").of(Demand.CORE))
        .isEqualTo(10_880);
  }

  @Test
  void packingLoadsRowsIntoZaAndStoresColumns() {
    // Loads: 8 blocks * 9 taps * 64 channels / 32 lanes * 32 rows = 4608. Stores: two vectors per K
    // step, of which a block has 9 * 64 / 2 = 288: 8 * 2 * 288 = 4608. One of each per cycle.
    Demands packing = phase(cost(CONVOLUTION, F16, SmallDevice.ONE_CORE), "pack left-hand side");
    assertThat(packing.of(Demand.TRANSFERS)).isEqualTo(4608);
    // The image is 256 * 64 * 2 B = 512 lines, in the L2 of 10 ns, 10 under way.
    assertThat(packing.of(Demand.READS)).isCloseTo(512e-9, within(1e-15));
  }

  @Test
  void theSlowerOfRowLoadsAndColumnStoresSetsThePaceOfPacking() {
    // 65 channels: 3 passes of 32 lanes, 8 * 9 * 3 * 32 = 6912 loads, but 8 * 2 * 9 * 33 = 4752
    // stores.
    KernelCall call = Calls.convolution(ElementType.F16, 16, 65, 64, 3);
    assertThat(
            phase(cost(call, F16, SmallDevice.ONE_CORE), "pack left-hand side")
                .of(Demand.TRANSFERS))
        .isEqualTo(6912);
  }

  @Test
  void outerProductsGoToFourTilesInTurn() {
    // 8 blocks * 64 / 32 strips * (288 + 1 for the bias) = 4624 K steps of 4 outer products every 2
    // cycles, 4 vectors loaded, two a cycle, and 6 instructions sent, 4 a cycle. A tile's turn
    // comes
    // once per step, so its chain is 4624 * 4 cycles.
    Demands multiply = phase(cost(CONVOLUTION, F16, SmallDevice.ONE_CORE), "outer products");
    assertThat(multiply.of(Demand.OUTER_PRODUCTS)).isEqualTo(4624 * 8);
    assertThat(multiply.of(Demand.TRANSFERS)).isEqualTo(4624 * 2);
    assertThat(multiply.of(Demand.CORE)).isEqualTo(4624 * 1.5);
    assertThat(multiply.of(Demand.CHAINS)).isCloseTo(4624 * 4e-9, within(1e-15));
    // Weights: 9 * 64 * 64 * 2 B = 1152 lines.
    assertThat(multiply.of(Demand.READS)).isCloseTo(1152e-9, within(1e-15));
  }

  @Test
  void everyBlockReadsWeightsAgainThatL2DoesNotKeep() {
    // 128 rows are 4 blocks. 1024 x 1024 x 2 B = 2 MiB, of which 1 MiB stays in L2: the last three
    // blocks fetch 16 384 lines each from L3 at 20 ns. Before, all 32 768 lines come from where 2.5
    // MiB are, of which 1 MiB is in L2 at 10 ns: 0.4 * 10 + 0.6 * 20 = 16 ns. 10 are under way.
    KernelCall call = Calls.linear(ElementType.F16, 128, 1024, 1024);
    assertThat(call.bytes()).isEqualTo(5 << 19);
    assertThat(phase(cost(call, F16, SmallDevice.ONE_CORE), "outer products").of(Demand.READS))
        .isCloseTo((32_768 * 16 + 3 * 16_384 * 20) * 1e-9 / 10, within(1e-15));
  }

  @Test
  void threadsShareStripsOfColumnsWhereTheKernelSaysSo() {
    // One block of 32 rows by 256 / 32 = 8 strips; a single row of dot products likewise.
    Sme2MatrixModel.Parameters shared =
        new Sme2MatrixModel.Parameters(2, 1, 5, 6, 5, 6, false, false, true);
    KernelCall block = Calls.linear(ElementType.F16, 32, 64, 256);
    assertThat(cost(block, F16, SmallDevice.ONE_CORE).tiles()).isEqualTo(1);
    assertThat(cost(block, shared, SmallDevice.ONE_CORE).tiles()).isEqualTo(8);
    KernelCall row = Calls.linear(ElementType.F16, 1, 64, 256);
    assertThat(cost(row, F16, SmallDevice.ONE_CORE).tiles()).isEqualTo(1);
    assertThat(cost(row, shared, SmallDevice.ONE_CORE).tiles()).isEqualTo(8);
  }

  @Test
  void readingOutConvertsAndStoresRowsOfABlock() {
    // 8 * 32 * 2 = 512 rows: 5 vector instructions, two a cycle; 6 others, 4 a cycle; one vector of
    // 32 halfs stored, two a cycle.
    Demands readOut = phase(cost(CONVOLUTION, F16, SmallDevice.ONE_CORE), "read out");
    assertThat(readOut.of(Demand.VECTORS)).isEqualTo(512 * 2.5);
    assertThat(readOut.of(Demand.CORE)).isEqualTo(512 * 1.5);
    assertThat(readOut.of(Demand.TRANSFERS)).isEqualTo(512 * 0.5);
    // 256 * 64 halfs are 512 lines of the L2 of 10 ns, 5 under way, each for half as long as one
    // that
    // is fetched first.
    assertThat(readOut.of(Demand.WRITES)).isCloseTo(512e-9, within(1e-15));
  }

  @Test
  void eightBitsHaveTwiceTheDepthPerProductAndLanesPerVector() {
    // K steps: 9 * 64 / 4 = 144. 8 * 2 * 145 = 2320 steps. Packing: one pass of 64 lanes, 8 * 9 *
    // 32
    // = 2304 loads and 8 * 2 * 144 = 2304 stores. Integer products wait 2 cycles for each other.
    KernelCost cost =
        cost(Calls.convolution(ElementType.QS8, 16, 64, 64, 3), QS8, SmallDevice.ONE_CORE);
    assertThat(phase(cost, "outer products").of(Demand.OUTER_PRODUCTS)).isEqualTo(2320 * 8);
    assertThat(phase(cost, "outer products").of(Demand.CHAINS))
        .isCloseTo(2320 * 2e-9, within(1e-15));
    assertThat(phase(cost, "pack left-hand side").of(Demand.TRANSFERS)).isEqualTo(2304);
    // A row of 32 bytes is stored as a vector all the same.
    assertThat(phase(cost, "read out").of(Demand.TRANSFERS)).isEqualTo(512 * 0.5);
  }

  @Test
  void singlePrecisionRowsAreTwoVectors() {
    // 64 * 9 K steps of depth 1; a row of 32 floats is two vectors of 16.
    Sme2MatrixModel.Parameters f32 =
        new Sme2MatrixModel.Parameters(1, 1, 4, 1, 5, 6, false, false, false);
    KernelCost cost =
        cost(Calls.convolution(ElementType.F32, 16, 64, 64, 3), f32, SmallDevice.ONE_CORE);
    assertThat(phase(cost, "outer products").of(Demand.OUTER_PRODUCTS)).isEqualTo(16 * 577 * 8);
    assertThat(phase(cost, "read out").of(Demand.TRANSFERS)).isEqualTo(512 * 2 * 0.5);
  }

  @Test
  void edgesCostAsMuchAsFullBlocks() {
    // 81 pixels are 3 blocks of 32, 33 channels 2 strips.
    KernelCost cost =
        cost(Calls.convolution(ElementType.F16, 9, 64, 33, 3), F16, SmallDevice.ONE_CORE);
    assertThat(cost.tiles()).isEqualTo(3);
    assertThat(phase(cost, "outer products").of(Demand.OUTER_PRODUCTS)).isEqualTo(3 * 2 * 289 * 8);
  }

  @Test
  void groupsHaveBlocksOfTheirOwnHoweverFewTheirChannels() {
    // 32 groups of 2 to 2 channels: each has 8 blocks of 32 pixels, of whose 32 columns 2 are used,
    // and 9 * 2 / 2 + 1 = 10 steps: 2560 in all, more than half of what all 64 channels without
    // groups take (4624) for a 32nd of the products. 32 * 8 * 10 switches.
    KernelCall call =
        Calls.of(new Convolution(64, 64, 3, 1, 1, 32, true, false), CONVOLUTION.operands().get(0));
    KernelCost cost = cost(call, F16, SmallDevice.ONE_CORE);
    assertThat(cost.tiles()).isEqualTo(256);
    assertThat(phase(cost, "outer products").of(Demand.OUTER_PRODUCTS)).isEqualTo(2560 * 8);
    assertThat(phase(cost, "prepare").of(Demand.CORE))
        .isEqualTo(2560 * 100 + 256 * 9 * 32 * 5 / 4.0);
  }

  @Test
  void attentionHasAProductPerHead() {
    // 8 heads of 80 tokens of 64: queries times keys, [80 x 64] x [64 x 80], are 8 * 3 blocks, 3
    // strips and 33 steps; weights times values, [80 x 80] x [80 x 64], 8 * 3, 2 and 41.
    KernelCost scores =
        cost(Calls.batchMatMul(ElementType.F16, 8, 80, 64, 80), f16(true), SmallDevice.ONE_CORE);
    KernelCost values =
        cost(Calls.batchMatMul(ElementType.F16, 8, 80, 80, 64), f16(true), SmallDevice.ONE_CORE);
    assertThat(phase(scores, "outer products").of(Demand.OUTER_PRODUCTS))
        .isEqualTo(24 * 3 * 33 * 8);
    assertThat(phase(values, "outer products").of(Demand.OUTER_PRODUCTS))
        .isEqualTo(24 * 2 * 41 * 8);
    // Decoding, one token has a block per head all the same, and all keys are packed for it.
    KernelCost decode =
        cost(Calls.batchMatMul(ElementType.F16, 8, 1, 64, 80), f16(true), SmallDevice.ONE_CORE);
    assertThat(phase(decode, "outer products").of(Demand.OUTER_PRODUCTS)).isEqualTo(8 * 3 * 33 * 8);
    assertThat(phase(decode, "pack right-hand side").of(Demand.TRANSFERS))
        .isEqualTo(phase(scores, "pack right-hand side").of(Demand.TRANSFERS));
  }

  @Test
  void fewRowsRunTheDotProductKernelOneByOne() {
    // 64 * 32 * 2 B of weights are 64 vectors, used again for each of 3 rows: 192 vectors, 4 per
    // dot
    // product every 2 cycles, loaded two a cycle. A mode switch per row.
    KernelCost cost = cost(Calls.linear(ElementType.F16, 3, 64, 32), F16, SmallDevice.ONE_CORE);
    assertThat(cost.tiles()).isEqualTo(3);
    assertThat(cost.phases()).extracting(Phase::name).containsExactly("prepare", "dot products");
    assertThat(phase(cost, "prepare").of(Demand.CORE)).isEqualTo(300);
    Demands dots = phase(cost, "dot products");
    assertThat(dots.of(Demand.OUTER_PRODUCTS)).isEqualTo(96);
    assertThat(dots.of(Demand.TRANSFERS)).isEqualTo(96);
    // The weights are fetched once: 64 lines.
    assertThat(dots.of(Demand.READS)).isCloseTo(64e-9, within(1e-15));
  }

  @Test
  void nineRowsRunOneByOneAndTenAsABlock() {
    // XNNPACK's rule, rounds * (3 * (mr + nr) + mr * nr): 9 * (3 * 33 + 32) = 1179 and 10 * 131 =
    // 1310 against 1 * (3 * 64 + 1024) = 1216.
    assertThat(cost(Calls.linear(ElementType.F16, 9, 64, 32), F16, SmallDevice.ONE_CORE).phases())
        .hasSize(2);
    assertThat(cost(Calls.linear(ElementType.F16, 10, 64, 32), F16, SmallDevice.ONE_CORE).phases())
        .hasSize(4);
  }

  @Test
  void anActivationOnTheRightIsPackedFirstWhateverTheRows() {
    // 2 * 64 * 48 halfs are 192 vectors of 64 B, loaded and stored at two a cycle: 96 cycles. A
    // mode switch for each of 2 * 2 strips of 32 columns: 400 cycles.
    KernelCost cost =
        cost(Calls.batchMatMul(ElementType.F16, 2, 3, 64, 48), f16(true), SmallDevice.ONE_CORE);
    assertThat(cost.phases()).hasSize(5);
    assertThat(cost.phases().get(0).name()).isEqualTo("pack right-hand side");
    Demands packing = cost.phases().get(0).demands();
    assertThat(packing.of(Demand.TRANSFERS)).isEqualTo(96);
    assertThat(packing.of(Demand.CORE)).isEqualTo(400);
    // 12288 B are 192 lines; the 64 rows 96 B apart fit the first-level cache.
    assertThat(packing.of(Demand.READS)).isCloseTo(192e-9, within(1e-15));
    // Packed, they are read again.
    assertThat(phase(cost, "outer products").of(Demand.READS)).isCloseTo(192e-9, within(1e-15));
    // Of 2 products of 3 rows each is a block.
    assertThat(cost.tiles()).isEqualTo(2);
  }

  @Test
  void stripsOfRowsThatNoCacheOfTheCoreKeepsAreReadAgainFromTheThirdLevel() {
    // With vectors of 256 bit a strip has 16 columns, half a line. 65 rows of 16 KiB, 16640 lines,
    // lie 16 KiB apart, of which the second-level cache keeps 64: the second half of a line comes
    // from the L3 at 20 ns. 1 MiB of the rows and their copy is at 10 ns, the rest at 20 ns. 4
    // reads
    // are under way, and 10 stores of whole lines.
    KernelCost cost =
        cost(
            Calls.batchMatMul(ElementType.F16, 1, 3, 65, 8192),
            f16(true),
            SmallDevice.ONE_CORE.unitOf(1, 256, 2, 100));
    Demands packing = cost.phases().get(0).demands();
    double near = 1_048_576.0 / (2 * 65 * 16_384);
    double latency = 10e-9 * near + 20e-9 * (1 - near);
    assertThat(packing.of(Demand.READS)).isCloseTo(16_640 * (latency + 20e-9) / 4, within(1e-15));
    assertThat(packing.of(Demand.WRITES)).isCloseTo(16_640 * latency / 10, within(1e-15));
  }

  @Test
  void weightsOnTheLeftTurnTheProductRound() {
    // 48 output channels are 2 blocks of rows, 256 pixels 8 strips, 64 channels 64 K steps and one
    // for the start. Weights, 64 * 48 * 4 B = 192 lines, are packed as rows: 2 * 64 / 16 lanes * 32
    // loads and 2 * 2 * 64 stores. The image, 1024 vectors, is packed as columns before, a mode
    // switch for each strip.
    Sme2MatrixModel.Parameters left =
        new Sme2MatrixModel.Parameters(1, 1, 4, 1, 0, 6, true, true, false);
    KernelCall call =
        Calls.of(
            new Convolution(48, 64, 1, 1, 0, 1, false, false),
            TensorType.of(ElementType.F32, 1, 64, 16, 16));
    KernelCost cost = cost(call, left, SmallDevice.ONE_CORE);
    assertThat(cost.tiles()).isEqualTo(2);
    assertThat(phase(cost, "outer products").of(Demand.OUTER_PRODUCTS)).isEqualTo(1040 * 8);
    assertThat(phase(cost, "pack left-hand side").of(Demand.TRANSFERS)).isEqualTo(256);
    assertThat(phase(cost, "pack left-hand side").of(Demand.READS))
        .isCloseTo(192e-9, within(1e-15));
    assertThat(phase(cost, "pack right-hand side").of(Demand.TRANSFERS)).isEqualTo(512);
    assertThat(phase(cost, "pack right-hand side").of(Demand.CORE)).isEqualTo(800);
    // Rows of 32 results are two vectors: 48 * 8 rows.
    assertThat(phase(cost, "read out").of(Demand.TRANSFERS)).isEqualTo(48 * 8 * 2 / 2.0);
  }

  @Test
  void twiceTheVectorLengthQuartersTheOuterProductsAndHalvesPackingAndSwitches() {
    // SVL 1024: blocks of 64 x 64. 4 blocks * 1 strip * 289 steps; 4 * 10 switches of 100 cycles
    // and
    // 4 * 9 * 64 pointers; 4 * 9 * 1 * 64 loads and 4 * 2 * 288 stores.
    KernelCost cost = cost(CONVOLUTION, F16, SmallDevice.ONE_CORE.unitOf(1, 1024, 2, 100));
    assertThat(phase(cost, "outer products").of(Demand.OUTER_PRODUCTS)).isEqualTo(4624 * 8 / 4.0);
    assertThat(phase(cost, "pack left-hand side").of(Demand.TRANSFERS)).isEqualTo(2304);
    assertThat(phase(cost, "prepare").of(Demand.CORE)).isEqualTo(4000 + 2880);
  }

  @Test
  void aCoreWithoutMatrixUnitCannotRunIt() {
    SmallDevice device = SmallDevice.ONE_CORE;
    Processor processor =
        new Processor(
            SmallDevice.BIG, Optional.empty(), device.memory(), device.rates(), 1 << 20, 0);
    assertThatThrownBy(() -> new Sme2MatrixModel().cost(CONVOLUTION, F16, processor, Notes.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no matrix unit");
  }
}
