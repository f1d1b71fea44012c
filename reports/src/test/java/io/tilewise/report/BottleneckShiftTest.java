package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BottleneckShiftTest {

  @Test
  void saysFromWhereToWhereTheBottleneckMoved() {
    // 881 / 1163 = 76 %, 119 / 298 = 40 %.
    assertThat(BottleneckShift.sentences(Results.squeezeSam()))
        .containsExactly(
            "Convolution was the largest category with neon (881 ms, 76 %); "
                + "with sme2 it is data movement (119 ms, 40 %).");
  }

  @Test
  void saysThatTheBottleneckDidNotMove() {
    assertThat(
            BottleneckShift.sentences(
                Results.of(scenario("a", 8, 1, 1, 0, 0), scenario("b", 6, 1, 1, 0, 0))))
        .containsExactly(
            "The bottleneck did not move: convolution is the largest category "
                + "with a (8.00 ms, 80 %) and with b (6.00 ms, 75 %).");
  }

  @Test
  void saysWhatABaselineAloneSpendsItsTimeOn() {
    assertThat(BottleneckShift.sentences(Results.of(scenario("a", 0, 30, 10, 0, 0))))
        .containsExactly(
            "GEMM is the largest category with a (30.0 ms, 75 %); "
                + "there is no other scenario to compare it with.");
  }

  @Test
  void saysThatNoTimePassed() {
    String nothing = "No time passed with b, so there is no bottleneck to compare.";
    assertThat(BottleneckShift.sentences(Results.of(scenario("b", 0, 0, 0, 0, 0))))
        .containsExactly(nothing);
    assertThat(
            BottleneckShift.sentences(
                Results.of(scenario("a", 8, 1, 1, 0, 0), scenario("b", 0, 0, 0, 0, 0))))
        .containsExactly(nothing);
  }

  @Test
  void comparesEachScenarioWithTheBaseline() {
    assertThat(BottleneckShift.sentences(Results.many(5)))
        .hasSize(4)
        .allMatch(sentence -> sentence.contains("with case 1 (700 ms, 70 %)"));
  }
}
