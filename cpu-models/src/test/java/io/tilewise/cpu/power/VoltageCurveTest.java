package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VoltageCurveTest {
  @Test
  void itIsStraightBetweenPointsAndConstantBeyondThem() {
    VoltageCurve curve = new VoltageCurve(new double[] {0.3, 0.5, 1}, new double[] {0.6, 0.7, 1});
    assertThat(curve.at(0.1)).isEqualTo(0.6);
    assertThat(curve.at(0.4)).isCloseTo(0.65, within(1e-12));
    assertThat(curve.at(0.75)).isCloseTo(0.85, within(1e-12));
    assertThat(curve.at(1)).isEqualTo(1);
    assertThat(curve.at(1.2)).isEqualTo(1);
  }

  @Test
  void theHighestClockAllowedIsTheLastPointAndEvenOnesAreBelowIt() {
    OperatingPoints points =
        new OperatingPoints(new Clocks(Map.of("ultra", 0.62, "memory", 0.05)), 0.1, 10, 0);
    // 0.1, 0.2, ... 0.6 and the cap; memory is allowed less than the lowest.
    assertThat(points.count("ultra")).isEqualTo(7);
    assertThat(points.share("ultra", 6)).isEqualTo(0.62);
    assertThat(points.atLeast("ultra", 0.55)).isCloseTo(0.6, within(1e-12));
    assertThat(points.atLeast("ultra", 0.9)).isEqualTo(0.62);
    assertThat(points.atMost("ultra", 0.55)).isCloseTo(0.5, within(1e-12));
    assertThat(points.count("memory")).isEqualTo(1);
    assertThat(points.lowest().of("memory")).isEqualTo(0.05);
  }

  @Test
  void thePointThatIsTheHighestClockButForRoundingIsNotThereTwice() {
    // 0.1 + 0.9 * 9 / 9 is 0.9999999999999999.
    OperatingPoints points = new OperatingPoints(new Clocks(Map.of("ultra", 1.0)), 0.1, 10, 0);
    assertThat(points.count("ultra")).isEqualTo(10);
    assertThat(points.share("ultra", 9)).isEqualTo(1);
    assertThat(points.share("ultra", 8)).isCloseTo(0.9, within(1e-12));
    // Beyond the ends are the ends.
    assertThat(points.share("ultra", 10)).isEqualTo(1);
    assertThat(points.share("ultra", -1)).isEqualTo(0.1);
  }
}
