package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Format;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.plan.KernelCall;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On the {@link SmallDevice}, by hand. */
class NeonMatrixModelTest {
  /** FP16, 6 x 16: per 4 of depth 64 instructions, 48 of them multiply-accumulates. */
  private static final NeonMatrixModel.Variant F16_SIX =
      new NeonMatrixModel.Variant(6, 4, 64, 48, 14, 12, 21, 40);

  /** FP16, 1 x 16: per 4 of depth 20 instructions, 8 of them multiply-accumulates. */
  private static final NeonMatrixModel.Variant F16_ONE =
      new NeonMatrixModel.Variant(1, 4, 20, 8, 9, 8, 10, 26);

  private static final NeonMatrixModel.Parameters F16 = f16(Optional.empty());

  /** The INT8 kernels: 4 x 16, per 16 of depth 55 instructions, 32 of them SMMLA; 1 x 16. */
  private static final NeonMatrixModel.Parameters QS8 =
      parameters(
          16,
          8,
          new NeonMatrixModel.Variant(4, 16, 55, 32, 20, 16, 14, 90),
          new NeonMatrixModel.Variant(1, 16, 37, 16, 17, 8, 12, 52));

  /** 64 pixels, 64 to 32 channels, 3 x 3. */
  private static final KernelCall CONVOLUTION = Calls.convolution(ElementType.F16, 8, 64, 32, 3);

  private static NeonMatrixModel.Parameters f16(Optional<NeonMatrixModel.Packing> packing) {
    return new NeonMatrixModel.Parameters(
        16, 1, Map.of("six_rows", F16_SIX, "one_row", F16_ONE), packing, Optional.empty());
  }

  private static NeonMatrixModel.Parameters parameters(
      int columns, int depthMultiple, NeonMatrixModel.Variant... variants) {
    Map<String, NeonMatrixModel.Variant> byName =
        Stream.of(variants).collect(Collectors.toMap(each -> "rows_" + each.rows(), each -> each));
    return new NeonMatrixModel.Parameters(
        columns, depthMultiple, byName, Optional.empty(), Optional.empty());
  }

  private static KernelCost cost(
      KernelCall call, NeonMatrixModel.Parameters p, SmallDevice device) {
    return new NeonMatrixModel().cost(call, p, device.processor(call), Notes.NONE);
  }

  private static double cycles(KernelCall call, NeonMatrixModel.Parameters p, SmallDevice device) {
    return cost(call, p, device).phases().get(0).demands().of(Demand.CORE);
  }

  private static SmallDevice core(
      double dispatchWidth, double vectorPipes, double loadPipes, double accumulatorInterval) {
    return SmallDevice.of(
        SmallDevice.core("core", 1e9, dispatchWidth, vectorPipes, loadPipes, accumulatorInterval));
  }

  @Test
  void aTileTakesTheCyclesOfItsInstructions() {
    // 64 pixels are 11 tiles of 6 rows, 32 channels 2 of 16 columns: 22 tiles, also at the edge.
    // Depth 9 * 64 = 576 is 144 turns of 4. A tile: 144 * 64 + 9 taps * 21 + 40 = 9445
    // instructions, at 4 per cycle 2361.25 cycles. The pipes would take 144 * 48 / 4 = 1728, the
    // loads 144 * 14 / 2 = 1008, the accumulators 144 * 48 / 12 * 2 = 1152.
    KernelCost cost = cost(CONVOLUTION, F16, SmallDevice.ONE_CORE);
    assertThat(cost.tiles()).isEqualTo(22);
    assertThat(cost.phases()).hasSize(1);
    assertThat(cost.phases().get(0).demands().of(Demand.CORE)).isEqualTo(22 * 2361.25);
  }

