package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.report.text.TextTable;
import org.junit.jupiter.api.Test;

class OperatorTableTest {

  private static CallResult call(int index, double durationUs) {
    return Results.call(index, "call" + index, durationUs, "");
  }

  private static RunResult result(CallResult[] before, CallResult... after) {
    return Results.of(
        Results.scenario("before", 10, 0, 0, 0, 0).calls(before),
        Results.scenario("after", 5, 0, 0, 0, 0).calls(after));
  }

  @Test
  void scenariosThatMakeTheSameCallsNeedNone() {
    CallResult[] calls = {call(0, 4000), call(1, 6000)};
    CallResult[] faster = {call(0, 1000), call(1, 1000)};
    assertThat(OperatorTable.of(result(calls, faster))).isEmpty();
  }

  /** Two calls of one operator, 4 and 6 ms, become one of 5 ms. */
  @Test
  void callsAndTimesAreSummedByOperator() {
    CallResult[] calls = {call(0, 4000), call(1, 6000)};
    assertThat(TextTable.of(OperatorTable.of(result(calls, call(0, 5000))).orElseThrow()))
        .isEqualTo(
            """
            Calls and time by operator
                         before        after
            operator  calls     ms  calls    ms
            -----------------------------------
            Conv2d        2  10.00      1  5.00
            total         2  10.00      1  5.00
            """);
  }

  @Test
  void whatAScenarioDoesNotCallIsNotZero() {
    CallResult[] none = {};
    assertThat(TextTable.of(OperatorTable.of(result(none, call(0, 5000))).orElseThrow()))
        .contains("Conv2d        -   -      1  5.00");
  }
}
