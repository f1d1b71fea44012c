package io.tilewise.workload.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Graph;
import io.tilewise.workload.graph.InvalidGraphException;
import io.tilewise.workload.graph.MatrixOperator;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MatrixOperator.MatMul;
import io.tilewise.workload.graph.Node;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.NormalizationOperator.GroupNorm;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.model.SqueezeSamParameters.Parts;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * Certified: totals of the released network, worked out from the release independently of this code
 * (each given there to the last digit compared here).
 */
class SqueezeSamTest {
  private final Graph graph =
      SqueezeSam.build(SqueezeSamParameters.released(Parts.CORE), ElementType.F16);

  @Test
  void has31ConvolutionsOf25514MillionMultiplyAccumulates() {
    assertThat(nodes(Convolution.class)).hasSize(31);
    assertThat(sum(Convolution.class, SqueezeSamTest::macs) / 1e9).isCloseTo(25.514, within(5e-4));
  }

  @Test
  void decoderLinearsAndMaskProductHave736MillionMultiplyAccumulates() {
    long linears =
        nodes(Linear.class).stream()
            .filter(node -> node.name().startsWith("decoder."))
            .mapToLong(SqueezeSamTest::macs)
            .sum();
    long product =
        nodes(MatMul.class).stream()
            .filter(node -> node.name().equals("masks.product"))
            .mapToLong(SqueezeSamTest::macs)
            .sum();
    assertThat((linears + product) / 1e9).isCloseTo(0.736, within(5e-4));
    long rest =
        sum(Linear.class, SqueezeSamTest::macs)
            + sum(MatMul.class, SqueezeSamTest::macs)
            - linears
            - product;
    assertThat(rest / 1e9).isLessThan(0.02);
  }

  @Test
  void hasTheElementsOfTheTable() {
    long gathered =
        sum(
            Convolution.class,
            node -> {
              Convolution convolution = (Convolution) node.operator();
              return node.type().elements() / convolution.outChannels() * convolution.depth();
            });
    assertThat(gathered / 1e6).isCloseTo(294.1, within(0.05));

    long readAndWritten =
        sum(Convolution.class, node -> node.operand().type().elements() + node.type().elements());
    assertThat(readAndWritten / 1e6).isCloseTo(66.0, within(0.05));

    long normalized =
        sum(BatchNorm.class, node -> node.type().elements())
            + sum(GroupNorm.class, node -> node.type().elements());
    assertThat(normalized / 1e6).isCloseTo(37.8, within(0.05));
  }

  @Test
  void has796MillionWeights() {
    long convolutions =
        sum(
            Convolution.class,
            node -> {
              Convolution convolution = (Convolution) node.operator();
              return (long) convolution.depth() * convolution.outChannels();
            });
    long linears =
        nodes(Linear.class).stream()
            .filter(node -> node.name().startsWith("decoder."))
            .map(node -> (Linear) node.operator())
            .mapToLong(linear -> (long) linear.inFeatures() * linear.outFeatures())
            .sum();
    assertThat((convolutions + linears) / 1e6).isCloseTo(7.96, within(0.005));
  }

  @Test
  void returnsMasksAndQualities() {
    assertThat(graph.outputs().stream().map(Node::type))
        .containsExactly(
            TensorType.of(ElementType.F16, 1, 3, 256, 256), TensorType.of(ElementType.F16, 1, 3));
  }

  @Test
  void refusesAnImageThatCannotBeHalvedOftenEnough() {
    assertThatThrownBy(
            () ->
                new SqueezeSamParameters(
                    Parts.UNET, 500, 2, 64, List.of(64, 128, 128, 128), 2, 8, 256, 3))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessage(
            "image_size 500 with patch_size 2 gives 250 pixels a side, which cannot be halved 3"
                + " times for 4 levels of channels; use a multiple of 16");
  }

  @Test
  void refusesHeadsThatDoNotDivideTheLastLevel() {
    assertThatThrownBy(
            () -> new SqueezeSamParameters(Parts.CORE, 64, 2, 8, List.of(8, 20), 1, 8, 16, 3))
        .hasMessageContaining("20 channels, which is no multiple of 2 x 8 heads");
  }

  private static long macs(Node node) {
    List<TensorType> operands = node.operands().stream().map(Node::type).toList();
    return ((MatrixOperator) node.operator()).multiplyAccumulates(operands, node.type());
  }

  private List<Node> nodes(Class<? extends Operator> operator) {
    return graph.nodes().stream().filter(node -> operator.isInstance(node.operator())).toList();
  }

  private long sum(Class<? extends Operator> operator, ToLongFunction<Node> quantity) {
    return nodes(operator).stream().mapToLong(quantity).sum();
  }
}
