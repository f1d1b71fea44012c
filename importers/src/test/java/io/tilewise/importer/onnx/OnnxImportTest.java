package io.tilewise.importer.onnx;

import static io.tilewise.importer.onnx.OnnxBytes.FLOAT;
import static io.tilewise.importer.onnx.OnnxBytes.FLOAT16;
import static io.tilewise.importer.onnx.OnnxBytes.INT64;
import static io.tilewise.importer.onnx.OnnxBytes.INT8;
import static io.tilewise.importer.onnx.OnnxBytes.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.workload.file.DescribedNetwork;
import io.tilewise.workload.file.WorkloadFile;
import io.tilewise.workload.file.Workloads;
import io.tilewise.workload.graph.MatrixOperator;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.OperatorKind;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.lowering.LoweringOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OnnxImportTest {

  private static OnnxNetwork read(OnnxBytes model, Map<String, Integer> dims) {
    try {
      return OnnxImport.read(new ByteArrayInputStream(model.bytes()), "net.onnx", dims);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Workload workload(OnnxNetwork network) {
    WorkloadFile file =
        new ConfigReader()
            .parse("net.yaml", network.yaml())
            .bind(Workloads.KIND.format(), ParameterForm.FULL)
            .value();
    return ((DescribedNetwork) file).workload("net");
  }

  private static Workload workload(OnnxBytes model) {
    return workload(read(model, Map.of()));
  }

  private static List<String> operators(OnnxBytes model) {
    return workload(model).graph().nodes().stream()
        .filter(node -> !node.isGiven())
        .map(node -> node.operator().kind().key() + " " + node.type().shape())
        .toList();
  }

  /** One output with its shape by ONNX Runtime, which knows nothing of this importer. */
  private static List<List<Integer>> shapesByOnnxRuntime(OnnxBytes model) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model.bytes());
        OrtSession.Result result = session.run(zeros(environment, session))) {
      List<List<Integer>> shapes = new ArrayList<>();
      for (var entry : result) {
        long[] shape = ((TensorInfo) entry.getValue().getInfo()).getShape();
        shapes.add(Arrays.stream(shape).mapToObj(dim -> (int) dim).toList());
      }
      return shapes;
    }
  }

  private static Map<String, OnnxTensor> zeros(OrtEnvironment environment, OrtSession session)
      throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (var input : session.getInputInfo().entrySet()) {
      TensorInfo info = (TensorInfo) input.getValue().getInfo();
      long elements = Arrays.stream(info.getShape()).reduce(1, (a, b) -> a * b);
      boolean whole = info.type.toString().equals("INT64");
      inputs.put(
          input.getKey(),
          whole
              ? OnnxTensor.createTensor(
                  environment, LongBuffer.allocate((int) elements), info.getShape())
              : OnnxTensor.createTensor(
                  environment, FloatBuffer.allocate((int) elements), info.getShape()));
    }
    return inputs;
  }

  /** Every operator, each alone: input x [1,8,9,11] unless it needs something else. */
  static Stream<Arguments> operators() {
    return Stream.of(
        one(
            "Conv",
            "x w",
            m -> m.weights("w", FLOAT, 16, 8, 3, 3),
            with("pads", List.of(1, 1, 1, 1))),
        one(
            "Conv",
            "x w",
            m -> m.weights("w", FLOAT, 8, 1, 3, 3),
            with("group", 8),
            with("strides", List.of(2, 2))),
        one(
            "Conv",
            "x w",
            m -> m.weights("w", FLOAT, 4, 8, 3, 5),
            with("dilations", List.of(2, 1)),
            with("pads", List.of(0, 1, 2, 3))),
        one(
            "Conv",
            "x w",
            m -> m.weights("w", FLOAT, 4, 8, 3, 3),
            with("auto_pad", "SAME_UPPER"),
            with("strides", List.of(2, 2))),
        one(
            "ConvTranspose",
            "x w",
            m -> m.weights("w", FLOAT, 8, 6, 3, 3),
            with("strides", List.of(2, 2)),
            with("output_padding", List.of(1, 0)),
            with("pads", List.of(1, 1, 1, 1))),
        transposed(3, with("auto_pad", "SAME_UPPER"), with("strides", List.of(2, 2))),
        transposed(4, with("auto_pad", "SAME_LOWER"), with("strides", List.of(1, 2))),
        transposed(1, with("auto_pad", "SAME_UPPER"), with("strides", List.of(3, 2))),
        transposed(
            4,
            with("auto_pad", "SAME_UPPER"),
            with("strides", List.of(2, 2)),
            with("output_padding", List.of(1, 0))),
        transposed(3, with("auto_pad", "VALID")),
        transposed(4, with("output_shape", List.of(18, 21)), with("strides", List.of(2, 2))),
        transposed(
            2,
            with("output_shape", List.of(21, 24)),
            with("strides", List.of(2, 2)),
            with("auto_pad", "SAME_UPPER"),
            with("dilations", List.of(2, 1))),
        one(
            "MaxPool",
            "x",
            m -> m,
            with("kernel_shape", List.of(3, 3)),
            with("strides", List.of(2, 2)),
            with("pads", List.of(1, 1, 1, 1))),
        one(
            "MaxPool",
            "x",
            m -> m,
            with("kernel_shape", List.of(2, 2)),
            with("strides", List.of(2, 2)),
            with("ceil_mode", 1)),
        one("AveragePool", "x", m -> m, with("kernel_shape", List.of(2, 3))),
        one("GlobalAveragePool", "x", m -> m),
        one("GlobalMaxPool", "x", m -> m),
        one("Resize", "x - s", m -> m.floats("s", 1, 1, 2, 1.5f), with("mode", "linear")),
        one("Resize", "x - - s", m -> m.ints("s", 1, 8, 20, 30)),
        one("BatchNormalization", "x s s s s", m -> m.weights("s", FLOAT, 8)),
        one("InstanceNormalization", "x s s", m -> m.weights("s", FLOAT, 8)),
        one("LayerNormalization", "x s", m -> m.weights("s", FLOAT, 11)),
        one("Relu", "x", m -> m),
        one("HardSwish", "x", m -> m),
        one("HardSigmoid", "x", m -> m),
        one("Elu", "x", m -> m),
        one("Softplus", "x", m -> m),
        one("Erf", "x", m -> m),
        one("Clip", "x l h", m -> m.weights("l", FLOAT).weights("h", FLOAT)),
        one("PRelu", "x s", m -> m.weights("s", FLOAT, 8, 1, 1)),
        one("Pow", "x e", m -> m.weights("e", FLOAT)),
        one("Add", "x b", m -> m.weights("b", FLOAT, 1, 8, 1, 1)),
        one("Max", "x x x", m -> m),
        one("Mean", "x x", m -> m),
        one("Softmax", "x", m -> m, with("axis", 1)),
        one("LogSoftmax", "x", m -> m),
        one("ReduceMean", "x", m -> m, with("axes", List.of(2, 3)), with("keepdims", 0)),
        one("ReduceMax", "x", m -> m, with("axes", List.of(-1))),
        one("ReduceSum", "x a", m -> m.ints("a", 1, 3), with("keepdims", 0)),
        one("ReduceL2", "x", m -> m, with("axes", List.of(1))),
        one("ReduceProd", "x", m -> m),
        one("Transpose", "x", m -> m, with("perm", List.of(0, 2, 3, 1))),
        one("Reshape", "x s", m -> m.ints("s", 0, -1, 3)),
        one("Flatten", "x", m -> m),
        one("Squeeze", "x a", m -> m.ints("a", 0)),
        one("Unsqueeze", "x a", m -> m.ints("a", 1, -1)),
        one("Expand", "x s", m -> m.ints("s", 3, 1, 1, 1)),
        one("Tile", "x r", m -> m.ints("r", 1, 2, 1, 3)),
        one("Concat", "x x x", m -> m, with("axis", 2)),
        one("Slice", "x s e a", m -> m.ints("s", 1, -3).ints("e", 5, 1000).ints("a", 1, 3)),
        one("Slice", "x s e a t", m -> m.ints("s", 10).ints("e", -1000).ints("a", 3).ints("t", -2)),
        one("Gather", "x i", m -> m.ints("i", 2, 0, 1), with("axis", 1)),
        one("Gather", "x i", m -> m.scalar("i", -1), with("axis", 2)),
        one("Pad", "x p", m -> m.ints("p", 0, 0, 1, 2, 0, 0, 3, 4)),
        one("DepthToSpace", "x", m -> m, with("blocksize", 2)),
        one("ArgMax", "x", m -> m, with("axis", 1), with("keepdims", 0)),
        one("CumSum", "x a", m -> m.scalar("a", 1)),
        one("MatMul", "x w", m -> m.weights("w", FLOAT, 11, 7)),
        one("MatMul", "x w", m -> m.weights("w", FLOAT, 8, 11, 7)),
        one("MatMul", "x w", m -> m.weights("w", FLOAT, 11)));
  }

  private static Arguments transposed(int kernel, OnnxBytes.Attribute... attributes) {
    return one(
        "ConvTranspose", "x w", m -> m.weights("w", FLOAT, 8, 6, kernel, kernel), attributes);
  }

  private interface Setup {
    OnnxBytes on(OnnxBytes model);
  }

  private static Arguments one(
      String type, String inputs, Setup setup, OnnxBytes.Attribute... attributes) {
    OnnxBytes model = new OnnxBytes(17).input("x", FLOAT, 1, 8, 9, 11);
    // HardSwish, Softplus and others are asked for by their type only.
    setup.on(model).node(type, inputs, "y", attributes);
    return Arguments.of(type, model.output("y", type.equals("ArgMax") ? INT64 : FLOAT));
  }

  /** Shapes as ONNX Runtime computes them when it executes the model. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("operators")
  void resultsHaveTheShapesThatOnnxRuntimeComputes(String type, OnnxBytes model)
      throws OrtException {
    Workload workload = workload(model);
    List<Node> outputs = workload.graph().outputs();
    List<Integer> expected = shapesByOnnxRuntime(model).get(0);
    assertThat(outputs).hasSize(1);
    // The language has no reshape to a scalar, and squeezing to nothing keeps one element.
    List<Integer> found = outputs.get(0).type().shape().dims();
    assertThat(found.equals(List.of(1)) ? List.of() : found)
        .as(type)
        .isEqualTo(expected.equals(List.of(1)) ? List.of() : expected);
    assertThat(new Lowering(LoweringOptions.defaults()).lower(workload).calls()).isNotEmpty();
  }

  /**
   * Worked: by stride 2 a kernel of 4 makes 8 rows of 4 with 2 rows of padding, however they are
   * asked for; each of 4 x 4 inputs of 8 channels adds 16 taps to 6 channels: 128 * 96 = 12288.
   */
  @Test
  void waysToAskForTheSizeOfATransposedConvolutionAreOne() {
    List<String> lines =
        Stream.of(
                with("pads", List.of(1, 1, 1, 1)),
                with("auto_pad", "SAME_UPPER"),
                with("auto_pad", "SAME_LOWER"),
                with("output_shape", List.of(8, 8)))
            .map(
                attribute ->
                    new OnnxBytes(17)
                        .input("x", FLOAT, 1, 8, 4, 4)
                        .weights("w", FLOAT, 8, 6, 4, 4)
                        .node(
                            "ConvTranspose", "x w", "y", with("strides", List.of(2, 2)), attribute)
                        .output("y", FLOAT))
            .peek(
                model ->
                    assertThat(workload(model).graph().multiplyAccumulates()).isEqualTo(12_288))
            .map(model -> read(model, Map.of()).yaml())
            .distinct()
            .toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains(
            "operator: transposed_convolution, inputs: x, channels: 6, kernel: 4, stride: 2,"
                + " padding: 1, output_padding: 0, bias: false}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOTSET", "SAME_UPPER", "SAME_LOWER"})
  void aTransposedConvolutionInOneDimensionHasTheSizeThatOnnxRuntimeComputes(String auto)
      throws OrtException {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 2, 8, 9)
            .weights("w", FLOAT, 8, 3, 5)
            .node(
                "ConvTranspose",
                "x w",
                "y",
                with("group", 2),
                with("auto_pad", auto),
                with("strides", List.of(2)))
            .output("y", FLOAT);
    Workload workload = workload(model);
    assertThat(workload.graph().outputs().get(0).type().shape().dims())
        .isEqualTo(shapesByOnnxRuntime(model).get(0));
    // 2 x 8 x 9 inputs, each to 5 taps of the 3 channels of its group.
    assertThat(workload.graph().multiplyAccumulates()).isEqualTo(144 * 15);
  }

  @Test
  void anOutputShapeOfAnotherRankIsRefused() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 8, 4, 4)
            .weights("w", FLOAT, 8, 6, 4, 4)
            .node("ConvTranspose", "x w", "y", with("output_shape", List.of(1, 6, 8, 8)))
            .output("y", FLOAT);
    assertThatThrownBy(() -> read(model, Map.of()))
        .hasMessage(
            "net.onnx: node 0 (ConvTranspose): output_shape is [1, 6, 8, 8], but needs 2 numbers"
                + " from 0 to 2147483647, one per dimension of the image");
  }

  private static OnnxBytes resizeTo(String policy, OnnxBytes.Attribute... attributes) {
    OnnxBytes.Attribute[] all = Arrays.copyOf(attributes, attributes.length + 1);
    all[attributes.length] = with("keep_aspect_ratio_policy", policy);
    return new OnnxBytes(18)
        .input("x", FLOAT, 1, 3, 100, 40)
        .ints("s", 33, 30)
        .node("Resize", "x - - s", "y", all)
        .output("y", FLOAT);
  }

  /**
   * Worked: 100 x 40 to 33 x 30 has the scales 0.33 and 0.75; 40 * 0.33 = 13.2, 100 * 0.75 = 75.
   */
  @ParameterizedTest
  @CsvSource({"stretch, 33, 30", "not_larger, 33, 13", "not_smaller, 75, 30"})
  void aResizeThatKeepsProportionsHasTheSizeThatOnnxRuntimeComputes(
      String policy, int height, int width) throws OrtException {
    OnnxBytes model = resizeTo(policy, with("axes", List.of(2, 3)));
    assertThat(operators(model))
        .containsExactly("resize_nearest [1,3," + height + "," + width + "]");
    assertThat(shapesByOnnxRuntime(model)).isEqualTo(List.of(List.of(1, 3, height, width)));
  }

  /**
   * Worked, with columns before rows: 40 columns to 33 and 100 rows to 30 have the scales 0.825 and
   * 0.3; 40 * 0.3 = 12, and of 100 * 0.825 = 82.5 the half is rounded up. Shape inference of ONNX
   * 1.23.1 gives the same.
   */
  @ParameterizedTest
  @CsvSource({"stretch, 30, 33", "not_larger, 30, 12", "not_smaller, 83, 33"})
  void axesOfAResizeMayComeInAnyOrder(String policy, int height, int width) {
    assertThat(operators(resizeTo(policy, with("axes", List.of(-1, -2)))))
        .containsExactly("resize_nearest [1,3," + height + "," + width + "]");
  }

  @Test
  void aPolicyOfResizingThatOnnxLacksIsRefused() {
    assertThatThrownBy(() -> read(resizeTo("round", with("axes", List.of(2, 3))), Map.of()))
        .hasMessage(
            "net.onnx: node 0 (Resize): keep_aspect_ratio_policy is \"round\", but must be stretch,"
                + " not_larger or not_smaller");
  }

  @Test
  void splitsHaveTheSizesThatOnnxRuntimeComputes() throws OrtException {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 8, 9)
            .ints("s", 3, 5)
            .node("Split", "x s", "a b", with("axis", 1))
            .output("a", FLOAT)
            .output("b", FLOAT);
    assertThat(
            workload(model).graph().outputs().stream().map(n -> n.type().shape().dims()).toList())
        .isEqualTo(shapesByOnnxRuntime(model));
  }

  /** Worked: 1x28x28, 5x5 kernel to 6 channels: 24*24*6*25 = 86400; linear 864 to 10: 8640. */
  @Test
  void aSmallNetworkHasTheMultiplyAccumulatesWorkedOutByHand() throws OrtException {
    OnnxBytes model =
        new OnnxBytes(13)
            .input("image", FLOAT, 1, 1, 28, 28)
            .weights("w1", FLOAT, 6, 1, 5, 5)
            .weights("b1", FLOAT, 6)
            .weights("w2", FLOAT, 10, 864)
            .weights("b2", FLOAT, 10)
            .node("Conv", "image w1 b1", "c")
            .node("Relu", "c", "r")
            .node(
                "MaxPool",
                "r",
                "p",
                with("kernel_shape", List.of(2, 2)),
                with("strides", List.of(2, 2)))
            .node("Flatten", "p", "f")
            .node("Gemm", "f w2 b2", "y", with("transB", 1))
            .output("y", FLOAT, 1, 10);
    Workload workload = workload(model);
    assertThat(workload.graph().nodes().stream().mapToLong(Node::multiplyAccumulates).sum())
        .isEqualTo(86_400 + 8_640);
    assertThat(shapesByOnnxRuntime(model)).isEqualTo(List.of(List.of(1, 10)));
    assertThat(operators(model))
        .containsExactly(
            "convolution [1,6,24,24]",
            "relu [1,6,24,24]",
            "max_pool [1,6,12,12]",
            "reshape [1,864]",
            "linear [1,10]");
  }

  /** Attention as exporters write it, with shapes computed in the graph. */
  private static OnnxBytes attention(Object batch) {
    return new OnnxBytes(14)
        .input("ids", INT64, batch, "tokens")
        .weights("table", FLOAT, 100, 16)
        .weights("wq", FLOAT, 16, 16)
        .weights("wk", FLOAT, 16, 16)
        .weights("wv", FLOAT, 16, 16)
        .ints("minusOne", -1)
        .ints("heads", 2)
        .ints("width", 8)
        .floats("root", 2.83f)
        .scalar("zero", 0)
        .scalar("one", 1)
        .ints("axis0", 0)
        .node("Gather", "table ids", "h")
        .node("MatMul", "h wq", "q")
        .node("MatMul", "h wk", "k")
        .node("MatMul", "h wv", "v")
        .node("Shape", "h", "shape")
        .node("Gather", "shape zero", "b")
        .node("Gather", "shape one", "t")
        .node("Unsqueeze", "b axis0", "b1")
        .node("Unsqueeze", "t axis0", "t1")
        .node("Concat", "b1 t1 heads width", "split", with("axis", 0))
        .node("Reshape", "q split", "q4")
        .node("Reshape", "k split", "k4")
        .node("Reshape", "v split", "v4")
        .node("Transpose", "q4", "qh", with("perm", List.of(0, 2, 1, 3)))
        .node("Transpose", "k4", "kh", with("perm", List.of(0, 2, 3, 1)))
        .node("Transpose", "v4", "vh", with("perm", List.of(0, 2, 1, 3)))
        .node("MatMul", "qh kh", "s")
        .node("Div", "s root", "scaled")
        .node("Softmax", "scaled", "p", with("axis", -1))
        .node("MatMul", "p vh", "o")
        .node("Transpose", "o", "ot", with("perm", List.of(0, 2, 1, 3)))
        .node("Concat", "b1 t1 minusOne", "join", with("axis", 0))
        .node("Reshape", "ot join", "y")
        .output("y", FLOAT, batch, "tokens", 16);
  }

  /** Worked: 3 linears of 5x16x16 each, and two products of 2 heads with 5x8x5: 3840 + 800. */
  @Test
  void attentionIsImportedWithShapesThatTheGraphComputes() {
    Workload workload = workload(read(attention("batch"), Map.of("batch", 1, "tokens", 5)));
    assertThat(workload.graph().outputs().get(0).type().shape().dims()).containsExactly(1, 5, 16);
    assertThat(workload.graph().nodes().stream().mapToLong(Node::multiplyAccumulates).sum())
        .isEqualTo(3840 + 800);
    assertThat(workload.graph().nodes().stream().map(n -> n.operator().kind().key()))
        .contains("take", "softmax", "matmul");
  }

  @Test
  void openDimensionsAreListed() {
    assertThatThrownBy(() -> read(attention("batch"), Map.of()))
        .isInstanceOf(ImportException.class)
        .hasMessage(
            "net.onnx: these dimensions are open: batch, tokens; give each a size, such as --dim"
                + " batch=1");
    assertThatThrownBy(() -> read(attention("batch"), Map.of("batch", 1, "tokens", 2, "x", 3)))
        .hasMessage(
            "net.onnx: --dim x names no dimension that the model leaves open; those are [batch,"
                + " tokens]");
  }

  /** A quantized convolution as ONNX Runtime's quantizer writes it. */
  private static OnnxBytes quantized(long... weightScale) {
    return new OnnxBytes(13)
        .input("x", FLOAT, 1, 3, 8, 8)
        .weights("s", FLOAT)
        .weights("z", INT8)
        .weights("w", INT8, 4, 3, 3, 3)
        .weights("ws", FLOAT, weightScale)
        .weights("wz", INT8, weightScale)
        .node("QuantizeLinear", "x s z", "xq")
        .node("DequantizeLinear", "xq s z", "xd")
        .node("DequantizeLinear", "w ws wz", "wd", with("axis", 0))
        .node("Conv", "xd wd", "c")
        .node("QuantizeLinear", "c s z", "cq")
        .node("DequantizeLinear", "cq s z", "y")
        .output("y", FLOAT, 1, 4, 6, 6);
  }

  @Test
  void quantizedModelsAreRecognised() {
    OnnxNetwork network = read(quantized(4), Map.of());
    assertThat(network.yaml()).contains("dtype: int8\nweights: per_channel\n");
    assertThat(operators(quantized(4))).containsExactly("convolution [1,4,6,6]");
    assertThat(network.notes())
        .containsExactly(
            "1 of 1 convolutions and matrix products are quantized in the model; the lowering"
                + " quantizes what the runtime's quantizer would");
    assertThat(read(quantized(), Map.of()).yaml()).contains("weights: per_tensor\n");
  }

  @Test
  void halfPrecisionIsRecognised() {
    OnnxBytes model =
        new OnnxBytes(13)
            .input("x", FLOAT16, 1, 4)
            .weights("w", FLOAT16, 4, 2)
            .node("MatMul", "x w", "y")
            .output("y", FLOAT16, 1, 2);
    assertThat(read(model, Map.of()).yaml()).contains("dtype: fp16\n");
  }

  @Test
  void weightsInFilesThatAreNotThereAreEnough() {
    OnnxBytes model =
        new OnnxBytes(13)
            .input("x", FLOAT, 1, 4096)
            .external("w", FLOAT, 4096, 32768)
            .node("MatMul", "x w", "y")
            .output("y", FLOAT, 1, 32768);
    assertThat(operators(model)).containsExactly("linear [1,32768]");
  }

  @Test
  void anUnknownOperatorIsCountedAndPricedByItsDeclaredResult() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 4)
            .node("my.domain/Fancy", "x", "a")
            .node("my.domain/Fancy", "a", "y")
            .declared("a", FLOAT, 1, 6)
            .output("y", FLOAT, 1, 7);
    OnnxNetwork network = read(model, Map.of());
    assertThat(network.opaque()).containsExactly(Map.entry("my.domain.Fancy", 2));
    assertThat(operators(model)).containsExactly("opaque [1,6]", "opaque [1,7]");
  }

  private static final String NO_SHAPES =
      "net.onnx: Tilewise cannot infer the shapes of these results, and the file does not state"
          + " them: ";
  private static final String INFER =
      "; run ONNX's shape inference on the file, or replace the operators";

  /** An operator of the language in between does not keep the second from being found. */
  @Test
  void unknownOperatorsWithoutDeclaredResultAreAllRefusedAtOnce() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 4)
            .input("v", FLOAT, 1, 4, 5, 5, 5)
            .weights("w", FLOAT, 2, 4, 3, 3, 3)
            .node("my.domain/Stated", "x", "s")
            .node("my.domain/Fancy", "s", "a")
            .node("Relu", "a", "b")
            .node("my.domain/Other", "b", "c")
            .node("Conv", "v w", "d")
            .declared("s", FLOAT, 1, 3)
            .output("c", FLOAT, "n", 7)
            .output("d", FLOAT, "n", 2, 3, 3, 3);
    assertThatThrownBy(() -> read(model, Map.of()))
        .isInstanceOf(ImportException.class)
        .hasMessage(
            NO_SHAPES
                + "\"a\" of node 1 (my.domain.Fancy), \"c\" of node 3 (my.domain.Other), \"d\" of"
                + " node 4 (Conv)"
                + INFER
                + "; not supported either, but with a shape that is stated: my.domain.Stated x1");
  }

  @Test
  void anUnknownOperatorWithoutDeclaredResultThatReadsOneIsListedToo() {
    OnnxBytes model = new OnnxBytes(17).input("x", FLOAT, 1, 4);
    for (int i = 0; i < 25; i++) {
      model.node("my.domain/Fancy", i == 0 ? "x" : "a" + (i - 1), "a" + i);
    }
    assertThatThrownBy(() -> read(model.output("a24", FLOAT, "n", 7), Map.of()))
        .hasMessageStartingWith(
            NO_SHAPES + "\"a0\" of node 0 (my.domain.Fancy), \"a1\" of node 1 (my.domain.Fancy), ")
        .hasMessageEndingWith("\"a19\" of node 19 (my.domain.Fancy) and 5 more" + INFER);
  }

  /** What nobody reads may have any shape. */
  @Test
  void furtherResultsOfAnUnknownOperatorCountAsOneNode() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 4, 32)
            .ints("k", 3)
            .node("TopK", "x k", "v i")
            .declared("v", FLOAT, 4, 3)
            .declared("i", INT64, 4, 3)
            .output("v", FLOAT, 4, 3)
            .output("i", INT64, 4, 3);
    OnnxNetwork network = read(model, Map.of());
    assertThat(network.opaque()).containsExactly(Map.entry("TopK", 1));
    // The second result costs a loop over its own elements, not all that the node reads again.
    assertThat(network.yaml())
        .contains(
            "buffers:\n  k: [1]\noperators:\n"
                + "  - {name: TopK, operator: opaque, inputs: [x, k], called: TopK, shape: [4, 3],"
                + " dtype: fp32}\n"
                + "  - {name: TopK_2, operator: opaque, inputs: TopK, called: TopK, shape: [4, 3],"
                + " dtype: int64}\n");
    assertThat(workload(network).graph().parameters()).isZero();
  }

  @Test
  void aFurtherResultWithoutShapeIsRefusedIfItIsReadOnly() {
    OnnxBytes unread =
        new OnnxBytes(17)
            .input("x", FLOAT, 4, 32)
            .ints("k", 3)
            .node("TopK", "x k", "v i")
            .output("v", FLOAT, 4, 3);
    assertThat(operators(unread)).containsExactly("opaque [4,3]");
    OnnxBytes returned =
        new OnnxBytes(17)
            .input("x", FLOAT, 4, 32)
            .ints("k", 3)
            .node("TopK", "x k", "v i")
            .output("v", FLOAT, 4, 3)
            .output("i", INT64, "n", 3);
    assertThatThrownBy(() -> read(returned, Map.of()))
        .hasMessage(
            NO_SHAPES
                + "\"i\" of node 0 (TopK)"
                + INFER
                + "; not supported either, but with a shape that is stated: TopK x1");
  }

  /** The language has pooling, but without the places of the largest elements. */
  @Test
  void aFurtherResultThatTheLanguageLacksIsOpaqueIfItIsRead() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 2, 6, 6)
            .node("MaxPool", "x", "y i", with("kernel_shape", List.of(3, 3)))
            .node("Abs", "i", "a")
            .declared("y", FLOAT, 1, 2, 4, 4)
            .declared("i", INT64, 1, 2, 4, 4)
            .output("y", FLOAT, 1, 2, 4, 4);
    assertThat(operators(model)).containsExactly("opaque [1,2,4,4]");
    model.output("a", INT64, 1, 2, 4, 4);
    assertThat(operators(model))
        .containsExactlyInAnyOrder("opaque [1,2,4,4]", "opaque [1,2,4,4]", "abs [1,2,4,4]");
    assertThat(read(model, Map.of()).opaque()).containsExactly(Map.entry("MaxPool", 1));
  }

  /**
   * Worked: gates 4 x 8 = 32 rows of 16 inputs and of 8 states: 512 + 256 weights, 4 bytes each.
   */
  @Test
  void anUnknownOperatorReadsItsWeights() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 5, 1, 16)
            .weights("w", FLOAT, 1, 32, 16)
            .weights("r", FLOAT, 1, 32, 8)
            .node("LSTM", "x w r", "- h -", with("hidden_size", 8))
            .output("h", FLOAT, 1, 1, 8);
    OnnxNetwork network = read(model, Map.of());
    Workload workload = workload(network);
    assertThat(workload.graph().parameters()).isEqualTo(512 + 256);
    var lstm =
        new Lowering(LoweringOptions.defaults())
            .lower(workload).calls().stream()
                .filter(call -> call.operator().kind() == OperatorKind.OPAQUE)
                .toList();
    assertThat(lstm).hasSize(1);
    assertThat(lstm.get(0).operandBytes()).isEqualTo(4 * (5 * 16 + 512 + 256));
    assertThat(lstm.get(0).operands().get(0).elements()).isEqualTo(5 * 16);
  }

  /** A table comes first in the model, but the price counts what is computed. */
  @Test
  void anUnknownOperatorReadsWhatIsComputedFirst() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("i", INT64, 2, 1)
            .weights("table", FLOAT, 100, 16)
            .weights("none", FLOAT, 0)
            .node("GatherND", "table i none", "y")
            .output("y", FLOAT, 2, 16);
    assertThat(read(model, Map.of()).yaml()).contains("operator: opaque, inputs: [i, table], ");
  }

  @Test
  void unknownOperatorsThatAreProductsAreSaidNotToBeCounted() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 4, 5, 5, 5)
            .weights("w", FLOAT, 2, 4, 3, 3, 3)
            .node("Conv", "x w", "c")
            .node("my.domain/Fancy", "c", "y")
            .declared("c", FLOAT, 1, 2, 3, 3, 3)
            .output("y", FLOAT, 1, 7);
    OnnxNetwork network = read(model, Map.of());
    assertThat(network.notes())
        .containsExactly(
            "Operators that are not known, priced as a loop over what they read or write: Conv x1,"
                + " my.domain.Fancy x1",
            "Of these, the following are products or may hold some; their multiply-accumulates are"
                + " neither counted nor priced: Conv x1");
    assertThat(network.yaml())
        .contains(
            "# Of these, the following are products or may hold some; their multiply-accumulates"
                + " are neither counted nor priced: Conv x1.\n",
            "description: \"imported from net.onnx; multiply-accumulates of Conv are not"
                + " counted\"\n");
    assertThat(workload(network).graph().parameters()).isEqualTo(2 * 4 * 27);
  }

  @ParameterizedTest
  @CsvSource({
    "Conv, true",
    "ConvInteger, true",
    "DeformConv, true",
    "LSTM, true",
    "GRU, true",
    "RNN, true",
    "Einsum, true",
    "Loop, true",
    "com.microsoft.FusedMatMul, true",
    "com.microsoft.GroupQueryAttention, true",
    "com.microsoft.QGemm, true",
    "com.microsoft.QMoE, true",
    "TopK, false",
    "GatherND, false",
    "NonMaxSuppression, false",
    "org.Convert, false",
    "Conv.Fancy, false"
  })
  void productsAreToldByTheirNames(String type, boolean product) {
    assertThat(UncountedProducts.has(type)).isEqualTo(product);
  }

  @Test
  void cyclesAndUnsortedNodesAreRefused() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 4)
            .node("Add", "x b", "a")
            .node("Relu", "a", "b")
            .output("b", FLOAT, 1, 4);
    assertThatThrownBy(() -> read(model, Map.of()))
        .hasMessage(
            "net.onnx: node 0 (Add): reads \"b\", which no node before it computes; the network"
                + " has a cycle, or its nodes are not sorted");
  }

  @Test
  void aNameThatNothingDefinesIsRefused() {
    OnnxBytes read =
        new OnnxBytes(17).input("x", FLOAT, 1, 4).node("Add", "x q", "y").output("y", FLOAT, 1, 4);
    assertThatThrownBy(() -> read(read, Map.of()))
        .hasMessage(
            "net.onnx: node 0 (Add): reads \"q\", which is no input, no initializer and no result"
                + " of a node");
    OnnxBytes returned =
        new OnnxBytes(17).input("x", FLOAT, 1, 4).node("Relu", "x", "y").output("z", FLOAT, 1, 4);
    assertThatThrownBy(() -> read(returned, Map.of()))
        .hasMessage(
            "net.onnx: output \"z\" is computed by no node, and is no input or initializer");
  }

  @Test
  void aGraphWithoutOutputsIsRefused() {
    OnnxBytes model = new OnnxBytes(17).input("x", FLOAT, 1, 4).node("Relu", "x", "y");
    assertThatThrownBy(() -> read(model, Map.of()))
        .hasMessage(
            "net.onnx: the graph has no outputs, and only what outputs need is computed; name"
                + " outputs in it");
  }

  @ParameterizedTest
  @CsvSource({"Conv, strides", "Conv, dilations", "MaxPool, strides", "ConvTranspose, dilations"})
  void aWindowThatDoesNotMoveIsRefused(String type, String attribute) {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 8, 9, 11)
            .weights("w", FLOAT, 8, 8, 3, 3)
            .node(
                type,
                type.equals("MaxPool") ? "x" : "x w",
                "y",
                with(attribute, List.of(1, 0)),
                with("kernel_shape", List.of(3, 3)))
            .output("y", FLOAT);
    assertThatThrownBy(() -> read(model, Map.of()))
        .hasMessage(
            "net.onnx: node 0 ("
                + type
                + "): "
                + attribute
                + " is [1, 0]; each must be from 1 to 2147483647");
  }

  /** Bounds are constants of one element, or left out; a half is 0x4600 for 6 and 0x4500 for 5. */
  static Stream<Arguments> clips() {
    return Stream.of(
        clip("x l h", "relu6", m -> m.floats("l", 0).floats("h", 6)),
        clip("x l h", "relu6", m -> m.floats("l", -0f).constant("h", 6f)),
        clip("x l h", "relu6", m -> m.halves("l", 0).halves("h", 0x4600)),
        clip("x l h", "clamp", m -> m.halves("l", 0).halves("h", 0x4500)),
        clip("x l h", "clamp", m -> m.halves("l", 0x8001).halves("h", 0x4600)),
        clip("x l", "relu", m -> m.floats("l", 0)),
        clip("x l -", "relu", m -> m.constant("l", 0f)),
        clip("x l h", "relu", m -> m.floats("l", 0).floats("h", Float.MAX_VALUE)),
        clip("x l h", "relu", m -> m.halves("l", 0).halves("h", 0x7c00)),
        clip("x l h", "clamp", m -> m.floats("l", 0).floats("h", 1)),
        clip("x l h", "clamp", m -> m.floats("l", -6).floats("h", 6)),
        clip("x - h", "clamp", m -> m.floats("h", 6)),
        clip("x", "clamp", m -> m),
        clip("x l h", "clamp", m -> m.external("l", FLOAT).external("h", FLOAT)),
        clip("x l h", "clamp", m -> m.floats("l", 0).input("h", FLOAT)));
  }

  private static Arguments clip(String inputs, String expected, Setup setup) {
    OnnxBytes model = new OnnxBytes(17).input("x", FLOAT, 1, 4);
    return Arguments.of(
        inputs, expected, setup.on(model).node("Clip", inputs, "y").output("y", FLOAT, 1, 4));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("clips")
  void aClipIsWhatItsBoundsMakeOfIt(String inputs, String expected, OnnxBytes model) {
    assertThat(operators(model)).containsExactly(expected + " [1,4]");
  }

  /** The convolution computes the clamp along, so that one kernel call is left. */
  @Test
  void aClipFromZeroToSixBecomesPartOfTheConvolution() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 8, 9, 11)
            .weights("w", FLOAT, 16, 8, 3, 3)
            .floats("l", 0)
            .floats("h", 6)
            .node("Conv", "x w", "c")
            .node("Clip", "c l h", "y")
            .output("y", FLOAT, 1, 16, 7, 9);
    assertThat(
            new Lowering(LoweringOptions.defaults())
                .lower(workload(model)).calls().stream()
                    .map(call -> call.operator().kind().key())
                    .toList())
        .contains("convolution")
        .doesNotContain("relu6", "clamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "x", "w"})
  void aNameIsComputedOnce(String name) {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 8, 9, 11)
            .weights("w", FLOAT, 16, 8, 3, 3)
            .node("Conv", "x w", "c")
            .node("Abs", "x", name)
            .output("c", FLOAT);
    assertThatThrownBy(() -> read(model, Map.of()))
        .hasMessage(
            "net.onnx: node 1 (Abs): computes \""
                + name
                + "\", which an input, an initializer or a node before it is called already; give"
                + " each tensor its own name");
  }

  @Test
  void aDimensionThatIsNotThereIsNamed() {
    OnnxBytes model =
        new OnnxBytes(17).input("x", FLOAT, "n", 4).node("Relu", "x", "y").output("y", FLOAT);
    assertThatThrownBy(() -> read(model, Map.of("m", 1)))
        .hasMessageEndingWith("such as --dim n=1; --dim m names none of them");
    assertThatThrownBy(() -> read(model, Map.of("n", 2, "m", 1)))
        .hasMessageContaining("--dim m names no dimension that the model leaves open");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 22})
  void otherOperatorSetsAreRefused(int opset) {
    OnnxBytes model =
        new OnnxBytes(opset).input("x", FLOAT, 4).node("Relu", "x", "y").output("y", FLOAT, 4);
    assertThatThrownBy(() -> read(model, Map.of()))
        .hasMessageContaining(
            "the model uses operator set " + opset + "; 11 to 21 can be imported");
  }

  @Test
  void giganticShapesAreRefused() {
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1 << 30, 1 << 30, 1 << 30)
            .node("Relu", "x", "y")
            .output("y", FLOAT);
    assertThatThrownBy(() -> read(model, Map.of()))
        .hasMessageContaining("has more than 2^40 elements");
  }

  @Test
  void aMillionNodesAreRefusedAtOnce() {
    OnnxBytes model = new OnnxBytes(17).input("x", FLOAT, 1, 4);
    String last = "x";
    for (int i = 0; i < 1_000_000; i++) {
      model.node("Relu", last, "n");
      last = "n";
    }
    assertThatThrownBy(() -> read(model.output("n", FLOAT, 1, 4), Map.of()))
        .hasMessageContaining("the network has more than 20000 nodes");
  }

  /**
   * Found by reading: each result read all that the node reads, and names were tried one by one.
   */
  @Test
  void aNodeOfManyResultsDoesNotMultiplyWhatItReads() {
    String reads = String.join(" ", Collections.nCopies(1000, "x"));
    List<String> results = IntStream.range(0, 20_000).mapToObj(i -> "y" + i).toList();
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 4)
            .node("my.domain/Fancy", reads, String.join(" ", results))
            .node("Sum", String.join(" ", results.subList(0, 1000)), "y");
    results.forEach(name -> model.declared(name, FLOAT, 1, 4));
    OnnxNetwork network = read(model.output("y", FLOAT, 1, 4), Map.of());
    // 1000 results that are read, the first with all that the node reads, and 999 additions.
    assertThat(network.operators()).isEqualTo(1999);
    assertThat(network.yaml().length()).isLessThan(400_000);
  }

  /** A node of many results without shape, each of which is read, is looked at once per read. */
  @Test
  void manyResultsWithoutShapeAreReadInTime() {
    String reads = String.join(" ", Collections.nCopies(20_000, "x"));
    List<String> results = IntStream.range(0, 10_000).mapToObj(i -> "y" + i).toList();
    OnnxBytes model =
        new OnnxBytes(17)
            .input("x", FLOAT, 1, 4)
            .node("my.domain/Fancy", reads, String.join(" ", results));
    results.forEach(name -> model.node("Relu", name, "r" + name));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    assertThatThrownBy(() -> read(model.output("ry0", FLOAT), Map.of()))
        .hasMessageContaining(" and 9980 more");
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(3));
  }

  /** 19 999 operators that would all have the same name. */
  @Test
  void manyNodesOfOneNameAreReadInTime() {
    OnnxBytes model = new OnnxBytes(17).input("x", FLOAT, 1, 4);
    for (int i = 0; i < 19_999; i++) {
      model.node("Relu", "x", "y" + i);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    assertThat(read(model.output("y19998", FLOAT, 1, 4), Map.of()).yaml())
        .contains("outputs: [Relu_19999]");
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(3));
  }

  private static OnnxNetwork read(byte[] bytes, Map<String, Integer> dims) throws IOException {
    return OnnxImport.read(new ByteArrayInputStream(bytes), "net.onnx", dims);
  }

  /**
   * Certified: 25.5 M parameters with biases folded from batch norm (torchvision lists 25,557,032
   * with scale and shift apart) and 4.09 G multiply-accumulates (torchvision lists 4.09 GFLOPS for
   * resnet50, which is v1.5).
   */
  @Test
  void resNet50HasItsPublishedSize() throws IOException {
    Workload workload = workload(read(OnnxSamples.resNet50(), Map.of("batch", 1)));
    List<Node> nodes = workload.graph().nodes();
    assertThat(nodes.stream().mapToLong(Node::multiplyAccumulates).sum())
        .isBetween(4_085_000_000L, 4_095_000_000L);
    long weights =
        nodes.stream()
            .filter(n -> n.operator() instanceof MatrixOperator)
            .mapToLong(n -> ((MatrixOperator) n.operator()).weightElements())
            .sum();
    // 25,557,032 less the 53,120 scales and shifts of batch norm and the 1000 biases at the end.
    assertThat(weights).isEqualTo(25_557_032 - 53_120 - 1000);
    assertThat(nodes.stream().filter(n -> n.operator() instanceof Convolution)).hasSize(53);
  }

  /** The network of the library is written with batch norm, the model without: it is folded. */
  @Test
  void resNet50BecomesTheCallsOfTheOneInTheLibrary() throws IOException {
    Workload imported = workload(read(OnnxSamples.resNet50(), Map.of("batch", 1)));
    Path file =
        Path.of(System.getProperty("tilewise.root"), "configs/workloads/resnet50-v1.5.yaml");
    Workload written =
        Workloads.read(file, List.of(Overlay.ofAssignments("--set", List.of("dtype=fp32"))));
    assertThat(calls(imported)).hasSizeGreaterThan(70).isEqualTo(calls(written));
    // Biases in place of scale and shift: one number per channel less.
    assertThat(imported.graph().parameters()).isEqualTo(written.graph().parameters() - 53_120 / 2);
    assertThat(imported.graph().multiplyAccumulates())
        .isEqualTo(written.graph().multiplyAccumulates());
  }

  /** What is executed, in order: all but names. */
  private static List<String> calls(Workload workload) {
    return new Lowering(LoweringOptions.defaults().withDecomposeBatchNorm(true))
        .lower(workload).calls().stream()
            .map(
                call ->
                    String.join(
                        " ",
                        call.runtimeOperator(),
                        call.backend().key(),
                        String.valueOf(call.delegate()),
                        String.valueOf(call.operands()),
                        String.valueOf(call.result()),
                        String.valueOf(call.layout()),
                        String.valueOf(call.multiplyAccumulates()),
                        String.valueOf(call.weightBytes())))
            .toList();
  }

  @Test
  void whatHasNoBiasCountsNone() {
    OnnxBytes model =
        new OnnxBytes(13)
            .input("x", FLOAT, 1, 8, 5, 5)
            .weights("w", FLOAT, 4, 8, 3, 3)
            .weights("b", FLOAT, 4)
            .weights("v", FLOAT, 4, 4, 1, 1)
            .node("Conv", "x w b", "c")
            .node("Conv", "c v", "y")
            .output("y", FLOAT, 1, 4, 3, 3);
    assertThat(workload(model).graph().parameters()).isEqualTo(4 * 8 * 9 + 4 + 4 * 4);
  }

  /** In processor time, which a busy machine does not change. */
  @Test
  void aThousandOperatorsAreImportedAndLoweredFast() throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    Workload workload = workload(read(OnnxSamples.chain(1000), Map.of()));
    assertThat(new Lowering(LoweringOptions.defaults()).lower(workload).calls())
        .hasSizeGreaterThan(1000);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(3));
  }
}
