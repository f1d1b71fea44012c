package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.StreamingModel.Loop;
import io.tilewise.cpu.cost.StreamingModel.Over;
import io.tilewise.cpu.cost.StreamingModel.Parameters;
import io.tilewise.cpu.cost.StreamingModel.Sharing;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.MovementOperator.Reshape;
import io.tilewise.workload.graph.MovementOperator.Slice;
import io.tilewise.workload.graph.NormalizationOperator.GroupNorm;
import io.tilewise.workload.graph.NormalizationOperator.LayerNorm;
import io.tilewise.workload.graph.NormalizationOperator.Softmax;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** On the {@link SmallDevice}, by hand: 2 vector and 1 scalar instruction per cycle. */
class StreamingModelTest {
  private static final Offset<Double> ROUNDING = within(1e-14);

  private static final KernelCall ADD =
      Calls.of(
          new Binary(BinaryFunction.ADD),
          TensorType.of(ElementType.F16, 1, 8, 64, 64),
          TensorType.of(ElementType.F16, 1, 8, 64, 64));

  private static KernelCost cost(KernelCall call, Parameters p, SmallDevice device) {
    return new StreamingModel().cost(call, p, device.processor(call), Notes.NONE);
  }

  private static Parameters kernel(Over over, Sharing sharing) {
    return new Parameters(over, Loop.VECTOR, 0.5, 0, 0, 1, sharing, 16_384, 100);
  }

  private static double cycles(KernelCall call, Over over) {
    return cost(call, kernel(over, Sharing.NONE), SmallDevice.ONE_CORE)
        .phases()
        .get(0)
        .demands()
        .of(Demand.CORE);
  }

  @Test
  void rowsOfTheInnermostDimensionCostInstructionsOfTheirOwn() {
    // 32768 elements are 512 rows of 64: 16384 instructions and 512 * 40 more, 2 per cycle.
    Parameters pooling =
        new Parameters(Over.RESULT, Loop.VECTOR, 0.5, 40, 0, 1, Sharing.NONE, 1, 1);
    Demands demands = cost(ADD, pooling, SmallDevice.ONE_CORE).phases().get(0).demands();
    assertThat(demands.of(Demand.CORE)).isEqualTo((16_384 + 512 * 40) / 2.0);
  }

  @Test
  void elementsAreComputedReadAndWritten() {
    // 32768 elements, half an instruction each, 2 per cycle. 2 * 64 KiB = 2048 lines of 10 ns read,
    // 10 under way; 1024 lines written, 5 under way.
    Demands demands =
        cost(ADD, kernel(Over.RESULT, Sharing.BYTES), SmallDevice.ONE_CORE)
            .phases()
            .get(0)
            .demands();
    assertThat(demands.of(Demand.CORE)).isEqualTo(8192);
    assertThat(demands.of(Demand.READS)).isCloseTo(2048e-9, ROUNDING);
    assertThat(demands.of(Demand.WRITES)).isCloseTo(2048e-9, ROUNDING);
  }

  @Test
  void additionsToTheSameSumWaitForEachOther() {
    // A scalar loop of 10 instructions at 1 per cycle, two of whose additions take 3 cycles each.
    Parameters sums = new Parameters(Over.RESULT, Loop.SCALAR, 10, 0, 2, 3, Sharing.NONE, 4096, 1);
    Demands demands = cost(ADD, sums, SmallDevice.ONE_CORE).phases().get(0).demands();
    assertThat(demands.of(Demand.CORE)).isEqualTo(32_768 * (10 + 6.0));
  }

  @Test
  void furtherPassesReadAgainWhatIsNormalizedTogether() {
    // 4 MiB and their result, more than the L2 of 1 MiB.
    TensorType images = TensorType.of(ElementType.F16, 1, 2, 1024, 1024);
    Parameters once = new Parameters(Over.RESULT, Loop.VECTOR, 1, 0, 0, 1, Sharing.NONE, 1, 1);
    Parameters thrice = new Parameters(Over.RESULT, Loop.VECTOR, 1, 0, 0, 3, Sharing.NONE, 1, 1);
    // Rows of 2 KiB stay in the L2.
    for (Operator operator : List.of(new LayerNorm(1024), new Softmax(-1))) {
      KernelCall call = Calls.of(operator, images);
      assertThat(cost(call, thrice, SmallDevice.ONE_CORE).phases().get(0).demands().levelBytes())
          .isEqualTo(cost(call, once, SmallDevice.ONE_CORE).phases().get(0).demands().levelBytes());
    }
    // Of 2 MiB half stays: each of 2 further passes reads 1 MiB of 2 groups, images or rows from
    // the L3. A function of each element by itself goes over 4 MiB, of which 3 do not stay.
    long mib = 1 << 20;
    TensorType rows = TensorType.of(ElementType.F16, 2, 1 << 20);
    Map<KernelCall, Long> beyond =
        Map.of(
            Calls.of(new GroupNorm(2, 2), images), 4 * mib,
            Calls.of(new Softmax(-2), images), 4 * mib,
            Calls.of(new LayerNorm(1 << 20), rows), 4 * mib,
            Calls.of(new Unary(UnaryFunction.RELU), images), 6 * mib);
    beyond.forEach(
        (call, again) -> {
          double l3 = cost(call, once, SmallDevice.ONE_CORE).phases().get(0).demands().bytes(0);
          assertThat(cost(call, thrice, SmallDevice.ONE_CORE).phases().get(0).demands().bytes(0))
              .isEqualTo(l3 + again);
        });
  }

