package io.tilewise.workload.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.ParameterForm;
import io.tilewise.workload.Precision;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.lowering.LoweringOptions;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadFileTest {

  private static Workload read(String yaml) {
    WorkloadFile file =
        new ConfigReader()
            .parse("w.yaml", yaml)
            .bind(Workloads.KIND.format(), ParameterForm.FULL)
            .value();
    return ((DescribedNetwork) file).workload("w");
  }

  private static String problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> read(yaml)).getMessage();
  }

  private static List<String> calls(String yaml) {
    return new Lowering(LoweringOptions.defaults())
        .lower(read(yaml)).calls().stream().map(KernelCall::runtimeOperator).toList();
  }

  /** A graph on one image of 4 channels, with operators a line each. */
  private static String graph(String... operators) {
    return "model: graph\ninputs: {image: [1, 4, 8, 8]}\noperators:\n"
        + lines(operators)
        + "outputs: out\n";
  }

  private static String lines(String... operators) {
    return List.of(operators).stream()
        .map(operator -> "  - {" + operator + "}\n")
        .collect(Collectors.joining());
  }

  @Test
  void operatorsAreSortedAndSizesFollowFromInputs() {
    Workload workload =
        read(
            graph(
                "name: out, operator: concat, inputs: [image, relu]",
                "name: relu, operator: relu, inputs: conv",
                "name: conv, operator: convolution, inputs: image, channels: 6, padding: 1"));
    assertThat(workload.graph().nodes().stream().map(Node::toString))
        .containsExactly(
            "image: input f16[1,4,8,8]",
            "conv: convolution f16[1,6,8,8]",
            "relu: relu f16[1,6,8,8]",
            "out: concat f16[1,10,8,8]");
    // 6 x 8 x 8 outputs, each a sum over 4 channels x 3 x 3.
    assertThat(workload.graph().nodes().get(1).multiplyAccumulates()).isEqualTo(6 * 64 * 36);
    // Reads 4 x 64 elements and 6 x 36 weights, writes 6 x 64; two bytes each.
    assertThat(workload.graph().nodes().get(1).bytes()).isEqualTo(2 * (256 + 216 + 384));
  }

  @Test
  void inputsInAnotherFormatAndLayoutAreConvertedAndTransposedAtTheStart() {
    String pool = "name: out, operator: max_pool, inputs: image";
    Workload workload =
        read("input_dtypes: {image: fp32}\ninput_layouts: {image: nhwc}\n" + graph(pool));
    assertThat(workload.graph().nodes().stream().map(Node::toString))
        .containsExactly(
            "image: input f32[1,8,8,4]",
            "image.cast: cast f16[1,8,8,4]",
            "image.permute: permute f16[1,4,8,8]",
            "out: max pool f16[1,4,4,4]");
    // What the network has anyway changes nothing.
    String same = "input_dtypes: {image: fp16}\ninput_layouts: {image: nchw}\n";
    assertThat(read(same + graph(pool)).graph().nodes())
        .hasToString(read(graph(pool)).graph().nodes().toString());
  }

  @Test
  void formatsOfWhatIsNoInputAndLayoutsOfWhatIsNoImageAreRefused() {
    String out = "name: out, operator: relu, inputs: image";
    assertThat(problems("input_dtypes: {imgae: fp32}\n" + graph(out)))
        .isEqualTo("w.yaml:1:23: input_dtypes.imgae: there is no input \"imgae\" (inputs: image)");
    assertThat(
            problems(
                "input_layouts: {image: nhwc}\nmodel: graph\ninputs: {image: [4, 8]}\n"
                    + "operators:\n"
                    + lines(out)
                    + "outputs: out\n"))
        .isEqualTo("w.yaml:1:24: input_layouts.image: \"image\" is no image: its shape is [4, 8]");
    assertThat(problems("input_layouts: {image: chw}\n" + graph(out)))
        .startsWith("w.yaml:1:24: input_layouts.image: \"chw\" is not allowed");
  }

  @Test
  void aCycleIsNamedWithItsPlaces() {
    assertThat(
            problems(
                graph(
                    "name: a, operator: add, inputs: [image, c]",
                    "name: b, operator: relu, inputs: a",
                    "name: c, operator: relu, inputs: b",
                    "name: out, operator: relu, inputs: c")))
        .isEqualTo(
            "w.yaml:5:5: operators[1]: these operators wait for each other: b (w.yaml:5:5) -> c"
                + " (w.yaml:6:5) -> a (w.yaml:4:5) -> b");
  }

  @Test
  void unknownDoubleAndUnusedNamesAreReportedTogether() {
    assertThat(
            problems(
                """
                model: graph
                inputs: {image: [1, 4, 8, 8], mask: [1]}
                operators:
                  - {name: conv, operator: convolution, inputs: imag, channels: 6}
                  - {name: conv, operator: relu, inputs: image}
                outputs: [conv, otu]
                """))
        .isEqualTo(
            """
            w.yaml:2:37: inputs.mask: "mask" is read by no operator and is no output; use it or remove it
            w.yaml:4:49: operators[0].inputs[0]: there is no "imag"; did you mean "image"? (tensors: image, mask, conv)
            w.yaml:5:12: operators[1].name: the name "conv" is already that of operators[0]
            w.yaml:6:17: outputs[1]: there is no "otu" (tensors: image, mask, conv)""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "operator: concat, inputs: [image, small], axis: 1 | operators[1].inputs[1]: operator"
            + " \"out\": input \"small\" is f16[1,4,4,4], but operand 0 is f16[1,4,8,8] and they"
            + " are joined along dimension 1",
        "operator: add, inputs: [image, small] | operators[1].inputs[1]: operator \"out\": input"
            + " \"small\" is f16[1,4,4,4], but cannot be broadcast with f16[1,4,8,8]",
        "operator: reshape, inputs: small, shape: [5] | operators[1].inputs[0]: operator \"out\":"
            + " input \"small\" is f16[1,4,4,4], but the new shape [5] has 5 elements",
        "operator: relu, inputs: [small, small] | operators[1]: operator \"out\": has 2 operands,"
            + " but needs 1",
        "operator: softmax, inputs: small, axis: 4 | operators[1].inputs[0]: operator \"out\":"
            + " input \"small\" is f16[1,4,4,4], but dimension 4 is asked for",
        "operator: permute, inputs: small, order: [0, 1, 2, 2] | operators[1].inputs[0]: operator"
            + " \"out\": input \"small\" is f16[1,4,4,4], but the order [0, 1, 2, 2] does not have"
            + " each of [0, 1, 2, 3] once",
        "operator: convolution, inputs: small, channels: 6, groups: 4 | operators[1]: operator"
            + " \"out\": 4 to 6 channels cannot be split into 4 groups",
        "operator: convolution, inputs: small, channels: 6, kernel: 5 | operators[1].inputs[0]:"
            + " operator \"out\": input \"small\" is f16[1,4,4,4], but the 5x5 kernel with padding"
            + " 0 is larger",
        "operator: expand, inputs: small, shape: [4, 4] | operators[1].inputs[0]: operator"
            + " \"out\": input \"small\" is f16[1,4,4,4], but needs 2 dimensions",
        "operator: pad, inputs: small, before: [65536, 65536, 0, 0], after: [0, 0, 0, 0] |"
            + " operators[1]: operator \"out\": the shape [65537, 65540, 4, 4] has more than"
            + " 2147483648 elements",
      })
  void whatDoesNotFitNamesOperatorInputAndShapes(String operator, String message) {
    String yaml =
        graph("name: small, operator: max_pool, inputs: image", "name: out, " + operator)
            .replace("outputs: out", "outputs: [out, small, image]");
    assertThat(problems(yaml).replaceFirst("^w.yaml:5:\\d+: ", "")).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model: squeezesm | w.yaml:1:8: model: \"squeezesm\" is not allowed; did you mean"
            + " \"squeezesam\"? (allowed: squeezesam, graph, matrix_product, convolution,"
            + " transpose, executorch, plugin)",
        "{model: squeezesam, image_size: 500} | w.yaml:1:1: image_size 500 with patch_size 2 gives"
            + " 250 pixels a side, which cannot be halved 7 times for 8 levels of channels; use a"
            + " multiple of 256",
        "{model: squeezesam, dtype: fp16, weights: per_tensor} | w.yaml:1:43: weights: per_tensor"
            + " does not go with dtype fp16; per_tensor and per_channel are for int8, where"
            + " activations are quantized too, int4_block32, int4_per_channel and int8_dynamic for"
            + " fp16 and fp32",
        "{model: squeezesam, dtype: int8, weights: int4_block32} | w.yaml:1:43: weights:"
            + " int4_block32 does not go with dtype int8; per_tensor and per_channel are for int8,"
            + " where activations are quantized too, int4_block32, int4_per_channel and"
            + " int8_dynamic for fp16 and fp32",
        "{model: squeezesam, channels:"
            + " [8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8]} |"
            + " w.yaml:1:31: channels: 34 levels are listed, but at most 14 can be",
        "{model: matrix_product, dtype: int8, rows: 4, columns: 4, depth: 4, batches: 2} |"
            + " w.yaml:1:78: batches: the runtime has no 8-bit product of two activations; use"
            + " dtype fp16 or fp32, or leave batches out for a product with constant weights",
        "{model: convolution, image_size: 4, in_channels: 4, out_channels: 4, kernel: 9} |"
            + " w.yaml:1:78: kernel: the 9x9 kernel is larger than the image of 4 pixels with"
            + " padding 1",
        "{model: convolution, image_size: 4, in_channels: 4, out_channels: 4, groups: 3} |"
            + " w.yaml:1:1: 4 to 4 channels cannot be split into 3 groups",
        "{model: transpose, shape: [2, 3], order: [1, 1]} | w.yaml:1:42: order: the order [1, 1]"
            + " does not have each of [0, 1] once",
        "{model: transpose, dtype: int8, shape: [2], order: [0]} | w.yaml:1:27: dtype: a transpose"
            + " by itself is not quantized; use fp16 or fp32",
      })
  void wrongModelsAreRefused(String yaml, String message) {
    assertThat(problems(yaml)).isEqualTo(message);
  }

  @Test
  void thereIsALimitToOperatorsAndChainsUpToItAreRead() {
    assertThat(problems(chain(2001)))
        .isEqualTo("w.yaml:4:3: operators: 2001 operators are listed; at most 2000 can be");
    assertThat(calls(chain(2000))).hasSize(2000);
  }

  private static String chain(int length) {
    String[] operators =
        IntStream.range(0, length)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "name: %s, operator: sigmoid, inputs: %s",
                        i == length - 1 ? "out" : "x" + i,
                        i == 0 ? "image" : "x" + (i - 1)))
            .toArray(String[]::new);
    return graph(operators);
  }

  @Test
  void singleOperatorsBecomeTheKernelsOfTheRuntime() {
    String product = "{model: matrix_product, rows: 4, columns: 5, depth: 6";
    assertThat(calls(product + "}")).containsExactly("FullyConnected");
    assertThat(calls(product + ", dtype: int8}"))
        .containsExactly("Convert", "FullyConnected", "Convert");
    assertThat(calls(product + ", batches: 3}")).containsExactly("BatchMatrixMultiply");
    assertThat(calls("{model: convolution, image_size: 8, in_channels: 4, out_channels: 4}"))
        .containsExactly("StaticTranspose", "Conv2d", "StaticTranspose");
    assertThat(calls("{model: transpose, shape: [2, 3], order: [1, 0]}"))
        .containsExactly("StaticTranspose");
  }

  /** Every operator there is, once, on whatever shapes it takes. */
  private static final String ALL_OPERATORS =
      """
      model: graph
      dtype: fp32
      inputs: {image: [1, 4, 8, 8]}
      integer_inputs: {ids: [5]}
      parameters: {shift: [4, 1, 1], table: [9, 3]}
      operators:
        - {name: conv, operator: convolution, inputs: image, channels: 4, padding: 1}
        - {name: bn, operator: batch_norm, inputs: conv}
        - {name: relu, operator: relu, inputs: bn}
        - {name: doubled, operator: add, inputs: [relu, relu]}
        - {name: shifted, operator: add, inputs: [doubled, shift]}
        - {name: gn, operator: group_norm, inputs: shifted, groups: 2}
        - {name: difference, operator: subtract, inputs: [gn, conv]}
        - {name: pool, operator: max_pool, inputs: difference}
        - {name: large, operator: resize, inputs: pool, height: 8, width: 8}
        - {name: cubic, operator: resize, inputs: pool, height: 8, width: 8, interpolation: bicubic}
        - {name: product, operator: multiply, inputs: [large, cubic]}
        - {name: many, operator: concat, inputs: [product, conv, large, cubic, image, relu]}
        - {name: padded, operator: pad, inputs: many, before: [0, 0, 1, 1], after: [0, 0, 1, 1]}
        - {name: part, operator: slice, inputs: padded, axis: 1, start: 0, end: 4}
        - {name: pixels, operator: permute, inputs: part, order: [0, 2, 3, 1]}
        - {name: rows, operator: reshape, inputs: pixels, shape: [100, 4]}
        - {name: linear, operator: linear, inputs: rows, features: 8}
        - {name: ln, operator: layer_norm, inputs: linear}
        - {name: soft, operator: softmax, inputs: ln}
        - {name: soft0, operator: softmax, inputs: ln, axis: 0}
        - {name: square, operator: square, inputs: soft}
        - {name: floor, operator: floor, inputs: soft0}
        - {name: clamp, operator: clamp, inputs: floor}
        - {name: sigmoid, operator: sigmoid, inputs: clamp}
        - {name: quotient, operator: divide, inputs: [square, sigmoid]}
        - {name: columns, operator: permute, inputs: quotient, order: [1, 0]}
        - {name: matmul, operator: matmul, inputs: [quotient, columns]}
        - {name: row, operator: select, inputs: matmul, axis: 0, index: 3}
        - {name: one, operator: unsqueeze, inputs: row, axis: 0}
        - {name: wide, operator: expand, inputs: one, shape: [3, 100]}
        - {name: tiled, operator: repeat, inputs: wide, shape: [6, 100]}
        - {name: flat, operator: squeeze, inputs: one, axis: 0}
        - {name: sum, operator: reduce_sum, inputs: tiled, axis: 0}
        - {name: least, operator: reduce_min, inputs: tiled, axis: -2}
        - {name: most, operator: reduce_max, inputs: tiled, axis: 0}
        - {name: flat_kernel, operator: convolution, inputs: image, channels: 4, kernel: [1, 7],
           padding: [0, 3], dilation: [1, 1]}
        - {name: uneven, operator: convolution, inputs: flat_kernel, channels: 4, stride: 2,
           padding: [0, 0, 1, 1], dilation: 2}
        - {name: upwards, operator: transposed_convolution, inputs: uneven, channels: 4, kernel: 2,
           stride: 2}
        - {name: averages, operator: average_pool, inputs: upwards, window: 3, stride: 1, padding: 1}
        - {name: overlapping, operator: max_pool, inputs: averages, window: 3, stride: 2, padding: 1}
        - {name: near, operator: resize, inputs: overlapping, height: 8, width: 8,
           interpolation: nearest}
        - {name: swish, operator: unary, inputs: near, function: hard_swish}
        - {name: erf, operator: unary, inputs: swish, function: erf}
        - {name: highest, operator: binary, inputs: [erf, swish], function: maximum}
        - {name: power, operator: binary, inputs: [erf, swish], function: power}
        - {name: larger, operator: binary, inputs: [highest, power], function: greater}
        - {name: chosen, operator: where, inputs: [larger, highest, power]}
        - {name: global, operator: global_average_pool, inputs: chosen}
        - {name: mean, operator: reduce_mean, inputs: wide, axis: 0}
        - {name: product0, operator: reduce_product, inputs: wide, axis: 0}
        - {name: words, operator: take, inputs: [table, ids]}
        - {name: numbers, operator: cast, inputs: words, to: int64}
        - {name: unknown, operator: opaque, inputs: numbers, called: NonMaxSuppression,
           shape: [5, 3], dtype: int64}
      outputs: [flat, sum, least, most, global, mean, product0, unknown]
      """;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyOperatorCanBeLoweredInEveryPrecisionWithAnyOptions(Precision precision) {
    Workload workload = read(ALL_OPERATORS.replace("fp32", precision.key()));
    for (int bits = 0; bits < 128; bits++) {
      LoweringOptions options =
          new LoweringOptions(
              (bits & 1) != 0,
              (bits & 2) != 0,
              (bits & 4) != 0,
              (bits & 8) != 0,
              (bits & 16) != 0,
              (bits & 32) != 0,
              (bits & 64) != 0);
      assertThat(new Lowering(options).lower(workload).multiplyAccumulates())
          .as("%s", options)
          .isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unet", "core", "full"})
  void whateverSqueezeSamParametersAreAcceptedCanBeBuilt(String parts) {
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      int levels = 2 + random.nextInt(4);
      int heads = 1 + random.nextInt(8);
      String channels =
          IntStream.range(0, levels)
              .mapToObj(
                  level ->
                      Integer.toString(
                          level == levels - 1
                              ? 2 * heads * (1 + random.nextInt(9))
                              : 2 + random.nextInt(90)))
              .collect(Collectors.joining(", "));
      String yaml =
          String.format(
              Locale.ROOT,
              "{model: squeezesam, parts: %s, image_size: %d, channels: [%s], heads: %d,"
                  + " patch_channels: %d, transformer_depth: %d, mlp_width: %d, mask_outputs: %d}",
              parts,
              (1 + random.nextInt(5)) << levels,
              channels,
              heads,
              1 + random.nextInt(70),
              1 + random.nextInt(3),
              1 + random.nextInt(300),
              1 + random.nextInt(6));
      assertThat(calls(yaml)).as(yaml).isNotEmpty();
    }
  }
}
