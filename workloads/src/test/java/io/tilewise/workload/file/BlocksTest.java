package io.tilewise.workload.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.Node;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of operators: what they become, and what users read if something is wrong with them. */
class BlocksTest {

  /** Two uses of a block of convolution and batch norm, one of them repeated. */
  private static final String NETWORK =
      """
      model: graph
      inputs: {image: [1, 4, 8, 8]}
      blocks:
        conv:
          inputs: x
          arguments: [channels, stride]
          operators:
            - {name: conv, operator: convolution, inputs: x, channels: $channels, stride: $stride, padding: 1, bias: false}
            - {name: norm, operator: batch_norm, inputs: conv}
          outputs: norm
      operators:
        - {name: out, operator: relu, inputs: stage}
        - {name: stage, operator: use, block: conv, inputs: first, repeat: 2, with: {channels: [6, 5], stride: [2, 1]}}
        - {name: first, operator: use, block: conv, inputs: image, with: {channels: 3, stride: 1}}
      outputs: out
      """;

  private static Graph read(String yaml, String... changes) {
    WorkloadFile file =
        new ConfigReader()
            .parse("w.yaml", yaml)
            .bind(
                Workloads.KIND.format(),
                ParameterForm.FULL,
                List.of(Overlay.ofAssignments("--set", List.of(changes))))
            .value();
    return ((DescribedNetwork) file).graph("w");
  }

  private static List<String> nodes(String yaml, String... changes) {
    return read(yaml, changes).nodes().stream().map(node -> node + operands(node)).toList();
  }

  private static String operands(Node node) {
    return node.operands().stream().map(Node::name).collect(Collectors.joining(", ", " of (", ")"));
  }

