package io.tilewise.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.SliceResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large GEMM on one core, and on four that share the matrix unit. */
final class SliceResultsTest {
  /** Times are rounded to the picosecond. */
  private static final double MICROSECONDS = 1e-5;

  @TempDir Path folder;

  private RunResult run() throws IOException {
    TestExperiment experiment =
        new TestExperiment(
            folder,
            """
            scenarios:
              - {name: one, set: {run.threads: 1}}
              - {name: four, set: {run.threads: 4}}
            """);
    return ExperimentRun.run(experiment.read(), "1.2.3");
  }

  private static double sum(Map<String, Double> times) {
    return times.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void overheadPhasesWaitsAndBarrierAddUpToTheCall() throws IOException {
    ScenarioResult four = run().scenario("four").orElseThrow();
    CallResult gemm =
        four.calls().stream().filter(call -> call.threads() == 4).findFirst().orElseThrow();
    assertThat(gemm.slices()).extracting(SliceResult::core).isEqualTo(four.cores());
    for (SliceResult slice : gemm.slices()) {
      assertThat(sum(slice.phases()) + sum(slice.waits()))
          .isCloseTo(slice.durationUs(), within(MICROSECONDS));
      double overhead = slice.startUs() - gemm.startUs();
      assertThat(overhead).isCloseTo(gemm.boundBy().get("overhead"), within(MICROSECONDS));
      assertThat(overhead + slice.durationUs() + slice.barrierUs())
          .isCloseTo(gemm.durationUs(), within(MICROSECONDS));
    }
  }

  @Test
  void aScenariosWaitingIsThatOfItsCalls() throws IOException {
    ScenarioResult four = run().scenario("four").orElseThrow();
    Map<String, Map<String, Double>> expected = new TreeMap<>();
    for (CallResult call : four.calls()) {
      for (SliceResult slice : call.slices()) {
        Map<String, Double> times = expected.computeIfAbsent(slice.core(), c -> new TreeMap<>());
        slice.waits().forEach((resource, time) -> times.merge(resource, time, Double::sum));
        times.merge("barrier", slice.barrierUs(), Double::sum);
      }
    }
    assertThat(four.waiting().keySet()).isSubsetOf(four.cores());
    assertThat(four.waiting().values()).anyMatch(times -> times.get("sme2.outer_products") > 0.01);
    expected.forEach(
        (core, times) ->
            times.forEach(
                (resource, time) ->
                    assertThat(
                            four.waiting().getOrDefault(core, Map.of()).getOrDefault(resource, 0.0))
                        .isCloseTo(time / 1000, within(MICROSECONDS))));
  }

  @Test
  void oneThreadLeavesNothingToSayAndNoKeys() throws IOException {
    RunResult result = run();
    ScenarioResult one = result.scenario("one").orElseThrow();
    assertThat(one.waiting()).isEmpty();
    assertThat(one.calls()).allMatch(call -> call.slices().isEmpty());
    String text = ResultFile.write(result);
    assertThat(text.substring(0, text.indexOf("\"four\"")))
        .doesNotContain("\"slices\"", "\"waiting\"");
    assertThat(ResultFile.read(text)).isEqualTo(result);
  }
}
