package io.tilewise.workload.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Format;
import io.tilewise.config.ParameterForm;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Layout;
import io.tilewise.workload.Precision;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.MatMul;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Worked: each switch, on the smallest graph that shows it. */
class LoweringOptionsTest {
  private final GraphBuilder builder = new GraphBuilder("test");
  private final Node image = builder.input("image", TensorType.of(ElementType.F32, 1, 4, 8, 8));

  @Test
  void aFileThatSaysNothingGivesTheDefaults() {
    assertThat(options("{}")).isEqualTo(LoweringOptions.defaults());
  }

  @Test
  void batchNormThatIsNotFoldedIsPortable() {
    Node norm = builder.apply("norm", new BatchNorm(4, 1), convolution("conv", image));
    assertThat(operators("{fold_batch_norm: false}", norm))
        .containsExactly(
            "StaticTranspose",
            "Conv2d",
            "StaticTranspose",
            "aten::_native_batch_norm_legit_no_training.out");
    assertThat(operators("{fold_batch_norm: false, decompose_batch_norm: true}", norm))
        .containsExactly("StaticTranspose", "Conv2d", "DepthwiseConv2d", "StaticTranspose");
  }

  @Test
  void anActivationThatIsNotFusedIsAKernelAlsoIn8Bits() {
    Node relu = builder.apply("relu", new Unary(UnaryFunction.RELU), convolution("conv", image));
    assertThat(operators("{fuse_activation: false}", relu))
        .containsExactly("StaticTranspose", "Conv2d", "Clamp", "StaticTranspose");
    List<KernelCall> calls = quantized("{fuse_activation: false}", relu);
    assertThat(calls.stream().map(KernelCall::runtimeOperator))
        .containsExactly(
            "Convert", "StaticTranspose", "Conv2d", "Clamp", "StaticTranspose", "Convert");
    assertThat(calls.get(3).result().element()).isEqualTo(ElementType.QS8);
  }

  @Test
  void quantizationThatIsNotFoldedComputesInFloats() {
    List<KernelCall> calls = quantized("{fold_quantization: false}", convolution("conv", image));
    assertThat(calls.stream().map(KernelCall::runtimeOperator))
        .containsExactly(
            "Convert",
            "StaticTranspose",
            "Convert",
            "Conv2d",
            "Convert",
            "StaticTranspose",
            "Convert");
    KernelCall convolution = calls.get(3);
    assertThat(convolution.result().element()).isEqualTo(ElementType.F32);
    assertThat(convolution.weightScales()).isEmpty();
  }

  @Test
  void operandsOfAProductThatHaveOneBatchShapeNeedNoCopy() {
    Node left = builder.input("left", TensorType.of(ElementType.F32, 2, 3, 4, 5));
    Node right = builder.input("right", TensorType.of(ElementType.F32, 2, 3, 5, 6));
    Node product = builder.apply("product", new MatMul(), left, right);
    assertThat(operators("{}", product))
        .containsExactly(
            "aten::expand_copy.out",
            "aten::expand_copy.out",
            "BatchMatrixMultiply",
            "aten::view_copy.out");
    assertThat(operators("{expand_matmul_operands: false}", product))
        .containsExactly("BatchMatrixMultiply", "aten::view_copy.out");
  }

  @Test
  void transposesThatAreNotSharedAreOnePerReader() {
    List<Node> outputs = List.of(convolution("left", image), convolution("right", image));
    assertThat(operators("{}", outputs)).filteredOn("StaticTranspose"::equals).hasSize(3);
    assertThat(operators("{share_transposes: false}", outputs))
        .filteredOn("StaticTranspose"::equals)
        .hasSize(4);
  }

  @Test
  void aPermuteOfTheModelMergesWithTheTransposesAroundIt() {
    // The convolution's result is NHWC; the model's permute asks for the same order of elements.
    // The
    // runtime transposes the NHWC tensor as the permute says and then back to the model's order.
    Node pixels = builder.apply("pixels", Permute.of(0, 2, 3, 1), convolution("conv", image));
    assertThat(operators("{}", pixels))
        .containsExactly("StaticTranspose", "Conv2d", "StaticTranspose", "StaticTranspose");
    assertThat(operators("{merge_transposes: true}", pixels))
        .containsExactly("StaticTranspose", "Conv2d");
  }

  @Test
  void callsKnowTheirLayout() {
    List<KernelCall> calls = lower("{}", List.of(convolution("conv", image)), Optional.empty());
    assertThat(calls.stream().map(KernelCall::layout))
        .containsExactly(
            Optional.of(Layout.NHWC), Optional.of(Layout.NHWC), Optional.of(Layout.NCHW));
  }

  @Test
  void callsKnowWhoseResultsTheyReadAlsoAcrossDelegates() {
    // The normalization between two delegates is portable and NCHW; the second delegate transposes
    // the image anew, and adds in NHWC what the normalization and its own convolution wrote.
    Node left = builder.apply("norm", new BatchNorm(4, 1), convolution("left", image));
    Node right = convolution("right", image);
    Node sum = builder.apply("sum", new Binary(BinaryFunction.ADD), left, right);
    List<KernelCall> calls = lower("{fold_batch_norm: false}", List.of(sum), Optional.empty());
    assertThat(calls.stream().map(call -> call.runtimeOperator() + call.inputs()))
        .containsExactly(
            "StaticTranspose[]",
            "Conv2d[0]",
            "StaticTranspose[1]",
            "aten::_native_batch_norm_legit_no_training.out[2]",
            "StaticTranspose[]",
            "StaticTranspose[3]",
            "Conv2d[4]",
            "Add[5, 6]",
            "StaticTranspose[7]");
  }

  private Node convolution(String name, Node x) {
    return builder.apply(name, new Convolution(4, 4, 3, 1, 1, 1, false, false), x);
  }

  private List<String> operators(String options, Node output) {
    return operators(options, List.of(output));
  }

  private List<String> operators(String options, List<Node> outputs) {
    return lower(options, outputs, Optional.empty()).stream()
        .map(KernelCall::runtimeOperator)
        .toList();
  }

  private List<KernelCall> quantized(String options, Node output) {
    return lower(options, List.of(output), Optional.of(WeightScales.PER_CHANNEL));
  }

  private List<KernelCall> lower(
      String options, List<Node> outputs, Optional<WeightScales> weightScales) {
    Precision precision = weightScales.isPresent() ? Precision.INT8 : Precision.FP32;
    Workload workload = new Workload("test", "", precision, weightScales, builder.build(outputs));
    return new Lowering(options(options)).lower(workload).calls();
  }

  private static LoweringOptions options(String yaml) {
    return new ConfigReader()
        .parse("options", yaml)
        .bind(Format.of(LoweringOptions.class), ParameterForm.FULL)
        .value();
  }
}
