package io.tilewise.cpu.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.config.ConfigException;
import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.ConversionOperator.Cast;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelTableTest {
  private static final String XNNPACK_CONVOLUTION = "operators: [convolution], backend: xnnpack";
  private static final String NEON = Runtimes.kernel("neon_conv", "neon", XNNPACK_CONVOLUTION);
  private static final String SME2 =
      Runtimes.kernel("sme2_conv", "sme2", XNNPACK_CONVOLUTION + ", elements: [f16]");

  private static final KernelCall F16 = Calls.convolution(ElementType.F16, 8, 16, 16, 3);
  private static final KernelCall F32 = Calls.convolution(ElementType.F32, 8, 16, 16, 3);
  private static final KernelCall POINTWISE = Calls.convolution(ElementType.F16, 8, 16, 16, 1);

  private static final List<String> BOTH = List.of("neon", "sme2");

  private static KernelTable table(List<String> sets, List<String> sme2, String... kernels) {
    return KernelTable.of(Runtimes.runtime(sets, sme2, "armv8_a"), Runtimes.kernels(kernels));
  }

  private static KernelTable.Choice choose(KernelTable table, KernelCall call) {
    Device device = SmallDevice.ONE_CORE.device();
    return table.choose(call, device, device.cores());
  }

  private static String chosen(KernelTable table, KernelCall call) {
    return choose(table, call).kernel().name();
  }

  @Test
  void theFirstKernelThatFitsIsTaken() {
    String other = Runtimes.kernel("other_conv", "neon", XNNPACK_CONVOLUTION);
    assertThat(chosen(table(BOTH, List.of(), NEON, other), F16)).isEqualTo("neon_conv");
    assertThat(chosen(table(BOTH, List.of(), other, NEON), F16)).isEqualTo("other_conv");
  }

  @Test
  void elementTypesOfOperandAndResultMustFit() {
    String of16 =
        Runtimes.kernel("of16", "neon", "operators: [cast], backend: xnnpack, elements: [f16]");
    String to32 =
        Runtimes.kernel("to32", "neon", "operators: [cast], backend: xnnpack, results: [f32]");
    String any = Runtimes.kernel("any", "neon", "operators: [cast], backend: xnnpack");
    KernelTable table = table(BOTH, List.of(), of16, to32, any);
    TensorType half = new TensorType(ElementType.F16, Shape.of(8));
    assertThat(chosen(table, Calls.of(new Cast(ElementType.F32), half))).isEqualTo("of16");
    assertThat(chosen(table, Calls.of(new Cast(ElementType.F32), half.with(ElementType.S8))))
        .isEqualTo("to32");
    assertThat(chosen(table, Calls.of(new Cast(ElementType.F16), half.with(ElementType.S8))))
        .isEqualTo("any");
  }

  @Test
  void aKernelOfAnotherLibraryDoesNotExecuteIt() {
    String portable =
        Runtimes.kernel("portable", "scalar", "operators: [convolution], backend: portable");
    KernelTable table = table(BOTH, List.of(), portable, NEON);
    assertThat(chosen(table, F16)).isEqualTo("neon_conv");
    assertThat(chosen(table, Calls.portable(F16.operator(), F16.operands().get(0))))
        .isEqualTo("portable");
  }

  @Test
  void weightScalesMustFit() {
    String perChannel =
        Runtimes.kernel(
            "per_channel", "neon", XNNPACK_CONVOLUTION + ", weight_scales: per_channel");
    KernelTable table = table(BOTH, List.of(), perChannel, NEON);
    KernelCall call = Calls.convolution(ElementType.QS8, 8, 16, 16, 3);
    assertThat(chosen(table, Calls.withWeights(call, WeightScales.PER_CHANNEL)))
        .isEqualTo("per_channel");
    assertThat(chosen(table, Calls.withWeights(call, WeightScales.PER_TENSOR)))
        .isEqualTo("neon_conv");
    assertThat(chosen(table, call)).isEqualTo("neon_conv");
  }

  @Test
  void weightsOfFewerBitsNeedAKernelForThem() {
    String linear = "operators: [linear], backend: xnnpack";
    String floating = Runtimes.kernel("floating", "neon", linear);
    String blocks = Runtimes.kernel("blocks", "neon", linear + ", weight_scales: int4_block32");
    KernelTable table = table(BOTH, List.of(), floating, blocks);
    KernelCall call = Calls.linear(ElementType.F16, 4, 64, 64);
    assertThat(chosen(table, call)).isEqualTo("floating");
    assertThat(chosen(table, Calls.withWeights(call, WeightScales.INT4_BLOCK32)))
        .isEqualTo("blocks");
    KernelCall perChannel = Calls.withWeights(call, WeightScales.INT4_PER_CHANNEL);
    assertThatThrownBy(() -> chosen(table, perChannel))
        .isInstanceOf(NoKernelException.class)
        .hasMessageContaining(" with weights in int4_per_channel; it has some for f32, ")
        .hasMessageContaining(", f32 with weights in int4_block32")
        .hasMessageEndingWith("; add one to its kernel file");
  }

  @Test
  void rowsMustFit() {
    String common = "operators: [linear, batch_matmul], backend: xnnpack, rows: ";
    KernelTable table =
        table(
            BOTH,
            List.of(),
            Runtimes.kernel("one", "neon", common + "one"),
            Runtimes.kernel("several", "neon", common + "several"));
    assertThat(chosen(table, Calls.linear(ElementType.F16, 1, 64, 64))).isEqualTo("one");
    assertThat(chosen(table, Calls.linear(ElementType.F16, 2, 64, 64))).isEqualTo("several");
    // Heads are products of their own, of one row each.
    assertThat(chosen(table, Calls.batchMatMul(ElementType.F16, 8, 1, 64, 64))).isEqualTo("one");
    assertThat(chosen(table, Calls.batchMatMul(ElementType.F16, 1, 8, 64, 64)))
        .isEqualTo("several");
  }

  @Test
  void threadsThatShareAUnitFallBackWhereAKernelWantsOneForEach() {
    String linear = "operators: [linear], backend: xnnpack";
    String alone = Runtimes.kernel("alone", "sme2", linear + ", unshared_unit: true");
    String neon = Runtimes.kernel("neon", "neon", linear);
    KernelTable table = table(BOTH, List.of("alone"), alone, neon);
    KernelCall call = Calls.linear(ElementType.F16, 1, 64, 64);
    assertThat(chosen(table, call)).isEqualTo("alone");
    SmallDevice two = SmallDevice.of(SmallDevice.BIG, SmallDevice.BIG);
    KernelTable.Choice shared = table.choose(call, two.device(), two.cores());
    assertThat(shared.kernel().name()).isEqualTo("neon");
    assertThat(shared.fallback())
        .isEqualTo("alone is for threads with a matrix unit each, and here they share");
    // With two units there is one for each.
    SmallDevice units = two.unitOf(2, 512, 2, 100);
    assertThat(table.choose(call, units.device(), units.cores()).kernel().name())
        .isEqualTo("alone");
  }

  @Test
  void aFallbackNamesTheWeights() {
    String linear = "operators: [linear], backend: xnnpack, weight_scales: ";
    String sme2 = Runtimes.kernel("sme2_blocks", "sme2", linear + "int4_block32");
    String neon = Runtimes.kernel("neon_channel", "neon", linear + "int4_per_channel");
    KernelTable table = table(BOTH, List.of("sme2_blocks"), sme2, neon);
    KernelCall call =
        Calls.withWeights(Calls.linear(ElementType.F16, 4, 64, 64), WeightScales.INT4_PER_CHANNEL);
    assertThat(choose(table, call).fallback())
        .isEqualTo("no SME2 kernel for f16 linear with weights in int4_per_channel");
  }

  @Test
  void tapsMustFit() {
    String common = "operators: [convolution], backend: portable, taps: ";
    String one = Runtimes.kernel("one", "scalar", common + "one");
    String several = Runtimes.kernel("several", "scalar", common + "several");
    KernelTable table = table(BOTH, List.of(), one, several);
    TensorType input = F16.operands().get(0);
    assertThat(chosen(table, Calls.portable(POINTWISE.operator(), input))).isEqualTo("one");
    assertThat(chosen(table, Calls.portable(F16.operator(), input))).isEqualTo("several");
  }

  private static KernelCall depthwise(int outputs, int kernel) {
    return Calls.of(
        new Convolution(outputs, 8, kernel, 1, kernel / 2, 8, true, false),
        TensorType.of(ElementType.F16, 1, 16, 16, 8));
  }

  @Test
  void aDepthwiseKernelMayBeForSoManyTapsAndOneOutputForEachInput() {
    String common = "operators: [depthwise_convolution], backend: xnnpack";
    String direct = Runtimes.kernel("direct", "neon", common + ", most_taps: 25, multiplier: one");
    String several = Runtimes.kernel("several", "neon", common + ", multiplier: several");
    String other = Runtimes.kernel("other", "neon", common);
    KernelTable table = table(BOTH, List.of(), direct, several, other);
    assertThat(chosen(table, depthwise(8, 5))).isEqualTo("direct");
    assertThat(chosen(table, depthwise(8, 7))).isEqualTo("other");
    assertThat(chosen(table, depthwise(16, 5))).isEqualTo("several");
  }

  @Test
  void xnnpackMakesALinearLayerOfAPointwiseConvolution() {
    String linear = Runtimes.kernel("linear", "neon", "operators: [linear], backend: xnnpack");
    KernelTable table = table(BOTH, List.of(), NEON, linear);
    assertThat(chosen(table, POINTWISE)).isEqualTo("linear");
    assertThat(chosen(table, F16)).isEqualTo("neon_conv");
  }

  @Test
  void whatThePortableKernelsAreCompiledForMustFit() {
    String common = "operators: [convolution], backend: portable, compiled_for: ";
    String v8 = Runtimes.kernel("v8", "scalar", common + "armv8_a");
    String v9 = Runtimes.kernel("v9", "scalar", common + "armv9_a");
    KernelCall call = Calls.portable(F16.operator(), F16.operands().get(0));
    KernelsFile kernels = Runtimes.kernels(v8, v9);
    Map.of("armv8_a", "v8", "armv9_a", "v9")
        .forEach(
            (compiledFor, name) ->
                assertThat(
                        chosen(
                            KernelTable.of(Runtimes.runtime(BOTH, List.of(), compiledFor), kernels),
                            call))
                    .isEqualTo(name));
  }

  @Test
  void aKernelForTheMatrixUnitNeedsTheRuntimeToBeBuiltForIt() {
    List<String> has = List.of("sme2_conv");
    assertThat(chosen(table(BOTH, has, SME2, NEON), F16)).isEqualTo("sme2_conv");
    KernelTable.Choice without = choose(table(List.of("neon"), has, SME2, NEON), F16);
    assertThat(without.kernel().name()).isEqualTo("neon_conv");
    // Nobody expected one, so there is nothing to explain.
    assertThat(without.fallback()).isEmpty();
  }

  @Test
  void scalarKernelsNeedNoInstructionSet() {
    String scalar = Runtimes.kernel("scalar_conv", "scalar", XNNPACK_CONVOLUTION);
    assertThat(chosen(table(List.of("sme2"), List.of(), NEON, scalar), F16))
        .isEqualTo("scalar_conv");
  }

  @Test
  void aFallbackSaysThatTheRuntimeLacksTheKernel() {
    KernelTable.Choice choice = choose(table(BOTH, List.of(), SME2, NEON), F16);
    assertThat(choice.kernel().name()).isEqualTo("neon_conv");
    assertThat(choice.fallback()).isEqualTo("runtime v9 does not have sme2_conv");
  }

  @Test
  void aFallbackSaysThatThereIsNoKernelForTheType() {
    KernelTable.Choice choice = choose(table(BOTH, List.of("sme2_conv"), SME2, NEON), F32);
    assertThat(choice.kernel().name()).isEqualTo("neon_conv");
    assertThat(choice.fallback()).isEqualTo("no SME2 kernel for f32 convolution");
    KernelCall scaled =
        Calls.withWeights(
            Calls.convolution(ElementType.QS8, 8, 16, 16, 3), WeightScales.PER_TENSOR);
    assertThat(choose(table(BOTH, List.of("sme2_conv"), SME2, NEON), scaled).fallback())
        .isEqualTo("no SME2 kernel for qs8 convolution with weights scaled per_tensor");
  }

  @Test
  void aFallbackSaysThatACoreHasNoMatrixUnit() {
    Device shared = SmallDevice.of(SmallDevice.BIG, SmallDevice.LITTLE).device();
    Device device =
        new Device(
            "big has it",
            shared.cores(),
            List.of(new Device.Attachment(SmallDevice.UNIT, List.of("big"))),
            shared.memory(),
            shared.issueRates());
    KernelTable table = table(BOTH, List.of("sme2_conv"), SME2, NEON);
    List<Core> big = device.cores().subList(0, 1);
    assertThat(table.choose(F16, device, big).kernel().name()).isEqualTo("sme2_conv");
    KernelTable.Choice choice = table.choose(F16, device, device.cores());
    assertThat(choice.kernel().name()).isEqualTo("neon_conv");
    assertThat(choice.fallback()).isEqualTo("a thread's core has no matrix unit");
  }

  @Test
  void aFallbackSaysThatAnotherKernelStandsBefore() {
    KernelTable.Choice choice = choose(table(BOTH, List.of("sme2_conv"), NEON, SME2), F16);
    assertThat(choice.kernel().name()).isEqualTo("neon_conv");
    assertThat(choice.fallback()).isEqualTo("neon_conv stands before sme2_conv in the kernel file");
  }

  @Test
  void whatHasNoKernelForTheMatrixUnitAtAllFallsBackFromNothing() {
    String permute = Runtimes.kernel("permute", "neon", "operators: [permute], backend: xnnpack");
    KernelCall call = Calls.permute(ElementType.F16, Shape.of(8, 8), 1, 0);
    assertThat(choose(table(BOTH, List.of("sme2_conv"), SME2, permute), call).fallback()).isEmpty();
  }

  @Test
  void aCallWithoutKernelNamesRuntimeOperatorTypesAndTheWayOut() {
    KernelTable table = table(BOTH, List.of(), SME2);
    assertThatThrownBy(() -> choose(table, F32))
        .isInstanceOf(NoKernelException.class)
        .hasMessage(
            "runtime v9 has no xnnpack kernel for convolution (tested) of [f32[1,8,8,16]] ->"
                + " f32[1,8,8,16]; add one to its kernel file");
  }

  @Test
  void anUnknownKernelIsShownWhereItIsNamed() {
    assertThatThrownBy(() -> table(BOTH, List.of("sme2_convv"), SME2, NEON))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("runtime.yaml:4:16")
        .hasMessageContaining("sme2_kernels[0]")
        .hasMessageContaining("sme2_convv")
        .hasMessageContaining("sme2_conv");
  }

  @Test
  void onlyKernelsForTheMatrixUnitCanBeNamedAsSuch() {
    assertThatThrownBy(() -> table(BOTH, List.of("neon_conv"), SME2, NEON))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("runtime.yaml:4:16")
        .hasMessageContaining("neon_conv");
  }

  @Test
  void anUnknownCostModelIsShownWhereItIsNamed() {
    assertThatThrownBy(() -> Runtimes.kernels(NEON.replace("streaming", "streeming")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kernels.yaml:6:12")
        .hasMessageContaining("streeming")
        .hasMessageContaining("\"streaming\"");
  }

  @Test
  void aWrongParameterOfACostModelIsShownWhereItIs() {
    KernelsFile kernels = Runtimes.kernels(NEON.replace("instructions: 1", "instructions: -1"));
    assertThatThrownBy(() -> KernelTable.of(Runtimes.runtime(BOTH, List.of(), "armv8_a"), kernels))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kernels.yaml:7:")
        .hasMessageContaining("kernels.neon_conv.parameters.instructions");
  }
}