  private static String problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> read(yaml)).getMessage();
  }

  @Test
  void aUseBecomesTheBlocksOperatorsAndARepetitionReadsTheOneBefore() {
    assertThat(nodes(NETWORK))
        .containsExactly(
            "image: input f16[1,4,8,8] of ()",
            "first.conv: convolution f16[1,3,8,8] of (image)",
            "first.norm: batch norm f16[1,3,8,8] of (first.conv)",
            "stage.0.conv: convolution f16[1,6,4,4] of (first.norm)",
            "stage.0.norm: batch norm f16[1,6,4,4] of (stage.0.conv)",
            "stage.1.conv: convolution f16[1,5,4,4] of (stage.0.norm)",
            "stage.1.norm: batch norm f16[1,5,4,4] of (stage.1.conv)",
            "out: relu f16[1,5,4,4] of (stage.1.norm)");
  }

  @Test
  void parametersAreWeightsAndScalesWithoutTheBiasThatIsLeftOut() {
    // 3x3 weights 4 -> 3 -> 6 -> 5, and two numbers per channel of each batch norm.
    assertThat(read(NETWORK).parameters()).isEqualTo(9 * (4 * 3 + 3 * 6 + 6 * 5) + 2 * (3 + 6 + 5));
    // With biases, one more per channel.
    assertThat(read(NETWORK.replace(", bias: false", "")).parameters())
        .isEqualTo(9 * (4 * 3 + 3 * 6 + 6 * 5) + 3 * (3 + 6 + 5));
    // 64 pixels at stride 1, then 16.
    assertThat(read(NETWORK).multiplyAccumulates())
        .isEqualTo(9 * (64 * 4 * 3 + 16 * 3 * 6 + 16 * 6 * 5));
  }

  @Test
  void anOverlayChangesTypeAndInputOfAllOfIt() {
    assertThat(nodes(NETWORK, "dtype=fp32", "inputs.image=[1, 4, 16, 16]"))
        .contains("out: relu f32[1,5,8,8] of (stage.1.norm)");
  }

  @Test
  void blocksInBlocksPassArgumentsOnAndGiveSeveralOutputsAndTensorsOfTheirOwn() {
    assertThat(
            nodes(
                """
                model: graph
                inputs: {a: [2, 3]}
                blocks:
                  scaled:
                    inputs: x
                    arguments: width
                    parameters: {scale: [$width]}
                    buffers: {shift: []}
                    operators:
                      - {name: times, operator: multiply, inputs: [x, scale]}
                      - {name: plus, operator: add, inputs: [times, shift]}
                    outputs: [plus, times]
                  pair:
                    inputs: [x, y]
                    arguments: w
                    operators:
                      - {name: left, operator: use, block: scaled, inputs: x, with: {width: $w}}
                      - {name: sum, operator: add, inputs: [left.times, y]}
                      - {name: total, operator: add, inputs: [left, sum]}
                    outputs: total
                operators:
                  - {name: p, operator: use, block: pair, inputs: [a, a], repeat: 2, with: {w: 3}}
                outputs: p
                """))
        .containsExactly(
            "p.0.left.scale: parameter f16[3] of ()",
            "p.0.left.shift: parameter f16[] of ()",
            "p.1.left.scale: parameter f16[3] of ()",
            "p.1.left.shift: parameter f16[] of ()",
            "a: input f16[2,3] of ()",
            "p.0.left.times: multiply f16[2,3] of (a, p.0.left.scale)",
            "p.0.left.plus: add f16[2,3] of (p.0.left.times, p.0.left.shift)",
            "p.0.sum: add f16[2,3] of (p.0.left.times, a)",
            "p.0.total: add f16[2,3] of (p.0.left.plus, p.0.sum)",
            "p.1.left.times: multiply f16[2,3] of (p.0.total, p.1.left.scale)",
            "p.1.left.plus: add f16[2,3] of (p.1.left.times, p.1.left.shift)",
            // The second input is the same in every repetition.
            "p.1.sum: add f16[2,3] of (p.1.left.times, a)",
            "p.1.total: add f16[2,3] of (p.1.left.plus, p.1.sum)");
  }

  @Test
  void buffersAndSharedWeightsAreNoParametersOfTheirOwn() {
    Graph graph =
        read(
            """
            model: graph
            integer_inputs: {token: [1, 1]}
            parameters: {embedding: [50, 8]}
            buffers: {table: [1, 1, 8]}
            operators:
              - {name: x, operator: take, inputs: [embedding, token]}
              - {name: turned, operator: multiply, inputs: [x, table]}
              - {name: inner, operator: linear, inputs: turned, features: 8}
              - {name: logits, operator: linear, inputs: inner, features: 50, bias: false, weights: embedding}
            outputs: logits
            """);
    // The table of 50 x 8 and a layer of 8 x 8 with 8 biases.
    assertThat(graph.parameters()).isEqualTo(400 + 72);
    assertThat(graph.multiplyAccumulates()).isEqualTo(64 + 400);
  }

  @Test
  void weightsThatAreSharedMustHaveTheShape() {
    String yaml =
        """
        model: graph
        inputs: {x: [1, 8]}
        parameters: {table: [50, 4]}
        operators:
          - {name: out, operator: linear, inputs: x, features: 50, bias: false, weights: table}
        outputs: out
        """;
    assertThat(problems(yaml))
        .isEqualTo(
            "w.yaml:5:82: operators[0].weights: operator \"out\": \"table\" is f16[50,4], but a"
                + " parameter [50,8] is needed");
    assertThat(
            problems(
                yaml.replace("parameters: {table: [50, 4]}\n", "")
                    .replace("weights: table", "weights: x")))
        .contains("\"x\" is f16[1,8], but a parameter [50,8] is needed");
    assertThat(problems(yaml.replace("bias: false, ", "")))
        .contains("weights that are shared go without a bias of its own; write bias: false");
  }

  @Test
  void aCastToTheTypeThatATensorHasIsNone() {
    String yaml =
        """
        model: graph
        inputs: {x: [2, 3]}
        operators:
          - {name: single, operator: cast, inputs: x, to: fp32}
          - {name: square, operator: square, inputs: single}
          - {name: back, operator: cast, inputs: square, to: dtype}
        outputs: back
        """;
    assertThat(nodes(yaml))
        .containsExactly(
            "x: input f16[2,3] of ()",
            "single: cast f32[2,3] of (x)",
            "square: square f32[2,3] of (single)",
            "back: cast f16[2,3] of (square)");
    assertThat(nodes(yaml, "dtype=fp32"))
        .containsExactly("x: input f32[2,3] of ()", "square: square f32[2,3] of (x)");
  }

  @Test
  void aMisfitIsLocatedInTheBlockAndInItsUse() {
    assertThat(
            problems(
                NETWORK
                    .replace("channels: [6, 5]", "channels: [6, 7]")
                    .replace(
                        "    outputs: norm",
                        "      - {name: sum, operator: add, inputs: [x, norm]}\n    outputs: sum")))
        .isEqualTo(
            """
            w.yaml:10:48: blocks.conv.operators[2].inputs[1]: operator "first.sum": input "norm" is f16[1,3,8,8], but cannot be broadcast with f16[1,4,8,8] (in "first", w.yaml:15:5)""");
  }

  @Test
  void aValueThatDoesNotFitIsReportedOnceWithTheUse() {
    assertThat(problems(NETWORK.replace("channels: 3, stride: 1", "channels: many, stride: 1")))
        .isEqualTo(
            "w.yaml:8:66: blocks.conv.operators[0].channels: \"many\" is not a whole number such as"
                + " 4 (in \"first\", w.yaml:14:5)");
    // Every repetition would say the same.
    assertThat(problems(NETWORK.replace("channels: $channels", "chanels: $channels")).lines())
        .hasSize(2)
        .allMatch(line -> line.contains("(in \"stage.0\", w.yaml:13:5)"));
  }

  @Test
  void anArgumentThatTheBlockDoesNotHaveIsNamedWithTheNearest() {
    assertThat(problems(NETWORK.replace("channels: $channels", "channels: $chanels")))
        .contains(
            "blocks.conv.operators[0].channels: there is no argument \"chanels\"; did you mean"
                + " \"channels\"? (arguments of the block: channels, stride)")
        .doesNotContain("whole number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "with: {channels: 3, stride: 1}} | with: {channels: 3, stridee: 1}}"
            + " | there is no \"stridee\"; did you mean \"stride\"? (arguments of the block:"
            + " channels, stride)",
        "with: {channels: 3, stride: 1}} | with: {channels: 3}}"
            + " | the argument \"stride\" of block \"conv\" is missing",
        "channels: [6, 5] | channels: [6, 5, 4]"
            + " | the list has 3 values, but the block is repeated 2 times; give one for each, or a"
            + " single value",
        "channels: [6, 5] | channels: [6, [5]]"
            + " | an argument is a single value, or a list with one for each repetition",
        "block: conv, inputs: first | block: conf, inputs: first"
            + " | there is no \"conf\"; did you mean \"conv\"? (blocks: conv)",
        "inputs: image, with | inputs: [image, stage], with"
            + " | block \"conv\" has the inputs [x], but 2 are given",
        "inputs: conv} | inputs: image}"
            + " | operators[1].inputs[0]: there is no \"image\" (tensors: x, conv, norm)",
        "outputs: norm | outputs: x"
            + " | outputs[0]: there is no \"x\" (operators of the block: conv, norm)",
        "stride: $stride | stride: 1 | $stride stands nowhere in the block; use it or remove it",
        "name: norm, | name: conv,"
            + " | the name \"conv\" is already that of operators[0] of the block",
        "operator: batch_norm, inputs: conv | operator: use, block: conv, inputs: conv, with:"
            + " {channels: 1, stride: 1} | blocks are used in each other in a circle: conv -> conv",
        "repeat: 2 | repeat: 1001 | must be at least 1 and at most 1000",
        "inputs: stage} | inputs: stage.conv}" + " | there is no \"stage.conv\""
      })
  void whatIsWrongWithABlockOrItsUseIsSaid(String replaced, String by, String message) {
    assertThat(NETWORK).contains(replaced);
    assertThat(problems(NETWORK.replace(replaced, by))).contains(message);
  }

  @Test
  void aBlockThatNobodyUsesIsAProblem() {
    assertThat(
            problems(
                NETWORK
                    .replaceAll("(?m)^  - .name: (stage|first).*\n", "")
                    .replace("inputs: stage", "inputs: image")))
        .isEqualTo("w.yaml:5:5: blocks.conv: the block is used nowhere; use it or remove it");
  }

  @Test
  void whatABlockComputesForNobodyIsAProblem() {
    assertThat(
            problems(
                NETWORK.replace(
                    "    outputs: norm",
                    "      - {name: idle, operator: relu, inputs: x}\n    outputs: norm")))
        .startsWith(
            "w.yaml:10:9: blocks.conv.operators[2]: \"stage.0.idle\" is read by no operator and is"
                + " no output; use it or remove it (in \"stage.0\", w.yaml:14:5)");
  }

  @Test
  void blocksThatMultiplyEndAtTheLimitOfOperators() {
    String blocks =
        IntStream.range(1, 8)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        """
                          b%1$d:
                            inputs: x
                            operators: [{name: y, operator: use, block: b%2$d, inputs: x, repeat: 1000}]
                            outputs: y
                        """,
                        i,
                        i - 1))
            .collect(Collectors.joining());
    String yaml =
        """
        model: graph
        inputs: {x: [1]}
        blocks:
          b0:
            inputs: x
            operators: [{name: y, operator: relu, inputs: x}]
            outputs: y
        """
            + blocks
            + """
            operators:
              - {name: out, operator: use, block: b7, inputs: x, repeat: 1000}
            outputs: out
            """;
    assertThat(problems(yaml))
        .endsWith(
            "there are more than 2000 operators, those of blocks included; at most 2000 can be");
  }
}