  @Test
  void theScarcestOfIssuePipesLoadsAndAccumulatorsSetsThePace() {
    // As above, but 1 vector pipe: 144 * 48 / 1 = 6912. 1/4 load pipe: 144 * 14 * 4 = 8064. 10
    // cycles between multiply-accumulates: 576 * 10 = 5760. 2 instructions dispatched per cycle
    // instead of the 4 that such loops sustain: 9445 / 2 = 4722.5.
    assertThat(cycles(CONVOLUTION, F16, core(8, 1, 2, 2))).isEqualTo(22 * 6912.0);
    assertThat(cycles(CONVOLUTION, F16, core(8, 4, 0.25, 2))).isEqualTo(22 * 8064.0);
    assertThat(cycles(CONVOLUTION, F16, core(8, 4, 2, 10))).isEqualTo(22 * 5760.0);
    assertThat(cycles(CONVOLUTION, F16, core(2, 4, 2, 2))).isEqualTo(22 * 4722.5);
  }

  @Test
  void inputAndWeightsAreReadAndTheResultIsWrittenOnce() {
    // 64 * 64 * 2 B in, 576 * 32 * 2 B of weights, 64 * 32 * 2 B out: 48 KiB, in the L2 of 10 ns.
    // 45056 B read = 704 lines * 10 ns / 10 under way; 4096 B written = 64 lines * 10 ns / 5.
    Demands demands = cost(CONVOLUTION, F16, SmallDevice.ONE_CORE).phases().get(0).demands();
    assertThat(demands.of(Demand.READS)).isCloseTo(704e-9, within(1e-15));
    assertThat(demands.of(Demand.WRITES)).isCloseTo(128e-9, within(1e-15));
    assertThat(demands.levelBytes()).containsExactly(0.0, 0.0);
  }

  @Test
  void oneRowRunsTheLoopOfTheOneRowVariant() {
    // 64 to 32 features: 2 tiles of 1 x 16, 16 turns of 20 instructions, one tap of 10, 26 a tile:
    // 356 instructions, at 4 per cycle 89 cycles. Pipes: 16 * 8 / 4 = 32, loads: 16 * 9 / 2 = 72.
    // Each of the 8 accumulators is used once a turn: 16 * 8 / 8 * 2 = 32 cycles; with 6 between
    // multiply-accumulates 96, which is more.
    KernelCall call = Calls.linear(ElementType.F16, 1, 64, 32);
    assertThat(cost(call, F16, SmallDevice.ONE_CORE).tiles()).isEqualTo(2);
    assertThat(cycles(call, F16, SmallDevice.ONE_CORE)).isEqualTo(2 * 89.0);
    assertThat(cycles(call, F16, core(8, 4, 2, 6))).isEqualTo(2 * 96.0);
  }

  @Test
  void halfOfWhatOneRowOfBytesMultipliesIsWasted() {
    // 64 of depth are 4 turns of 37 instructions, one tap of 12, 52 a tile: 212, at 4 per cycle 53
    // cycles. On one pipe, 4 * 16 SMMLA take 64 cycles: half of what they multiply is not the
    // row's,
    // so the pipe spends as many on one row as the variant of 4 rows does on two.
    KernelCall call = Calls.linear(ElementType.QS8, 1, 64, 16);
    assertThat(cycles(call, QS8, SmallDevice.ONE_CORE)).isEqualTo(53);
    assertThat(cycles(call, QS8, core(8, 1, 2, 2))).isEqualTo(64);
    KernelCall four = Calls.linear(ElementType.QS8, 4, 64, 16);
    assertThat(cycles(four, QS8, core(8, 1, 2, 2))).isEqualTo(2 * 64);
  }

