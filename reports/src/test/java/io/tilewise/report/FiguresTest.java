package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.Fonts;
import io.tilewise.report.chart.TradeOffChart;
import io.tilewise.report.chart.TradeOffChart.Choice;
import io.tilewise.report.text.Numbers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The words and numbers of figures. */
class FiguresTest {

  @BeforeAll
  static void fonts() {
    Fonts.install();
  }

  /** From 1163 to 298 ms: convolution 95 - 881 = -786, GEMM 20 - 60 = -40, and so on. */
  @Test
  void aWaterfallGoesFromTheBaselineToTheScenario() {
    Figure waterfall = WaterfallChart.of(Results.squeezeSam()).get(0);
    assertThat(waterfall.key()).isEqualTo("waterfall-sme2");
    assertThat(waterfall.data().rows())
        .containsExactly(
            "neon", "convolution", "GEMM", "elementwise", "data movement", "other", "sme2");
    assertThat(waterfall.data().groups().get(0).columns().get(0).cells())
        .containsExactly(
            "1163.0",
            "\u2212786.0",
            "\u221240.0",
            "\u221210.0",
            "\u221211.0",
            "\u221218.0",
            "298.0");
  }

  /** Of 100 ms the calls take 70, 15, 10 and 5: 80 % need two of them, 90 % three. */
  @Test
  void paretoCountsTheCallsThatAreNeeded() {
    CallResult[] calls = {
      Results.call(0, "a", 5_000, ""),
      Results.call(1, "b", 70_000, ""),
      Results.call(2, "c", 10_000, ""),
      Results.call(3, "d", 15_000, "")
    };
    Figure pareto = CallParetoChart.of(Results.of(scenario("s", 100, 0, 0, 0, 0).calls(calls)));
    assertThat(pareto.summary()).isEqualTo("With s, 2 of 4 calls make 80 % of the time.");
    assertThat(pareto.data().groups().get(0).columns().get(0).cells())
        .containsExactly("1", "2", "3", "3");
  }

  /** (3, 1) is worse than (2, 1); (2, 3) and (1, 4) are not better than each other. */
  @Test
  void theParetoSetHasWhatNothingIsBetterThan() {
    List<Choice> best =
        TradeOffChart.best(
            List.of(
                new Choice("worse", 3, 1),
                new Choice("quick", 1, 4),
                new Choice("frugal", 2, 1),
                new Choice("equal", 2, 1),
                new Choice("broken", Double.NaN, 0)));
    assertThat(best).extracting(Choice::name).containsExactly("quick", "frugal");
  }

  @Test
  void keysOfFilesAreOfLettersAndDifferent() {
    assertThat(Keys.of("timeline", List.of("SME2, 4 threads", "sme2 4 threads", "\u7121", "../x")))
        .containsExactly(
            "timeline-sme2-4-threads",
            "timeline-sme2-4-threads-2",
            "timeline-scenario",
            "timeline-x");
  }

  @Test
  void theSmallestResourcesAreOne() {
    Breakdown breakdown =
        new Breakdown(
                List.of("a", "b", "c", "d"),
                List.of(Map.of("a", 1.0, "b", 5.0, "c", 3.0, "d", 2.0)),
                List.of(11.0),
                0)
            .largest(3, "rest");
    assertThat(breakdown.parts()).containsExactly("b", "c", "rest");
    assertThat(breakdown.time(0, "rest")).hasValue(3);
  }

  @Test
  void answersSayWhatWasAsked() {
    assertThat(Answer.of(Results.squeezeSam()))
        .isEqualTo(
            "With sme2 one inference takes 298.0 ms instead of 1163.0 ms with neon (3.90x); the"
                + " bottleneck moves from convolution to data movement (119 ms, 40 %).");
    assertThat(Answer.of(Results.of(scenario("only", 5, 1, 1, 2, 1))))
        .isEqualTo(
            "One inference with only takes 10.00 ms; the largest part is convolution (5.00 ms, 50"
                + " %).");
    assertThat(Answer.of(Results.of())).isEqualTo("There is no scenario, so there is no answer.");
    assertThat(Answer.of(Results.many(4))).startsWith("The fastest is case 4, where one inference");
  }

  @Test
  void numbersAreShownWithTheDigitsTheyNeed() {
    assertThat(Numbers.shown(1187.366)).isEqualTo("1187");
    assertThat(Numbers.shown(0.0025)).isEqualTo("0.0025");
    assertThat(Numbers.shown(0)).isEqualTo("0");
    assertThat(Numbers.tick(2e7)).isEqualTo("2e7");
    assertThat(Numbers.tick(-5e-5)).isEqualTo("-5e-5");
    assertThat(Numbers.tick(200_000)).isEqualTo("200000");
    assertThat(Numbers.tick(0)).isEqualTo("0");
    assertThat(Numbers.signed(-805.64, 1)).isEqualTo("\u2212805.6");
    assertThat(Numbers.signed(-0.04, 1)).isEqualTo("0.0");
    assertThat(Numbers.signed(3, 1)).isEqualTo("+3.0");
  }
}
