package io.tilewise.workload.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.BatchMatMul;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.Linear;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.NormalizationOperator.BatchNorm;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PoolingOperator.MaxPool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked: shape inference and its errors on small graphs. */
class GraphTest {
  private final GraphBuilder builder = new GraphBuilder("test");
  private final Node image = builder.input("image", TensorType.of(ElementType.F16, 1, 5, 512, 512));

  @Test
  void infersTheSizeOfAConvolution() {
    // 3x3, stride 2, padding 1 on 512: (512 + 2 - 3) / 2 + 1 = 256 (rounded down).
    Node conv = builder.apply("conv", new Convolution(64, 5, 3, 2, 1, 1, false, false), image);
    assertThat(conv.type()).isEqualTo(TensorType.of(ElementType.F16, 1, 64, 256, 256));
    // Each of the 64 x 256 x 256 outputs sums 5 x 9 products.
    MatrixOperator operator = (MatrixOperator) conv.operator();
    assertThat(operator.multiplyAccumulates(List.of(image.type()), conv.type()))
        .isEqualTo(64L * 256 * 256 * 45);
  }

  @Test
  void namesOperatorOperandAndBothShapes() {
    assertThatThrownBy(
            () -> builder.apply("conv", new Convolution(64, 3, 3, 1, 1, 1, false, false), image))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessage(
            "operator 'conv' (convolution): operand 0 'image' is f16[1,5,512,512], but the weights"
                + " are for 3 channels");
  }

  @Test
  void refusesAConcatOfDifferentSizes() {
    Node pooled = builder.apply("pool", new MaxPool(2, 2, false), image);
    assertThatThrownBy(() -> builder.apply("cat", new Concat(1), image, pooled))
        .hasMessage(
            "operator 'cat' (concat): operand 1 'pool' is f16[1,5,256,256], but operand 0 is"
                + " f16[1,5,512,512] and they are joined along dimension 1");
  }

  @Test
  void refusesWrongRanksCountsAndSizes() {
    assertThatThrownBy(() -> builder.apply("p", Permute.of(0, 2, 1), image))
        .hasMessageContaining("needs 3 dimensions");
    assertThatThrownBy(() -> builder.apply("add", new Binary(BinaryFunction.ADD), image))
        .hasMessage("operator 'add' (add): has 1 operands, but needs 2");
    assertThatThrownBy(() -> builder.apply("norm", new BatchNorm(6, 1), image))
        .hasMessageContaining("the statistics are for 6 channels");
    assertThatThrownBy(() -> builder.apply("r", new Reshape(Shape.of(5, 7)), image))
        .hasMessageContaining("the new shape [5,7] has 35 elements");
    assertThatThrownBy(() -> builder.apply("fc", new Linear(10, 100, false), image))
        .hasMessageContaining("the weights are for a last dimension of 100");
  }

  @Test
  void refusesMatricesThatDoNotFit() {
    Node left = builder.input("left", TensorType.of(ElementType.F16, 8, 6, 32));
    Node right = builder.input("right", TensorType.of(ElementType.F16, 8, 16, 6));
    assertThatThrownBy(() -> builder.apply("bmm", new BatchMatMul(), left, right))
        .hasMessageContaining("operand 1 'right' is f16[8,16,6]")
        .hasMessageContaining("f16[8,32,any]");
  }

  @Test
  void broadcastsSmallerOperandsAndLetsScalarsTakeTheTensorsType() {
    Node scalar = builder.scalar("scale", TensorType.of(ElementType.F32));
    Node perChannel = builder.parameter("mean", TensorType.of(ElementType.F16, 5, 1, 1));
    assertThat(builder.apply("a", new Binary(BinaryFunction.DIVIDE), image, scalar).type())
        .isEqualTo(image.type());
    assertThat(builder.apply("b", new Binary(BinaryFunction.ADD), perChannel, image).type())
        .isEqualTo(image.type());
  }

  @Test
  void putsGivenTensorsFirstAndMakesNamesUnique() {
    builder.apply("pool", new MaxPool(2, 2, false), image);
    Node last = builder.apply("pool", new MaxPool(2, 2, false), image);
    builder.scalar("late", TensorType.of(ElementType.F32));
    builder.parameter("later", TensorType.of(ElementType.F32, 3));
    assertThat(builder.build(List.of(last)).nodes().stream().map(Node::name))
        .containsExactly("later", "late", "image", "pool", "pool.2");
  }

  @Test
  void refusesANodeBeforeItsOperand() {
    Node pool = builder.apply("pool", new MaxPool(2, 2, false), image);
    assertThatThrownBy(() -> new Graph("g", List.of(pool, image), List.of(pool)))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessage("operator 'pool' uses 'image' before it is computed");
  }
}
