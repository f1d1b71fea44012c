package io.tilewise.experiment.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.Dimension;
import org.junit.jupiter.api.Test;

class UncertainParameterTest {

  private static UncertainParameter parameter(
      Dimension dimension, String unit, double value, double low, double high, boolean fitted) {
    return new UncertainParameter("a.path", dimension, unit, value, low, high, fitted);
  }

  /** The range of a fitted parameter is its 90 % interval, and the value its median. */
  @Test
  void aFittedParameterHasItsRangeAsFifthAndNinetyFifthPercentile() {
    UncertainParameter clock = parameter(Dimension.FREQUENCY, "GHz", 2, 1, 3, true);
    assertThat(clock.quantile(0.05)).isCloseTo(1, within(1e-6));
    assertThat(clock.quantile(0.5)).isCloseTo(2, within(1e-9));
    assertThat(clock.quantile(0.95)).isCloseTo(3, within(1e-6));
  }

  /** At three standard deviations, 3 / 1.645 of the way in logarithms: 2 * 1.5^1.824 = 4.19. */
  @Test
  void extremeDrawsAreCutOffAndNeverNegative() {
    UncertainParameter clock = parameter(Dimension.FREQUENCY, "GHz", 2, 1, 3, true);
    assertThat(clock.quantile(1 - 1e-12)).isCloseTo(4.19, within(0.01));
    assertThat(clock.quantile(1e-12)).isCloseTo(2 * Math.pow(0.5, 1.8239), within(0.001));
  }

  @Test
  void aParameterAtItsUpperBoundIsNotDrawnAboveIt() {
    UncertainParameter share = parameter(Dimension.FRACTION, "%", 100, 60, 100, true);
    assertThat(share.quantile(0.999)).isEqualTo(100);
    assertThat(share.quantile(0.05)).isCloseTo(60, within(1e-6));
  }

  @Test
  void anyOtherIsAsOftenBelowItsValueAsAboveIt() {
    UncertainParameter latency = parameter(Dimension.TIME, "ns", 110, 100, 140, false);
    assertThat(latency.quantile(0)).isEqualTo(100);
    assertThat(latency.quantile(0.25)).isEqualTo(105);
    assertThat(latency.quantile(0.5)).isEqualTo(110);
    assertThat(latency.quantile(0.75)).isEqualTo(125);
    assertThat(latency.quantile(1)).isEqualTo(140);
  }

  @Test
  void aValueAtAnEndIsDrawnHalfOfTheTime() {
    UncertainParameter interval = parameter(Dimension.CYCLES, "cycles", 2, 1, 2, false);
    assertThat(interval.quantile(0.5)).isEqualTo(2);
    assertThat(interval.quantile(0.9)).isEqualTo(2);
    assertThat(interval.quantile(0.25)).isEqualTo(1.5);
  }

  @Test
  void aCountIsOneOfThree() {
    UncertainParameter ways = parameter(Dimension.COUNT, "", 8, 4, 16, false);
    assertThat(ways.quantile(0.2)).isEqualTo(4);
    assertThat(ways.quantile(0.5)).isEqualTo(8);
    assertThat(ways.quantile(0.9)).isEqualTo(16);
  }

  @Test
  void aShareIsNeverAboveTheWhole() {
    assertThat(parameter(Dimension.FRACTION, "%", 90, 80, 99, true).text(104)).isEqualTo("100 %");
    assertThat(parameter(Dimension.FREQUENCY, "GHz", 2, 1, 3, true).text(2.5)).isEqualTo("2.5 GHz");
  }
}
