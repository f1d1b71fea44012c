package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

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
}
