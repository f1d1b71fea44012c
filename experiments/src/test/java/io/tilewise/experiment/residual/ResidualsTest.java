package io.tilewise.experiment.residual;

import static io.tilewise.experiment.SmallResults.call;
import static io.tilewise.experiment.SmallResults.run;
import static io.tilewise.experiment.SmallResults.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.experiment.residual.Profile.Kernel;
import io.tilewise.experiment.residual.ResidualsResult.KernelError;
import io.tilewise.experiment.residual.ResidualsResult.NamedError;
import io.tilewise.experiment.residual.ResidualsResult.Part;
import io.tilewise.experiment.residual.ResidualsResult.Unmatched;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResidualsTest {

  private static Kernel kernel(String type, Double... durations) {
    return new Kernel(type + " #1", type, List.of(durations));
  }

  private static ResidualsResult residuals(
      ScenarioResult scenario, List<Double> execute, Kernel... kernels) {
    Profile profile = new Profile("m", List.of(kernels), execute);
    return Residuals.of(run("00", scenario), scenario, profile, "1.0");
  }

  @Test
  void errorsAreOfMediansAndAddUpByCategoryAndByBound() {
    // 2 ms of convolution, a quarter of it waiting for data, against a median of 1.5 ms, and 1 ms
    // of
    // a transpose that waits all the time against 2 ms.
    ScenarioResult scenario =
        scenario(
            "s",
            call(
                "a",
                "Convolution (NHWC, F32) IGEMM #1",
                "1",
                2000,
                Map.of("ultra.instructions", 1500.0, "dram", 500.0)),
            call("t", "Transpose (ND, X32) #1", "1", 1000, Map.of("ultra.reads", 1000.0)));
    ResidualsResult result =
        residuals(
            scenario,
            List.of(4.0, 4.0, 6.0),
            kernel("Convolution (NHWC, F32) IGEMM", 1.0, 1.5, 9.0),
            kernel("Transpose (ND, X32)", 2.0, 2.0, 2.0));
    assertThat(result.runs()).isEqualTo(3);
    assertThat(result.total().measuredMs()).isEqualTo(4);
    assertThat(result.total().errorPercent()).contains(-25.0);
    assertThat(result.operators().measuredMs()).isEqualTo(3.5);
    assertThat(result.kernels()).extracting(k -> k.error().errorMs()).containsExactly(0.5, -1.0);
    assertThat(result.kernels().get(0).minMs()).isEqualTo(1);
    assertThat(result.kernels().get(0).maxMs()).isEqualTo(9);
    assertThat(result.categories())
        .filteredOn(category -> category.calls() > 0)
        .extracting(NamedError::key)
        .containsExactly("convolution", "data_movement");
    // Of +0.5 ms three quarters compute, one waits; -1 ms waits.
    assertThat(result.parts())
        .containsExactly(
            new Part("compute", 1.5, 0.375),
            new Part("waiting", 1.5, 0.125 - 1),
            new Part("overhead", 0, 0));
  }

  @Test
  void operatorsAreAlignedThroughInsertedOnesAndOtherKernels() {
    ScenarioResult scenario =
        scenario(
            "s",
            call("t", "Transpose (ND, X16) #1", "1", 10),
            call("a", "Convolution (NHWC, PF16) IGEMM #1", "1", 20),
            call("u", "Transpose (ND, X16) #2", "1", 30),
            call("n", "native_call_norm.out", "1", 40));
    ResidualsResult result =
        residuals(
            scenario,
            List.of(1.0),
            kernel("Convolution (NHWC, F16) IGEMM", 1.0),
            kernel("Transpose (ND, X16)", 2.0),
            kernel("Copy (NC, X16)", 3.0),
            kernel("native_call_norm.out", 4.0));
    // The transposes: one of the two has a counterpart, behind the convolution.
    assertThat(result.kernels()).extracting(KernelError::name).containsExactly("a", "u", "n");
    assertThat(result.onlyMeasured()).containsExactly(new Unmatched("Copy (NC, X16) #1", 3.0));
    assertThat(result.onlySimulated())
        .containsExactly(new Unmatched("Transpose (ND, X16) #1", 0.01));
  }

  @Test
  void whatWasMeasuredAsNothingHasNoPercentage() {
    ScenarioResult scenario = scenario("s", call("a", "Copy (NC, X8) #1", "1", 10));
    ResidualsResult result = residuals(scenario, List.of(1.0), kernel("Copy (NC, X8)", 0.0));
    assertThat(result.kernels().get(0).error().errorPercent()).isEmpty();
    assertThat(result.kernels().get(0).error().errorMs()).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void medians() {
    assertThat(Residuals.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Residuals.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }
}
