package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.ScenarioResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BudgetLinesTest {
  private static BudgetLines line(String name, double at1, double at2, double at5) {
    return new BudgetLines(
        name, new TreeMap<>(Map.of(1.0, at1, 2.0, at2, 5.0, at5)), Optional.empty());
  }

  @Test
  void aCrossingIsNamedWithTheBudgetsThatItIsBetween() {
    assertThat(BudgetLines.crossings(List.of(line("one", 10, 9, 8), line("four", 12, 8, 4))))
        .containsExactly("four becomes faster than one between budgets of 1 W and 2 W.");
  }

  @Test
  void thatNothingCrossesIsSaidToo() {
    assertThat(BudgetLines.crossings(List.of(line("one", 10, 9, 8), line("four", 9, 8, 4))))
        .containsExactly("At every budget the same way of running is the faster of any two.");
    assertThat(BudgetLines.crossings(List.of())).isEmpty();
  }

  @Test
  void theParetoSetHasWhatNothingBeatsInBoth() {
    List<ScenarioResult> scenarios =
        List.of(
            measured("fast and thirsty", 10, 100),
            measured("slow and frugal", 30, 20),
            measured("beaten by the next", 20, 60),
            measured("between", 20, 50));
    assertThat(TradeCharts.pareto(scenarios))
        .extracting(ScenarioResult::name)
        .containsExactly("fast and thirsty", "between", "slow and frugal");
  }

  private static ScenarioResult measured(String name, double latencyMs, double energyMj) {
    ScenarioResult s = Results.of(Results.scenario(name, latencyMs)).scenarios().get(0);
    return new ScenarioResult(
        s.name(),
        s.description(),
        s.workload(),
        s.dtype(),
        s.device(),
        s.runtime(),
        s.mode(),
        s.cores(),
        s.threads(),
        s.latencyMs(),
        s.speedup(),
        s.categories(),
        s.boundBy(),
        s.waiting(),
        s.calls(),
        s.parameters(),
        s.uncertainty(),
        Optional.empty(),
        Optional.of(energyMj),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