  @Test
  void aVariantMayTakeDepthInOtherSteps() {
    // FP32, one pixel: per 2 of depth 11 instructions, 4 of them on 4 accumulators; 9 a tap, 18 a
    // tile. 9 taps of 32 channels are 144 turns: (144 * 11 + 9 * 9 + 18) / 4 = 420.75 cycles a tile
    // of 8 of the 16 channels. The accumulators would take 144 * 4 / 4 * 2 = 288. 64 pixels are 11
    // tiles of the variant of 6 rows, with 72 turns: (72 * 64 + 9 * 30 + 60) / 4 = 1234.5.
    NeonMatrixModel.Parameters f32 =
        parameters(
            8,
            1,
            new NeonMatrixModel.Variant(6, 4, 64, 48, 14, 12, 30, 60),
            new NeonMatrixModel.Variant(1, 2, 11, 4, 5, 4, 9, 18));
    assertThat(cycles(Calls.convolution(ElementType.F32, 1, 32, 16, 3), f32, SmallDevice.ONE_CORE))
        .isEqualTo(2 * 420.75);
    assertThat(cycles(Calls.convolution(ElementType.F32, 8, 32, 16, 3), f32, SmallDevice.ONE_CORE))
        .isEqualTo(2 * 11 * 1234.5);
  }

  @Test
  void loopsSustainAShareOfTheirPipes() {
    // As 1 vector pipe above, 6912 cycles at its full rate: at 80 % of it 8640. Where 4 pipes would
    // take 1728, or 2160 at 80 %, the 2361.25 of issue stay. Loads and accumulators have no share.
    SmallDevice onePipe = core(8, 1, 2, 2).pipeUtilization(0.8);
    assertThat(cycles(CONVOLUTION, F16, onePipe)).isEqualTo(22 * 8640.0);
    assertThat(cycles(CONVOLUTION, F16, SmallDevice.ONE_CORE.pipeUtilization(0.8)))
        .isEqualTo(22 * 2361.25);
    assertThat(cycles(CONVOLUTION, F16, core(8, 4, 0.25, 2).pipeUtilization(0.8)))
        .isEqualTo(22 * 8064.0);
    assertThat(cycles(CONVOLUTION, F16, core(8, 4, 2, 10).pipeUtilization(0.8)))
        .isEqualTo(22 * 5760.0);
  }

  @Test
  void variantsOfAsManyRowsAreRefused() {
    assertThatThrownBy(() -> bind("{rows: 1, loop_instructions: 37, loop_loads: 17}"))
        .hasMessageContaining("variants.b.rows: a has as many rows; one of them is enough");
  }

  @Test
  void loopsWithFewerInstructionsThanTheyCountAreRefused() {
    assertThatThrownBy(() -> bind("{rows: 4, loop_instructions: 32, loop_loads: 17}"))
        .hasMessageContaining(
            "variants.b.loop_instructions: 32 is less than loop_multiplies and loop_loads, which"
                + " are 33");
  }

  /** A variant of one row, and another of which the rest is given. */
  private static void bind(String second) {
    String rest = ", loop_depth: 16, loop_multiplies: 16, accumulators: 8, tile_instructions: 57}";
    new ConfigReader()
        .parse(
            "kernel.yaml",
            "columns: 16\nvariants:\n  a: {rows: 1, loop_instructions: 37, loop_loads: 17"
                + rest
                + "\n  b: "
                + second.replace("}", rest)
                + "\n")
        .bind(Format.of(NeonMatrixModel.Parameters.class), ParameterForm.FULL_OR_SHORT);
  }

  @Test
  void theVariantIsTheOneThatXnnpackWouldTake() {
    // Rounds * (3 * (mr + 16) + mr * 16): one row at a time 67 each, six 162. So two rows (134) run
    // one by one, three (201) together.
    assertThat(cost(Calls.linear(ElementType.F16, 2, 64, 16), F16, SmallDevice.ONE_CORE).tiles())
        .isEqualTo(2);
    assertThat(cost(Calls.linear(ElementType.F16, 3, 64, 16), F16, SmallDevice.ONE_CORE).tiles())
        .isEqualTo(1);
  }

