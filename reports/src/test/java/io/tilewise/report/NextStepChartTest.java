package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.RunResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextStepChartTest {

  /**
   * 95 + 20 + 30 + 119 + 34 = 298 ms; without data movement 179 ms, then convolution is largest.
   */
  @Test
  void withoutAPartTheRestRemains() {
    RunResult result = Results.squeezeSam();
    List<NextStepChart.Step> steps =
        NextStepChart.steps(1, Breakdown.byCategory(result), "category");
    assertThat(steps.get(0))
        .isEqualTo(new NextStepChart.Step("data movement", "category", 119, 179, "convolution"));
    assertThat(steps.get(1).part()).isEqualTo("convolution");
    assertThat(steps.get(1).remains()).isEqualTo(203);
    assertThat(steps.get(1).next()).isEqualTo("data movement");
    assertThat(NextStepChart.of(result).get(1).summary())
        .startsWith(
            "If data movement took no time, 179.0 of 298.0 ms would remain at least, and the"
                + " largest category would be convolution.");
  }

  @Test
  void aPartThatIsAllLeavesNothing() {
    RunResult result = Results.of(scenario("a", 10, 0, 0, 0, 0));
    assertThat(NextStepChart.steps(0, Breakdown.byCategory(result), "category"))
        .containsExactly(new NextStepChart.Step("convolution", "category", 10, 0, "-"));
  }
}
