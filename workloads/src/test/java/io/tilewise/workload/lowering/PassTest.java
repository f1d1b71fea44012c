package io.tilewise.workload.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.ConversionOperator.Dequantize;
import io.tilewise.workload.graph.ConversionOperator.Quantize;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.GraphBuilder;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.LayerNorm;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked: what the lowering makes of a few operators, by the runtime's rules. */
class PassTest {
  private final GraphBuilder builder = new GraphBuilder("test");

  @Test
  void reshapeOfAPermutedTensorIsFreeOnlyIfStridesCanExpressIt() {
    Node x = builder.input("x", TensorType.of(ElementType.F32, 1, 64, 8, 8));
    Node pixels = builder.apply("pixels", Permute.of(0, 2, 3, 1), x);
    // [1,8,8,64] with steps (4096, 8, 1, 64): rows of 8 lie in each other, so 8x8 -> 64 is a view.
    Node rows = builder.apply("rows", new Reshape(Shape.of(64, 64)), pixels);
    // Joining the pixels with the channels would need one step for both: a copy.
    Node flat = builder.apply("flat", new Reshape(Shape.of(4096)), pixels);
    Graph resolved = new ResolveReshapes().apply(builder.build(List.of(rows, flat)));
    assertThat(kinds(resolved)).containsExactly("input", "permute", "view", "clone", "view");
  }

  @Test
  void foldsABatchNormBehindAConvolutionAndFusesTheReluBehindIt() {
    Node x = image(4);
    Node conv = builder.apply("conv", convolution(), x);
    Node norm = builder.apply("norm", new BatchNorm(4, 1), conv);
    Node relu = builder.apply("relu", new Unary(UnaryFunction.RELU), norm);
    assertThat(operators(lower(false, false, relu)))
        .containsExactly("StaticTranspose", "Conv2d", "StaticTranspose");
  }

  @Test
  void batchNormBehindAReluIsPortableUntilItIsDecomposed() {
    Node x = image(4);
    Node conv = builder.apply("conv", convolution(), x);
    Node relu = builder.apply("relu", new Unary(UnaryFunction.RELU), conv);
    Node norm = builder.apply("norm", new BatchNorm(4, 1), relu);
    assertThat(operators(lower(false, false, norm)))
        .containsExactly(
            "StaticTranspose",
            "Conv2d",
            "StaticTranspose",
            "aten::_native_batch_norm_legit_no_training.out");
    assertThat(operators(lower(false, true, norm)))
        .containsExactly("StaticTranspose", "Conv2d", "DepthwiseConv2d", "StaticTranspose");
  }

  @Test
  void transposesOnceForAllWhoNeedIt() {
    Node x = image(4);
    Node left = builder.apply("left", convolution(), x);
    Node right = builder.apply("right", convolution(), x);
    Node sum = builder.apply("sum", new Binary(BinaryFunction.ADD), left, right);
    // One transpose in for both convolutions, the sum follows them, one transpose out.
    assertThat(operators(lower(false, false, sum)))
        .containsExactly("StaticTranspose", "Conv2d", "Conv2d", "Add", "StaticTranspose");
  }

  @Test
  void quantizedConvolutionMovesBytesNotFloats() {
    Node conv = builder.apply("conv", convolution(), image(4));
    List<KernelCall> calls = lower(true, false, conv);
    assertThat(operators(calls))
        .containsExactly("Convert", "StaticTranspose", "Conv2d", "StaticTranspose", "Convert");
    assertThat(calls.get(1).operands()).allMatch(type -> type.element() == ElementType.QS8);
    assertThat(calls.get(3).result().element()).isEqualTo(ElementType.QS8);
  }

  @Test
  void chainedQuantizedLinearsNeedNoConversionBetween() {
    Node x = builder.input("x", TensorType.of(ElementType.F32, 10, 16));
    Node first = builder.apply("first", new Linear(16, 16, false), x);
    Node second = builder.apply("second", new Linear(16, 16, false), first);
    assertThat(operators(lower(true, false, second)))
        .containsExactly("Convert", "FullyConnected", "FullyConnected", "Convert");
  }

  @Test
  void aPortableOperatorSplitsDelegates() {
    Node x = builder.input("x", TensorType.of(ElementType.F16, 10, 16));
    Node first = builder.apply("first", new Linear(16, 16, false), x);
    Node norm = builder.apply("norm", new LayerNorm(16), first);
    Node second = builder.apply("second", new Linear(16, 16, false), norm);
    List<KernelCall> calls = lower(false, false, second);
    assertThat(operators(calls))
        .containsExactly("FullyConnected", "aten::native_layer_norm.out", "FullyConnected");
    assertThat(calls.get(0).delegate()).hasValue(0);
    assertThat(calls.get(1).delegate()).isEmpty();
    assertThat(calls.get(2).delegate()).hasValue(1);
  }

