package io.tilewise.experiment.compare;

import static io.tilewise.experiment.SmallResults.call;
import static io.tilewise.experiment.SmallResults.run;
import static io.tilewise.experiment.SmallResults.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.experiment.compare.Comparison.Names;
import io.tilewise.experiment.compare.ComparisonResult.CallDifference;
import io.tilewise.experiment.compare.ComparisonResult.FileDifference;
import io.tilewise.experiment.compare.ComparisonResult.ScenarioPair;
import io.tilewise.experiment.compare.ComparisonResult.TextDifference;
import io.tilewise.experiment.compare.ComparisonResult.TimeDifference;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static List<NamedRun> runs(RunResult... results) {
    List<String> labels = List.of("before", "after", "later");
    return IntStream.range(0, results.length)
        .mapToObj(i -> new NamedRun(labels.get(i), results[i]))
        .toList();
  }

  private static ComparisonResult compare(ScenarioResult left, ScenarioResult right) {
    List<NamedRun> runs = runs(run("aa", left), run("bb", right));
    return Comparison.of(runs, Comparison.namesInCommon(runs), "1.0");
  }

  private static ScenarioPair pair(ScenarioResult left, ScenarioResult right) {
    ComparisonResult comparison = compare(left, right);
    assertThat(comparison.pairs()).hasSize(1);
    return comparison.pairs().get(0);
  }

  @Test
  void aRemovedTransposeShiftsNothing() {
    ScenarioPair pair =
        pair(
            scenario(
                "s",
                call("a", "Conv", "1x8", 100),
                call("a.nchw", "Transpose", "8x1", 30),
                call("b.nhwc", "Transpose", "1x8", 20),
                call("b", "Conv", "1x8", 100)),
            scenario("s", call("a", "Conv", "1x8", 100), call("b", "Conv", "1x8", 100)));
    assertThat(pair.unchanged()).isEqualTo(2);
    assertThat(pair.removed()).isEqualTo(2);
    assertThat(pair.changed() + pair.inserted()).isZero();
    assertThat(pair.calls()).extracting(CallDifference::name).containsExactly("a.nchw", "b.nhwc");
    assertThat(pair.calls()).extracting(CallDifference::deltaUs).containsExactly(-30.0, -20.0);
    assertThat(pair.deltaMs()).isCloseTo(-0.05, within(1e-12));
    assertThat(pair.speedup()).isCloseTo(1.25, within(1e-12));
    assertThat(pair.categories())
        .containsExactly(new TimeDifference("data_movement", 0.05, 0, -0.05));
  }

  @Test
  void aCallOfOtherShapesOrAnotherNameHasChanged() {
    ScenarioPair pair =
        pair(
            scenario("s", call("a", "Conv", "1x8", 100), call("b", "Conv", "1x9", 50)),
            scenario("s", call("a", "Conv", "1x16", 200), call("c", "Conv", "1x9", 50)));
    assertThat(pair.changed()).isEqualTo(2);
    assertThat(pair.calls().get(0).differences())
        .containsExactly(new TextDifference("shape", "1x8", "1x16"));
    assertThat(pair.calls().get(1).differences())
        .containsExactly(new TextDifference("name", "b", "c"));
    assertThat(pair.calls().get(1).deltaUs()).isZero();
  }

  @Test
  void aCallInAnotherPlaceHasMovedAndNotChanged() {
    ScenarioPair pair =
        pair(
            scenario(
                "s",
                call("a", "Conv", "1x8", 100),
                call("b", "Conv", "1x8", 50),
                call("c", "Conv", "1x8", 60),
                call("gone", "Transpose", "8x1", 5)),
            scenario(
                "s",
                call("c", "Conv", "1x8", 60),
                call("a", "Conv", "1x8", 100),
                call("b", "Conv", "1x8", 70)));
    assertThat(pair.unchanged()).isEqualTo(2);
    assertThat(pair.moved()).isEqualTo(1);
    assertThat(pair.changed()).isEqualTo(1);
    assertThat(pair.inserted()).isZero();
    assertThat(pair.calls()).extracting(CallDifference::name).containsExactly("b", "gone");
  }

  @Test
  void whatBoundACallIsComparedToo() {
    ScenarioPair pair =
        pair(
            scenario("s", call("a", "Conv", "1x8", 10, Map.of("ultra.instructions", 10.0))),
            scenario("s", call("a", "Conv", "1x8", 10, Map.of("dram", 10.0))));
    assertThat(pair.calls()).hasSize(1);
    assertThat(pair.calls().get(0).leftBoundBy()).isEqualTo("ultra.instructions");
    assertThat(pair.calls().get(0).rightBoundBy()).isEqualTo("dram");
  }

  @Test
  void filesSettingsAndParametersThatDifferAreListed() {
    ComparisonResult comparison =
        compare(
            scenario("s", call("a", "Conv", "1", 1)),
            scenario("s", call("a", "Conv", "1", 1), call("b", "Conv", "1", 1)));
    assertThat(comparison.files())
        .containsExactly(new FileDifference("a.yaml", List.of("aa", "bb")));
    assertThat(comparison.pairs().get(0).settings()).isEmpty();
    assertThat(comparison.pairs().get(0).parameters())
        .containsExactly(new TextDifference("memory.dram.bandwidth", "10 GB/s", "20 GB/s"));
  }

  @Test
  void aSettingThatIsNoParameterIsListedToo() {
    ScenarioResult scenario = scenario("s", call("a", "Conv", "1", 1));
    ScenarioResult changed =
        scenario.with(
            scenario.waiting(),
            scenario.calls(),
            scenario.ceilings(),
            scenario.parameters(),
            scenario.uncertainty(),
            Map.of("lowering.decompose_batch_norm", "true"));
    assertThat(pair(scenario, changed).parameters())
        .containsExactly(new TextDifference("lowering.decompose_batch_norm", "", "true"));
  }

  @Test
  void aRunComparedWithItselfShowsNothing() {
    ScenarioResult scenario = scenario("s", call("a", "Conv", "1", 1), call("b", "Conv", "1", 2));
    List<NamedRun> runs = runs(run("aa", scenario), run("aa", scenario));
    ComparisonResult comparison = Comparison.of(runs, Comparison.namesInCommon(runs), "1.0");
    assertThat(comparison.files()).isEmpty();
    ScenarioPair pair = comparison.pairs().get(0);
    assertThat(pair.calls()).isEmpty();
    assertThat(pair.unchanged()).isEqualTo(2);
    assertThat(pair.categories()).isEmpty();
    assertThat(pair.boundBy()).isEmpty();
    assertThat(pair.parameters()).isEmpty();
    assertThat(pair.speedup()).isEqualTo(1);
  }

  @Test
  void scenariosOfTheSameNameAreComparedElseTheLastOnes() {
    ScenarioResult a = scenario("a", call("x", "Conv", "1", 1));
    ScenarioResult b = scenario("b", call("x", "Conv", "1", 1));
    ScenarioResult c = scenario("c", call("x", "Conv", "1", 1));
    assertThat(Comparison.namesInCommon(runs(run("1", a, b), run("2", b, c))))
        .containsExactly(new Names("b", "b"));
    assertThat(Comparison.namesInCommon(runs(run("1", a, b), run("2", c))))
        .containsExactly(new Names("b", "c"));
    assertThat(Comparison.namesInCommon(runs(run("1", a, b), run("2", a, b), run("3", c))))
        .containsExactly(new Names("a", "a"), new Names("b", "b"), new Names("b", "c"));
  }

  @Test
  void mergedScenariosKeepTheirNamesApartAndAreRelativeToTheFirst() {
    ScenarioResult a = scenario("s", call("x", "Conv", "1", 1000));
    ScenarioResult b = scenario("s", call("x", "Conv", "1", 500));
    ScenarioResult c = scenario("t", call("x", "Conv", "1", 250));
    RunResult merged = MergedRun.of(runs(run("1", a), run("2", b, c)), "1.0");
    assertThat(merged.scenarios())
        .extracting(ScenarioResult::name)
        .containsExactly("before", "after: s", "after: t");
    assertThat(merged.scenarios())
        .extracting(ScenarioResult::speedup)
        .containsExactly(1.0, 2.0, 4.0);
    assertThat(merged.baseline()).isEqualTo("before");
  }
}
