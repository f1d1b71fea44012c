package io.tilewise.workload.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.Take;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What networks of convolution, batch norm and activation, and transformers, become. */
class NetworkLoweringTest {

  /** Convolution, batch norm, activation: the usual layer of an image network. */
  private static Graph layer(ElementType element, UnaryFunction activation) {
    GraphBuilder builder = new GraphBuilder("layer");
    Node image = builder.input("image", TensorType.of(element, 1, 4, 8, 8));
    Node conv = builder.apply("conv", new Convolution(4, 4, 3, 1, 1, 1, false, false), image);
    Node norm = builder.apply("norm", new BatchNorm(4, 1), conv);
    return builder.build(List.of(builder.apply("act", new Unary(activation), norm)));
  }

  private static List<String> calls(Workload workload) {
    return new Lowering(LoweringOptions.defaults().withDecomposeBatchNorm(true))
        .lower(workload).calls().stream()
            .map(call -> call.runtimeOperator() + " " + call.result())
            .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"RELU", "RELU6"})
  void reluAndRelu6BecomeTheClampOfTheConvolution(UnaryFunction activation) {
    assertThat(calls(Workload.floating(Precision.FP16, layer(ElementType.F16, activation))))
        .containsExactly(
            "StaticTranspose f16[1,8,8,4]", "Conv2d f16[1,8,8,4]", "StaticTranspose f16[1,4,8,8]");
  }

  @Test
  void aClampToOtherBoundsStaysANode() {
    assertThat(
            calls(Workload.floating(Precision.FP16, layer(ElementType.F16, UnaryFunction.CLAMP))))
        .contains("Clamp f16[1,8,8,4]");
  }

  @ParameterizedTest
  @EnumSource(names = {"RELU", "RELU6"})
  void batchNormBehindAConvolutionIsGoneBeforeItIsQuantized(UnaryFunction activation) {
    // Quantized as it comes in, then one 8-bit kernel, with transposes of bytes around it.
    assertThat(
            calls(Workload.quantized(WeightScales.PER_CHANNEL, layer(ElementType.F32, activation))))
        .containsExactly(
            "Convert qs8[1,4,8,8]",
            "StaticTranspose qs8[1,8,8,4]",
            "Conv2d qs8[1,8,8,4]",
            "StaticTranspose qs8[1,4,8,8]",
            "Convert f32[1,4,8,8]");
  }

  @Test
  void geluIsDelegatedInSinglePrecisionOnly() {
    assertThat(calls(Workload.floating(Precision.FP32, mlp(ElementType.F32))))
        .containsExactly("FullyConnected f32[2,8]", "Gelu f32[2,8]", "FullyConnected f32[2,4]");
    assertThat(calls(Workload.floating(Precision.FP16, mlp(ElementType.F16))))
        .containsExactly(
            "FullyConnected f16[2,8]", "aten::gelu.out f16[2,8]", "FullyConnected f16[2,4]");
  }

  private static Graph mlp(ElementType element) {
    GraphBuilder builder = new GraphBuilder("mlp");
    Node x = builder.input("x", TensorType.of(element, 2, 4));
    Node up = builder.apply("up", new Linear(8, 4, false), x);
    Node gelu = builder.apply("gelu", new Unary(UnaryFunction.GELU), up);
    return builder.build(List.of(builder.apply("down", new Linear(4, 8, false), gelu)));
  }

  @Test
  void ofAnEmbeddingOnlyTheRowsThatAreTakenAreRead() {
    GraphBuilder builder = new GraphBuilder("embedding");
    Node table = builder.parameter("table", TensorType.of(ElementType.F16, 1000, 16));
    Node tokens = builder.input("tokens", TensorType.of(ElementType.S64, 1, 3));
    Graph graph = builder.build(List.of(builder.apply("rows", new Take(0), table, tokens)));
    KernelCall call =
        new Lowering(LoweringOptions.defaults())
            .lower(Workload.floating(Precision.FP16, graph))
            .calls()
            .get(0);
    // Three rows of 16 halves and three indices of 8 bytes are read, three rows written.
    assertThat(call.operandBytes()).isEqualTo(3 * 16 * 2 + 3 * 8);
    assertThat(call.bytes()).isEqualTo(2 * 3 * 16 * 2 + 3 * 8);
  }
}