  @Test
  void theDepthOfEachTapIsPadded() {
    // 3 channels become 8 in each of 9 taps: 72 / 16 = 4.5 turns. (4.5 * 55 + 9 * 14 + 90) / 4 =
    // 115.875 cycles a tile; 64 pixels are 16 tiles of 4 rows. The integer accumulators, used every
    // cycle, would take 4.5 * 32 / 16 * 1 = 9.
    KernelCall call = Calls.convolution(ElementType.QS8, 8, 3, 16, 3);
    assertThat(cycles(call, QS8, SmallDevice.ONE_CORE)).isEqualTo(16 * 115.875);
  }

  @Test
  void integersHaveAnAccumulatorIntervalOfTheirOwn() {
    // With everything else plentiful: 576 / 16 turns * 32 / 16 * 1 cycle, where FP16 has 2 cycles.
    SmallDevice wide =
        SmallDevice.of(SmallDevice.core("core", 1e9, 1000, 1000, 1000, 2)).rates(1000, 2, 1);
    KernelCall call = Calls.convolution(ElementType.QS8, 2, 64, 16, 3);
    assertThat(cycles(call, QS8, wide)).isEqualTo(72);
    assertThat(cycles(Calls.convolution(ElementType.F16, 2, 64, 16, 3), F16, wide))
        .isEqualTo(576.0 / 4 * 48 / 12 * 2);
  }

  @Test
  void bytesAreMultipliedOnThePipesThatCan() {
    // 576 of depth are 36 turns of 32 SMMLA: 1152 of them take 288 cycles of 4 pipes, but 1152 of
    // the one that takes SMMLA; issue 36 * 55 + 9 * 14 + 90 at 4 per cycle is 549. FP16 has all 4.
    CoreType big = SmallDevice.BIG;
    CoreType one =
        new CoreType("one", 1e9, 8, 4, 1, 2, 2, 1, 3, big.l1d(), big.l2(), big.l2Latency());
    KernelCall call = Calls.convolution(ElementType.QS8, 2, 64, 16, 3);
    assertThat(cycles(call, QS8, SmallDevice.of(one))).isEqualTo(1152);
    assertThat(cycles(call, QS8, SmallDevice.of(big))).isEqualTo(549);
    assertThat(cycles(CONVOLUTION, F16, SmallDevice.of(one))).isEqualTo(22 * 2361.25);
  }

  @Test
  void weightsOfFewerBitsMeetQuantizedActivations() {
    // One row, per 32 of depth and 4 columns 31 instructions, 8 of them SDOT, 7 loads: 64 to 8
    // features are 2 tiles of 2 turns, (2 * 31 + 12) / 4 = 18.5 cycles each. Of 64 elements 2
    // instructions each, 2 a cycle, come before.
    NeonMatrixModel.Parameters qb4w =
        new NeonMatrixModel.Parameters(
            4,
            32,
            Map.of("one_row", new NeonMatrixModel.Variant(1, 32, 31, 8, 7, 4, 0, 12)),
            Optional.empty(),
            Optional.of(new NeonMatrixModel.Quantization(2)));
    KernelCall call =
        Calls.withWeights(Calls.linear(ElementType.F32, 1, 64, 8), WeightScales.INT4_BLOCK32);
    KernelCost cost = cost(call, qb4w, SmallDevice.ONE_CORE);
    assertThat(cost.phases()).extracting(Phase::name).containsExactly("quantize", "multiply");
    assertThat(cost.phases().get(0).demands().of(Demand.CORE)).isEqualTo(64);
    Demands multiply = cost.phases().get(1).demands();
    assertThat(multiply.of(Demand.CORE)).isEqualTo(2 * 18.5);
    // 64 B of quantized activations are a line, 8 * (32 + 4) B of weights 4.5, all in L2 at 10 ns
    // with 10 under way, as the network has no other layer.
    assertThat(multiply.of(Demand.READS)).isCloseTo(5.5e-9, within(1e-17));
    // Integers: with 1 cycle between SDOTs on one of 4 accumulators, 4 cycles, not the 8 of FMLA.
    SmallDevice wide =
        SmallDevice.of(SmallDevice.core("core", 1e9, 1000, 1000, 1000, 2)).rates(1000, 2, 1);
    assertThat(cost(call, qb4w, wide).phases().get(1).demands().of(Demand.CORE)).isEqualTo(2 * 4.0);
  }

