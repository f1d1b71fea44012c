package io.tilewise.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.doubles;
import static org.quicktheories.generators.SourceDSL.longs;

import org.junit.jupiter.api.Test;

/** Worked: conversions computed by hand. Properties: there and back again. */
class SimTimeTest {
  @Test
  void aPicosecondIsATrillionthOfASecond() {
    assertThat(SimTime.fromSeconds(1)).isEqualTo(1_000_000_000_000L);
    assertThat(SimTime.fromSeconds(0.25e-9)).isEqualTo(250);
    assertThat(SimTime.toSeconds(1_163_000_000_000L)).isEqualTo(1.163);
  }

  @Test
  void secondsRoundToTheNearestPicosecondOrUp() {
    // 0.4 ps and 1.6 ps.
    assertThat(SimTime.fromSeconds(0.4e-12)).isZero();
    assertThat(SimTime.fromSeconds(1.6e-12)).isEqualTo(2);
    assertThat(SimTime.fromSecondsRoundedUp(0.4e-12)).isEqualTo(1);
    assertThat(SimTime.fromSecondsRoundedUp(1.6e-12)).isEqualTo(2);
    assertThat(SimTime.fromSecondsRoundedUp(0)).isZero();
  }

  @Test
  void roundingUpIgnoresTheNoiseOfFloatingPoint() {
    // In binary 2.1 / 3 is 0.7000000000000001, one unit in the last place above 0.7.
    assertThat(2.1 / 3).isGreaterThan(0.7);
    assertThat(SimTime.fromSecondsRoundedUp(2.1 / 3)).isEqualTo(700_000_000_000L);
    // A third of a second is 333 333 333 333.33 ps: a fraction is no noise.
    assertThat(SimTime.fromSecondsRoundedUp(1.0 / 3)).isEqualTo(333_333_333_334L);
  }

  @Test
  void secondsOutsideTheRangeAreAnErrorThatSaysTheRange() {
    for (double seconds : new double[] {-1e-13, 9.3e6, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> SimTime.fromSeconds(seconds))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(seconds + " s is outside the simulated range of 0 s to 9223372.036854776 s");
      assertThatThrownBy(() -> SimTime.fromSecondsRoundedUp(seconds))
          .isInstanceOf(IllegalArgumentException.class);
    }
    double end = SimTime.toSeconds(SimTime.NEVER);
    assertThatThrownBy(() -> SimTime.fromSeconds(end)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addingIsChecked() {
    assertThat(SimTime.add(5, 7)).isEqualTo(12);
    assertThat(SimTime.add(5, 0)).isEqualTo(5);
    assertThat(SimTime.add(5, SimTime.NEVER - 6)).isEqualTo(SimTime.NEVER - 1);
    assertThatThrownBy(() -> SimTime.add(5, SimTime.NEVER - 5))
        .hasMessage(
            "time 5 ps plus delay 9223372036854775802 ps is beyond the simulated range of"
                + " 9223372036854775806 ps");
    assertThatThrownBy(() -> SimTime.add(SimTime.NEVER - 1, SimTime.NEVER - 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SimTime.add(5, -1)).hasMessage("delay of -1 ps is negative");
  }

  @Test
  void servingTakesWorkOverRateRoundedUp() {
    assertThat(SimTime.toServe(2.1, 3)).isEqualTo(700_000_000_000L);
    assertThat(SimTime.toServe(1, 3)).isEqualTo(333_333_333_334L);
    assertThat(SimTime.toServe(1, 0)).isEqualTo(SimTime.NEVER);
    assertThat(SimTime.toServe(Double.POSITIVE_INFINITY, 3)).isEqualTo(SimTime.NEVER);
    // 10^7 s is more than the range of 9.2 million seconds.
    assertThat(SimTime.toServe(1e7, 1)).isEqualTo(SimTime.NEVER);
  }

  @Test
  void everyTimeThatADoubleHoldsComesBackFromSeconds() {
    // Below 2^51 ps two roundings together are less than half a picosecond.
    qt().withFixedSeed(11)
        .forAll(longs().between(0, 1L << 51))
        .check(time -> SimTime.fromSeconds(SimTime.toSeconds(time)) == time);
  }

  @Test
  void roundingUpIsNeverEarlyAndLessThanAPicosecondLate() {
    qt().withFixedSeed(12)
        .forAll(doubles().between(0, 1000))
        .check(
            seconds -> {
              double late = SimTime.fromSecondsRoundedUp(seconds) - seconds * 1e12;
              double noise = 5 * Math.ulp(seconds * 1e12);
              return late >= -noise && late < 1 + noise;
            });
  }
}
