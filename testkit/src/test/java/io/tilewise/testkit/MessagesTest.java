package io.tilewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What somebody reads when a prediction is not as expected, or a test is not written right. */
class MessagesTest {
  private static Map<String, Throwable> failures;

  @BeforeAll
  static void runThePlanted() {
    Events events =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(Planted.Expectations.class), selectClass(Planted.Mistakes.class))
            .execute()
            .allEvents()
            .failed();
    failures = new LinkedHashMap<>();
    for (Event event : events.list()) {
      String name = event.getTestDescriptor().getDisplayName().replaceFirst("\\(.*", "");
      failures.put(
          name, event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow());
    }
  }

  @Test
  void everyPlantedTestFails() {
    assertThat(failures)
        .containsOnlyKeys(
            "tooSlow",
            "otherCategory",
            "otherBound",
            "notFaster",
            "movedFromBaseline",
            "tracedToTheValue",
            "noTime",
            "unknownScenario",
            "misspeltResult",
            "missingFile",
            "missingUnit",
            "emptyFolder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tooSlow           | Expectation of sme2 of 01-squeezesam-sme2: its latency is \\d+\\.\\d ms, which is not less than 10 ms
          otherCategory     | Expectation of sme2 .*: [a-z ]+ takes the most time, \\d+\\.\\d ms, not gemm, \\d\\.\\d+ ms
          otherBound        | Expectation of sme2 .*: ultra\\.\\w+ bounds it for the most time, not dram.bandwidth, 0\\.0+ ms
          notFaster         | Expectation of neon .*: it is 0\\.\\d\\d times as fast as sme2 of 01-squeezesam-sme2, not 2\\.0 or more: .*
          movedFromBaseline | Expectation of sme2 .*: its latency is .* ms, which is not within 2\\.0 % of its baseline, \\d+\\.\\d ms, but is off by \\+\\d+\\.\\d\\d %
          """)
  void anExpectationThatIsNotMetShowsWhereTheTimeGoes(String test, String firstLine) {
    String message = failures.get(test).getMessage();
    assertThat(failures.get(test)).isInstanceOf(AssertionError.class);
    assertThat(message.lines().findFirst().orElseThrow()).matches(firstLine);
    assertThat(message)
        .contains("\nTime by operator category\n", "\nconvolution ", "\ndata movement ", "\ntotal ")
        .contains("\nWhat bound the time\n")
        // Beside it stands the scenario that the experiment compares with.
        .containsPattern("\n +neon( +sme2)?\n");
  }

  @Test
  void aMissedBaselineIsTracedToWhatChanged() {
    assertThat(failures.get("tracedToTheValue"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("What moved in 01-squeezesam-sme2")
        .hasMessageContaining("matrix_units.sme2.mopa_interval: 2 cycles -> 8 cycles");
  }

  @Test
  void aTimeWithAnotherUnitIsRefused() {
    assertThat(failures.get("noTime"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("310 MHz")
        .hasMessageContaining("ms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          misspeltResult  | experiment 01-squeezesam-sme2 has no scenario "smee2"; it has "neon", "sme2"; name the parameter as one of them, or annotate it with @Scenario; a RunResult named run is the whole result
          unknownScenario | experiment 01-squeezesam-sme2 has no scenario "smee"; it has "neon", "sme2"; name the parameter as one of them, or annotate it with @Scenario; a RunResult named run is the whole result
          missingFile     | no-such.yaml
          missingUnit     | "80" has no unit, but a bandwidth is needed
          emptyFolder     | there is no experiment (*.yaml) in ../configs
          """)
  void aTestThatIsNotWrittenRightSaysWhy(String test, String message) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = failures.get(test); t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
    }
    assertThat(all.toString()).contains(message);
  }
}