  @Test
  void windowsOfAnImageAreWrittenOutFirst() {
    // 64 pixels * 9 taps * 64 channels of one instruction, at 1 per cycle; the image of 8192 B is
    // read once, 128 lines of 10 ns, 10 under way, and what is written stays near.
    KernelCost cost =
        cost(CONVOLUTION, f16(Optional.of(new NeonMatrixModel.Packing(1))), SmallDevice.ONE_CORE);
    assertThat(cost.phases()).extracting(Phase::name).containsExactly("expand image", "multiply");
    Demands expand = cost.phases().get(0).demands();
    assertThat(expand.of(Demand.CORE)).isEqualTo(36_864);
    assertThat(expand.of(Demand.READS)).isCloseTo(128e-9, within(1e-15));
    assertThat(expand.of(Demand.WRITES)).isZero();
  }

  @Test
  void groupsAreProductsOfTheirOwn() {
    // 4 groups of 16 to 8 channels: each has tiles of its own, half empty. 64 pixels: 11 of 6 rows.
    KernelCall call =
        Calls.of(new Convolution(32, 64, 3, 1, 1, 4, true, false), CONVOLUTION.operands().get(0));
    assertThat(cost(call, F16, SmallDevice.ONE_CORE).tiles()).isEqualTo(4 * 11);
  }

  @Test
  void anActivationOnTheRightIsPackedFirst() {
    // 2 * 8 * 16 elements of 2 instructions, at 1 instruction per cycle: 512 cycles. 512 B are read
    // and as many written: 8 lines of 10 ns, 10 reads and 5 writes under way. The rows of 32 B lie
    // side by side and the 2 x 8 of them fit the first-level cache.
    KernelCall call = Calls.batchMatMul(ElementType.F16, 2, 6, 8, 16);
    KernelCost cost =
        cost(call, f16(Optional.of(new NeonMatrixModel.Packing(2))), SmallDevice.ONE_CORE);
    assertThat(cost.phases())
        .extracting(Phase::name)
        .containsExactly("pack right-hand side", "multiply");
    Demands pack = cost.phases().get(0).demands();
    assertThat(pack.of(Demand.CORE)).isEqualTo(512);
    assertThat(pack.of(Demand.READS)).isCloseTo(8e-9, within(1e-18));
    assertThat(pack.of(Demand.WRITES)).isCloseTo(16e-9, within(1e-18));
    // Then both operands are read: 2 * 6 * 8 * 2 B + 512 B = 11 lines.
    assertThat(cost.phases().get(1).demands().of(Demand.READS)).isCloseTo(11e-9, within(1e-18));
  }

  @Test
  void stripsOfRowsThatNoCacheOfTheCoreKeepsAreReadAgainFromTheThirdLevel() {
    // 65 rows of 16 KiB, 16640 lines, in pieces of 16 columns, half a line. They lie 16 KiB apart,
    // of which the second-level cache keeps 64: the second half of a line comes from the L3 at 20
    // ns. 1 MiB of the rows and their copy is at 10 ns, the rest at 20 ns. 4 reads under way.
    KernelCall call = Calls.batchMatMul(ElementType.F16, 1, 6, 65, 8192);
    Demands pack =
        cost(call, f16(Optional.of(new NeonMatrixModel.Packing(2))), SmallDevice.ONE_CORE)
            .phases()
            .get(0)
            .demands();
    double near = 1_048_576.0 / (2 * 65 * 16_384);
    double latency = 10e-9 * near + 20e-9 * (1 - near);
    assertThat(pack.of(Demand.READS)).isCloseTo(16_640 * (latency + 20e-9) / 4, within(1e-15));
    assertThat(pack.of(Demand.WRITES)).isCloseTo(16_640 * latency / 5, within(1e-15));
  }
}
