package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.Calls;
import io.tilewise.cpu.SmallDevice;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.plan.KernelCall;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** NCHW to NHWC on the {@link SmallDevice}, by hand: 2 instructions per cycle, L2 at 10 ns. */
class TransposeModelTest {
  /** Of 16 bits: blocks of 8 x 8 in 48 instructions, in 72 where rows or columns lack. */
  private static final TransposeModel.Parameters X16 = new TransposeModel.Parameters(8, 48, 72, 32);

  private static final Offset<Double> ROUNDING = within(1e-14);

  private static KernelCost cost(int channels, int height, int width) {
    KernelCall call =
        Calls.permute(ElementType.F16, Shape.of(1, channels, height, width), 0, 2, 3, 1);
    return new TransposeModel().cost(call, X16, SmallDevice.ONE_CORE.processor(call), Notes.NONE);
  }

  private static Demands demands(int channels, int height, int width) {
    return cost(channels, height, width).phases().get(0).demands();
  }

  @Test
  void elementsMoveInBlocks() {
    // 16 * 64 elements, 48 / 64 instructions each, 2 per cycle. 32 lines of 10 ns: 16 rows 128 B
    // apart, 10 reads under way; results 32 B apart, 5 writes under way.
    Demands demands = demands(16, 8, 8);
    assertThat(demands.of(Demand.CORE)).isEqualTo(384);
    assertThat(demands.of(Demand.READS)).isCloseTo(32e-9, ROUNDING);
    assertThat(demands.of(Demand.WRITES)).isCloseTo(64e-9, ROUNDING);
  }

  @Test
  void fewRowsFillABlockPartly() {
    // 7 rows of 64 are 8 blocks of 7 x 8, 3 rows 8 of 3 x 8, each of 72 instructions, 2 per cycle.
    assertThat(demands(7, 8, 8).of(Demand.CORE)).isEqualTo(8 * 36);
    assertThat(demands(3, 8, 8).of(Demand.CORE)).isEqualTo(8 * 36);
  }

  @Test
  void fewColumnsFillABlockPartly() {
    // 16 rows of 5 columns are 2 blocks of 8 x 5.
    assertThat(demands(16, 5, 1).of(Demand.CORE)).isEqualTo(2 * 36);
  }

  @Test
  void rowsAPowerOfTwoApartCollide() {
    // 128 x 128 halfs: rows 32 KiB apart fall into one set of 4 lines of the first-level cache, 4
    // sets of 8 of the second. 16 of them do not stay in the first: 3 of 4 pieces of 16 B fetch
    // their line again from the second. 8192 lines * (10 + 30) ns / 4 scattered reads.
    assertThat(demands(16, 128, 128).of(Demand.READS)).isCloseTo(8192 * 10e-9, ROUNDING);
    // Rows of 127 x 128 spread over the sets: 8128 lines * 10 ns / 4.
    assertThat(demands(16, 127, 128).of(Demand.READS)).isCloseTo(8128 * 2.5e-9, ROUNDING);
  }

  @Test
  void threadsShareTilesOf32By32() {
    assertThat(cost(16, 8, 8).tiles()).isEqualTo(1);
    assertThat(cost(64, 64, 64).tiles()).isEqualTo(256);
  }

  @Test
  void oneChannelIsACopy() {
    // 64 * 64 * 2 B = 128 lines; nothing to compute, nothing to share.
    KernelCost cost = cost(1, 64, 64);
    assertThat(cost.tiles()).isEqualTo(1);
    Demands copy = cost.phases().get(0).demands();
    assertThat(copy.of(Demand.CORE)).isZero();
    assertThat(copy.of(Demand.READS)).isCloseTo(128e-9, ROUNDING);
    assertThat(copy.of(Demand.WRITES)).isCloseTo(256e-9, ROUNDING);
  }
}
