package io.tilewise.experiment.measured;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.Category;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.Origin;
import io.tilewise.workload.graph.PointwiseOperator.Unary;
import io.tilewise.workload.graph.PointwiseOperator.UnaryFunction;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ScaledCallTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 8);

  private static KernelCall call(Category category) {
    return new KernelCall(
        0,
        "call",
        "Clamp",
        new Unary(UnaryFunction.CLAMP),
        Backend.XNNPACK,
        OptionalInt.of(0),
        List.of(TYPE),
        TYPE,
        Optional.empty(),
        Optional.empty(),
        category,
        Origin.model("call"),
        List.of());
  }

  /** Worked: predicted 4 us where 10 were measured, and 6 us here: 10 * 6 / 4 = 15. */
  @Test
  void whatWasMeasuredIsScaledByTheRatioOfThePredictions() {
    ScaledCall call = new ScaledCall(call(Category.GEMM), 10, 4, 6);
    assertThat(call.ratio()).isEqualTo(1.5);
    assertThat(call.scaled()).isEqualTo(15);
  }

  @Test
  void whatTakesNoTimeIsLeftAsItWasMeasured() {
    assertThat(new ScaledCall(call(Category.OTHER), 3, 0, 0).scaled()).isEqualTo(3);
  }

  @Test
  void whatWasMeasuredAsNothingIsBelowTheResolution() {
    ScaledCall unseen = new ScaledCall(call(Category.OTHER), 0, 2, 3);
    assertThat(unseen.isBelowResolution()).isTrue();
    assertThat(unseen.scaled()).isZero();
    assertThat(new ScaledCall(call(Category.OTHER), 0.001, 2, 3).isBelowResolution()).isFalse();
  }

  /** Worked: 15 and 2 * 1 / 2 = 1 of operators, and 7 that are not scaled: 23. */
  @Test
  void whatIsNotAnOperatorIsNotScaled() {
    ScaledScenario scenario =
        new ScaledScenario(
            "here",
            false,
            List.of(
                new ScaledCall(call(Category.GEMM), 10, 4, 6),
                new ScaledCall(call(Category.OTHER), 2, 2, 1)),
            99,
            7);
    assertThat(scenario.scaledLatency()).isEqualTo(23);
    assertThat(scenario.sum(Category.GEMM, ScaledCall::scaled)).isEqualTo(15);
    assertThat(scenario.sum(Category.GEMM, ScaledCall::measured)).isEqualTo(10);
  }
}