  @Test
  void branchesThatDoNotDependOnEachOtherShareADelegateUnlessThatMakesACycle() {
    Node x = builder.input("x", TensorType.of(ElementType.F16, 10, 16));
    Node a = builder.apply("a", new Linear(16, 16, false), x);
    Node norm = builder.apply("norm", new LayerNorm(16), a);
    Node b = builder.apply("b", new Linear(16, 16, false), x);
    Node sum = builder.apply("sum", new Binary(BinaryFunction.ADD), norm, b);
    // b could go with a or with sum; the walk from the end puts it with sum. a cannot join them:
    // a -> norm (portable) -> sum would be a path out of the delegate and back.
    List<KernelCall> calls = lower(false, false, sum);
    assertThat(calls.stream().map(KernelCall::name)).containsExactly("a", "norm", "b", "sum");
    assertThat(calls.get(2).delegate()).isEqualTo(calls.get(3).delegate());
    assertThat(calls.get(0).delegate()).isNotEqualTo(calls.get(3).delegate());
  }

  @Test
  void saysWhyATransposeIsThere() {
    Node conv = builder.apply("conv", convolution(), image(4));
    List<KernelCall> calls = lower(false, false, conv);
    assertThat(calls.get(0).origin().pass()).isEqualTo("layout");
    assertThat(calls.get(0).origin().reason()).isEqualTo("'conv' (convolution) needs NHWC");
    assertThat(calls.get(2).origin().reason())
        .isEqualTo("the tensor leaves the delegate, where order is NCHW");
  }

  @Test
  void aPlugInsConversionThatTwoQuantizedOperatorsReadIsMovedOnce() {
    Node x = builder.input("x", TensorType.of(ElementType.QS8, 2, 4));
    Node shared = builder.apply("shared", new Dequantize(ElementType.F32), x);
    Node linear = builder.apply("linear", new Linear(4, 4, false), shared);
    Node quantized = builder.apply("quantized", new Quantize(), linear);
    Node own = builder.apply("own", new Dequantize(ElementType.F32), quantized);
    Node sum = builder.apply("sum", new Binary(BinaryFunction.ADD), shared, own);
    Node result = builder.apply("result", new Quantize(), sum);
    // Nothing is in two groups, so all of it is one part, the operators in 8 bits after all.
    assertThat(operators(lower(false, false, result))).containsExactly("FullyConnected", "Add");
  }

  @Test
  void aCallReadsThroughAnyNumberOfViews() {
    Node x = builder.input("x", TensorType.of(ElementType.F16, 2, 4));
    Node last = builder.apply("first", new Unary(UnaryFunction.GELU), x);
    for (int i = 0; i < 20_000; i++) {
      last = builder.apply("view", new Reshape(i % 2 == 0 ? Shape.of(4, 2) : Shape.of(2, 4)), last);
    }
    List<KernelCall> calls =
        lower(false, false, builder.apply("last", new Unary(UnaryFunction.GELU), last));
    assertThat(operators(calls)).containsExactly("aten::gelu.out", "aten::gelu.out");
    assertThat(calls.get(1).inputs()).containsExactly(0);
  }

  private Node image(int channels) {
    return builder.input("image", TensorType.of(ElementType.F32, 1, channels, 8, 8));
  }

  private static Convolution convolution() {
    return new Convolution(4, 4, 3, 1, 1, 1, false, false);
  }

  private List<KernelCall> lower(boolean quantize, boolean decomposeBatchNorm, Node output) {
    LoweringOptions options = LoweringOptions.defaults().withDecomposeBatchNorm(decomposeBatchNorm);
    Graph graph = builder.build(List.of(output));
    Workload workload =
        quantize
            ? Workload.quantized(WeightScales.PER_CHANNEL, graph)
            : Workload.floating(Precision.FP32, graph);
    return new Lowering(options).lower(workload).calls();
  }

  private static List<String> operators(List<KernelCall> calls) {
    return calls.stream().map(KernelCall::runtimeOperator).toList();
  }

  private static List<String> kinds(Graph graph) {
    return graph.nodes().stream().map(node -> node.operator().kind().key()).toList();
  }
}
