package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.cpu.Calls;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MatrixOperator.TransposedConvolution;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.graph.Window;
import io.tilewise.workload.plan.KernelCall;
import org.junit.jupiter.api.Test;

class MatrixShapeTest {
  private static KernelCall transposed(
      int side, int out, int in, int groups, int kernel, int padding) {
    return Calls.of(
        new TransposedConvolution(
            out, in, Window.square(kernel, 2, padding), 0, 0, groups, true, false),
        TensorType.of(ElementType.F16, 1, side, side, in));
  }

  @Test
  void aConvolutionHasARowPerPixelAndAProductPerGroup() {
    KernelCall grouped =
        Calls.of(
            new Convolution(32, 16, 3, 1, 1, 4, true, false),
            TensorType.of(ElementType.F16, 1, 8, 6, 16));
    assertThat(MatrixShape.of(grouped)).isEqualTo(new MatrixShape(4, 48, 8, 9, 4));
  }

  @Test
  void aTransposedConvolutionHasAKernelForEachPositionBetweenTheStrides() {
    // 8 x 8 pixels to 16 x 16 in steps of 2: 4 kernels of 4 of the 16 taps, for 64 pixels each.
    KernelCall call = transposed(8, 24, 16, 1, 4, 1);
    MatrixShape shape = MatrixShape.of(call);
    assertThat(shape).isEqualTo(new MatrixShape(4, 64, 24, 4, 16));
    // Every input element meets 16 taps for 24 channels.
    assertThat(shape.batches() * shape.rows() * shape.columns() * shape.taps() * shape.channels())
        .isEqualTo(8 * 8 * 16 * 16 * 24);
  }

  @Test
  void whatDoesNotDivideEvenlyIsRoundedUp() {
    // 5 x 5 pixels to 11 x 11 with 3 x 3 taps: 121 / 4 pixels and 9 / 4 taps for each kernel; two
    // groups of 4 to 3 channels.
    assertThat(MatrixShape.of(transposed(5, 6, 8, 2, 3, 0)))
        .isEqualTo(new MatrixShape(2 * 4, 31, 3, 3, 4));
  }

  @Test
  void matrixProductsHaveTheDimensionsTheySay() {
    assertThat(MatrixShape.of(Calls.linear(ElementType.F16, 5, 7, 3)))
        .isEqualTo(new MatrixShape(1, 5, 3, 1, 7));
    KernelCall products = Calls.batchMatMul(ElementType.F16, 2, 3, 5, 7);
    assertThat(MatrixShape.of(products)).isEqualTo(new MatrixShape(2, 3, 7, 1, 5));
    // 2 x 5 x 7 halves stand where weights would.
    assertThat(MatrixShape.rightHandSideBytes(products)).isEqualTo(140);
    assertThat(MatrixShape.rightHandSideBytes(Calls.linear(ElementType.F16, 5, 7, 3)))
        .isEqualTo(42);
    assertThat(MatrixShape.of(products).transposed()).isEqualTo(new MatrixShape(2, 7, 3, 1, 5));
  }

  @Test
  void anythingElseIsNoMatrixProduct() {
    KernelCall relu = Calls.of(new Unary(UnaryFunction.RELU), TensorType.of(ElementType.F16, 4, 4));
    assertThatThrownBy(() -> MatrixShape.of(relu))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is no matrix product");
  }

  @Test
  void microKernelsAreComparedByRoundsAndWorkOfARound() {
    // 10 rows in 3 rounds of 4; 3 (4 + 8) loads and 32 multiplies.
    assertThat(new MatrixShape(1, 10, 8, 1, 1).effort(4, 8)).isEqualTo(3 * (36 + 32));
    assertThat(new MatrixShape(1, 12, 8, 1, 1).effort(4, 8)).isEqualTo(3 * 68);
    assertThat(new MatrixShape(1, 13, 8, 1, 1).effort(4, 8)).isEqualTo(4 * 68);
  }
}