  @Test
  void ofWhatAPartIsTakenOnlyThatIsRead() {
    // 8 of 64 channels: 8 * 256 elements of 2 bytes are read and written, all in the L2.
    TensorType image = TensorType.of(ElementType.F16, 1, 64, 16, 16);
    KernelCall slice = Calls.of(new Slice(1, 0, 8), image);
    assertThat(reads(cost(slice, kernel(Over.RESULT, Sharing.NONE), SmallDevice.ONE_CORE)))
        .isCloseTo(8 * 256 * 2 / 64 * 10e-9 / 10, ROUNDING);
  }

  @Test
  void runsOfElementsAreShared() {
    // 32768 results in runs of 100 elements; one result is not shared, whatever it is made of.
    assertThat(cost(ADD, kernel(Over.RESULT, Sharing.ELEMENTS), SmallDevice.ONE_CORE).tiles())
        .isEqualTo(328);
    KernelCall one = Calls.of(new Slice(1, 0, 1), TensorType.of(ElementType.F16, 1, 16_384));
    assertThat(cost(one, kernel(Over.OPERAND, Sharing.ELEMENTS), SmallDevice.ONE_CORE).tiles())
        .isEqualTo(1);
  }

  @Test
  void theLoopCountsWhatTheKernelSays() {
    // 8 of 64 channels are left: 8 * 256 of 64 * 256 elements, a quarter of a cycle each.
    KernelCall slice = Calls.of(new Slice(1, 0, 8), TensorType.of(ElementType.F16, 1, 64, 16, 16));
    assertThat(cycles(slice, Over.RESULT)).isEqualTo(8 * 256 * 0.25);
    assertThat(cycles(slice, Over.OPERAND)).isEqualTo(64 * 256 * 0.25);
    assertThat(cycles(slice, Over.LARGEST)).isEqualTo(64 * 256 * 0.25);
    assertThat(cycles(slice, Over.RESULT_BYTES)).isEqualTo(2 * 8 * 256 * 0.25);
    // A depthwise 3 x 3 convolution has 9 products per result.
    KernelCall depthwise =
        Calls.of(
            new Convolution(64, 64, 3, 1, 1, 64, true, false),
            TensorType.of(ElementType.F16, 1, 16, 16, 64));
    assertThat(cycles(depthwise, Over.MULTIPLY_ACCUMULATES)).isEqualTo(9 * 64 * 256 * 0.25);
  }

  @Test
  void threadsShareBytesRowsVectorsOrNothing() {
    // The result of 64 KiB is 4 runs of 16 KiB; it has 1 * 8 positions before the last two
    // dimensions, 1 * 8 * 64 before the last one.
    assertThat(cost(ADD, kernel(Over.RESULT, Sharing.BYTES), SmallDevice.ONE_CORE).tiles())
        .isEqualTo(4);
    assertThat(cost(ADD, kernel(Over.RESULT, Sharing.ROWS), SmallDevice.ONE_CORE).tiles())
        .isEqualTo(8);
    assertThat(cost(ADD, kernel(Over.RESULT, Sharing.VECTORS), SmallDevice.ONE_CORE).tiles())
        .isEqualTo(512);
    assertThat(cost(ADD, kernel(Over.RESULT, Sharing.NONE), SmallDevice.ONE_CORE).tiles())
        .isEqualTo(1);
  }

  @Test
  void whatHasFewerThanTwoDimensionsIsOneRow() {
    KernelCall toScalar =
        Calls.of(new Reshape(Shape.of()), TensorType.of(ElementType.F16, 1, 1, 1));
    assertThat(cost(toScalar, kernel(Over.RESULT, Sharing.ROWS), SmallDevice.ONE_CORE).tiles())
        .isEqualTo(1);
    assertThat(cost(toScalar, kernel(Over.RESULT, Sharing.VECTORS), SmallDevice.ONE_CORE).tiles())
        .isEqualTo(1);
  }

  private static double reads(KernelCost cost) {
    return cost.phases().get(0).demands().of(Demand.READS);
  }
}
