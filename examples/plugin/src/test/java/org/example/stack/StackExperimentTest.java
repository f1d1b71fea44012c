package org.example.stack;

import static io.tilewise.testkit.TilewiseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.testkit.Prediction;
import io.tilewise.testkit.Predictions;
import io.tilewise.testkit.TilewiseExperiment;
import java.nio.charset.StandardCharsets;
import org.example.slowest.SlowestReport;

/** The network, the lowering pass, the governor and the report of the plugin, together. */
class StackExperimentTest {
  private static final String EXPERIMENT = "configs/experiments/stack.yaml";

  private static long activations(ScenarioResult scenario) {
    return scenario.calls().stream()
        .map(CallResult::name)
        .filter(name -> name.matches("(relu|again).*"))
        .count();
  }

  /** Eight layers with two activations each, of which the pass leaves one. */
  @TilewiseExperiment(value = EXPERIMENT, configs = "../../configs")
  void thePassLeavesOneActivationOfTwo(Prediction exported, Prediction dropped) {
    assertThat(activations(exported.scenario())).isEqualTo(16);
    assertThat(activations(dropped.scenario())).isEqualTo(8);
    assertThat(dropped).isAtLeast(1.01).timesFasterThan(exported);
  }

  /**
   * The highest operating point up to a half is at 46 % of the highest clocks. The phone's normal
   * mode has cores at 62.9 %, the memory system at 55.9 % and the matrix unit at 55.2 % of theirs:
   * times grow by the ratio of what bounds them, 1.200 to 1.367.
   */
  @TilewiseExperiment(value = EXPERIMENT, configs = "../../configs")
  void theGovernorLowersTheClocks(Prediction exported, Prediction capped) {
    double ratio = capped.scenario().latencyMs() / exported.scenario().latencyMs();
    assertThat(ratio).isBetween(1.19, 1.37);
  }

  @TilewiseExperiment(value = EXPERIMENT, configs = "../../configs")
  void theReportNamesACallOfEachScenario(Predictions predictions) {
    RunResult run = predictions.run();
    byte[] file = new SlowestReport().files(run).get("slowest.txt");
    assertThat(new String(file, StandardCharsets.UTF_8))
        .matches("exported: linear\\d, .* us\ndropped: linear\\d, .* us\ncapped: linear\\d, .* us\n");
  }
}
