package io.tilewise.workload.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Layout;
import io.tilewise.workload.Precision;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.LoweringOptions.Partition;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A network that one library executes, images channels first. */
class WholeLoweringTest {
  private static final LoweringOptions WHOLE = whole(false);
  private static final LoweringOptions WITH_TRANSPOSES = whole(true);

  private static LoweringOptions whole(boolean transposes) {
    return new LoweringOptions(
        false, true, true, true, false, true, false, List.of(), Partition.WHOLE, transposes);
  }

  /** 3x3 convolution and ReLU, a depthwise one, one of 1x1, another of 3x3. */
  private static Workload network() {
    GraphBuilder graph = new GraphBuilder("net");
    Node image = graph.input("image", TensorType.of(ElementType.F32, 1, 8, 16, 16));
    Node first = graph.apply("first", convolution(8, 3, 1), image);
    Node relu = graph.apply("relu", new Unary(UnaryFunction.RELU), first);
    Node depthwise = graph.apply("depthwise", convolution(8, 3, 8), relu);
    Node point = graph.apply("point", convolution(8, 1, 1), depthwise);
    Node last = graph.apply("last", convolution(8, 3, 1), point);
    return Workload.floating(Precision.FP32, graph.build(List.of(last)));
  }

  private static Convolution convolution(int channels, int kernel, int groups) {
    return new Convolution(channels, 8, kernel, 1, kernel / 2, groups, false, false);
  }

  private static List<String> names(Plan plan) {
    return plan.calls().stream().map(KernelCall::name).toList();
  }

  @Test
  void nothingIsTransposedWithoutAMatrixUnit() {
    for (Plan plan :
        List.of(
            new Lowering(WHOLE, true).lower(network()),
            new Lowering(WITH_TRANSPOSES).lower(network()))) {
      // The ReLU is the first convolution's clamp.
      assertThat(names(plan)).containsExactly("first", "depthwise", "point", "last");
      assertThat(plan.calls())
          .allSatisfy(
              call -> {
                assertThat(call.backend()).isEqualTo(Backend.NATIVE);
                assertThat(call.delegate()).isEmpty();
                assertThat(call.layout()).hasValue(Layout.NCHW);
              });
    }
  }

  @Test
  void everyConvolutionOfSeveralTapsIsBetweenTransposesWithOne() {
    Plan plan = new Lowering(WITH_TRANSPOSES, true).lower(network());
    assertThat(names(plan))
        .containsExactly(
            "first.nhwc",
            "first",
            "first.nchw",
            "depthwise",
            "point",
            "last.nhwc",
            "last",
            "last.nchw");
    assertThat(plan.calls())
        .extracting(call -> call.layout().orElseThrow())
        .containsExactly(
            Layout.NHWC,
            Layout.NHWC,
            Layout.NCHW,
            Layout.NCHW,
            Layout.NCHW,
            Layout.NHWC,
            Layout.NHWC,
            Layout.NCHW);
    KernelCall transpose = plan.calls().get(0);
    assertThat(transpose.result()).isEqualTo(TensorType.of(ElementType.F32, 1, 16, 16, 8));
    assertThat(transpose.origin().reason()).contains("the SME2 kernel of 'first'");
    assertThat(plan.calls().get(1).inputs()).containsExactly(0);
    assertThat(plan.calls().get(3).inputs()).containsExactly(2);
  }

  @Test
  void weightsOfFewerBitsAreThoseOfLinearLayers() {
    GraphBuilder graph = new GraphBuilder("net");
    Node rows = graph.input("rows", TensorType.of(ElementType.F32, 4, 64));
    Node linear = graph.apply("linear", new Linear(32, 64, false), rows);
    Workload workload =
        new Workload(
            "net",
            "",
            Precision.FP32,
            Optional.of(WeightScales.INT4_BLOCK32),
            graph.build(List.of(linear)));
    KernelCall call = new Lowering(WHOLE).lower(workload).calls().get(0);
    assertThat(call.weightScales()).hasValue(WeightScales.INT4_BLOCK32);
    // 32 outputs of 2 blocks of 18 B; the products are of 8 bits.
    assertThat(call.weightBytes()).isEqualTo(32 * 36);
    assertThat(call.productElement()).isEqualTo(ElementType.QS8);
    assertThat(call.bytes()).isEqualTo(32 * 36 + 4 * 64 * 4 + 4 * 32 * 4);
  }

  @Test
  void staticQuantizationIsRefused() {
    Workload quantized = Workload.quantized(WeightScales.PER_CHANNEL, network().graph());
    assertThatThrownBy(() -> new Lowering(WHOLE).lower(quantized))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for delegates only");
  }
}
