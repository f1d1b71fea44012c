package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A core that takes 4 W and a matrix unit that takes 2 W at full activity and clock, in proportion
 * to the clock; ten operating points, 0.1 to 1. The case may have 42 degrees, which 3 W keep it at;
 * restriction begins at 37. So k_po = 0.6 W/K, k_pu = 1.2 W/K, k_i = 0.12 W/K.
 */
class PowerAllocatorGovernorTest {
  private static final Clocks TOP = new Clocks(Map.of("ultra", 1.0, "sme2", 1.0, "memory", 1.0));

  private static final PowerPrediction PREDICTION =
      new PowerPrediction() {
        @Override
        public int version() {
          return 0;
        }

        @Override
        public double ofCall(int call, Clocks clocks) {
          throw new UnsupportedOperationException();
        }

        @Override
        public double full(String domain, Clocks clocks) {
          return (domain.equals("ultra") ? 4 : 2) * clocks.of(domain);
        }
      };

  private static GovernedDevice device(Optional<ThermalLimits> limits) {
    return new GovernedDevice(
        new OperatingPoints(TOP, 0.1, 10, 0),
        Map.of("ultra", List.of("u")),
        Map.of("sme2", List.of("ultra")),
        Optional.of(PREDICTION),
        Optional.empty(),
        limits);
  }

  private static Control start(Optional<Quantity> sustainable, Map<String, Double> weights) {
    return new PowerAllocatorGovernor()
        .start(
            new PowerAllocatorGovernor.Settings(
                Quantity.parse("100 ms", Dimension.TIME),
                sustainable,
                Quantity.parse("5 K", Dimension.TEMPERATURE_DIFFERENCE),
                Quantity.parse("0 K", Dimension.TEMPERATURE_DIFFERENCE),
                weights),
            device(Optional.of(new ThermalLimits(42, 95, 1, 3))));
  }

  private static Control start() {
    return start(Optional.empty(), Map.of());
  }

  /** What is seen of full activity at the highest clocks. */
  private static Observation busy(double temperature) {
    return seen(temperature, 4, 2);
  }

  private static Observation seen(double temperature, double core, double unit) {
    return new Observation(
        0.1, TOP, Map.of("u", 1.0), Map.of("u", core, "sme2", unit), Map.of("case", temperature));
  }

  private static void assertShares(Clocks clocks, double core, double unit) {
    assertThat(clocks.of("ultra")).isCloseTo(core, within(1e-12));
    assertThat(clocks.of("sme2")).isCloseTo(unit, within(1e-12));
    assertThat(clocks.of("memory")).isEqualTo(1);
  }

  @Test
  void nothingIsRestrictedBelowTheSwitchOnTemperature() {
    Control control = start();
    assertThat(control.start()).isEqualTo(TOP);
    assertThat(control.tick(busy(36.9))).isEqualTo(TOP);
    assertThat(control.period()).isEqualTo(0.1);
    assertThat(control.isThrottled()).isFalse();
  }

  @Test
  void atTheControlTemperatureTheSustainablePowerIsSharedAsAskedFor() {
    // 3 W for 4 + 2 asked: 2 and 1, half the clock each.
    assertShares(start().tick(busy(42)), 0.5, 0.5);
    // 4.3 W: 2.87 and 1.43, 0.72 of the clock.
    Control other = start(Optional.of(Quantity.parse("4.3 W", Dimension.POWER)), Map.of());
    assertShares(other.tick(busy(42)), 0.7, 0.7);
  }

  @Test
  void theErrorIsWeighedByItsSign() {
    // 1.75 K below: 3 + 1.2 * 1.75 = 5.1 W, 0.85 of the clock.
    assertShares(start().tick(busy(40.25)), 0.8, 0.8);
    // 2 K above: 3 - 0.6 * 2, and the sum of one error: - 0.12 * 2; 1.56 W, 0.26 of the clock.
    assertShares(start().tick(busy(44)), 0.2, 0.2);
    // 18 K above nothing is left.
    assertShares(start().tick(busy(60)), 0.1, 0.1);
  }

  @Test
  void errorsAboveTheControlTemperatureAreSummedUntilItIsCold() {
    Control control = start();
    // 1 K above: 3 - 0.6 - 0.12 n W: 1.92 after four looks (0.32), 1.56 after seven (0.26).
    for (int i = 1; i < 4; i++) {
      control.tick(busy(43));
    }
    assertShares(control.tick(busy(43)), 0.3, 0.3);
    control.tick(busy(43));
    control.tick(busy(43));
    assertShares(control.tick(busy(43)), 0.2, 0.2);
    // The sum, 7, is still there: 3 - 0.84 W, 0.36 of the clock. Cold, it is cleared.
    assertShares(control.tick(busy(42)), 0.3, 0.3);
    control.tick(busy(36));
    assertShares(control.tick(busy(42)), 0.5, 0.5);
  }

  @Test
  void theSumStaysBelowWhatAllActorsCouldUse() {
    Control control = start();
    // 0.12 * sum stays below the 6 W of both; 100 looks would make it 36 W.
    for (int i = 0; i < 100; i++) {
      control.tick(busy(45));
    }
    // 4.9 K below: 3 + 5.88 W, less the 5.76 W of 48 K: 3.12 W, 0.52 of the clock.
    assertShares(control.tick(busy(37.1)), 0.5, 0.5);
  }

  @Test
  void weightsSayHowMuchAnActorAsksFor() {
    // The unit's 2 W count twice: 1.5 W each; 0.375 of the core's 4 W, 0.75 of the unit's 2 W.
    assertShares(start(Optional.empty(), Map.of("sme2", 2.0)).tick(busy(42)), 0.3, 0.7);
  }

  @Test
  void whatAnActorCannotUseGoesToTheOthers() {
    // The unit asks for 16 of 20, gets 2.4 W and can use 2; the core has 0.6 + 0.4 W: 0.25.
    assertShares(start(Optional.empty(), Map.of("sme2", 8.0)).tick(busy(42)), 0.2, 1);
    // 3.15 W, of which the core gets 0.35 first and 0.8 then: 0.2875.
    Control other =
        start(Optional.of(Quantity.parse("3.15 W", Dimension.POWER)), Map.of("sme2", 16.0));
    assertShares(other.tick(busy(42)), 0.2, 1);
  }

  @Test
  void theLoadOfTheLastPeriodSaysWhatAClockTakes() {
    // The core took a quarter of what it can: 1 W granted is enough for its highest clock.
    assertShares(start().tick(seen(42, 1, 2)), 1, 1);
  }

  @Test
  void itNeedsTemperatures() {
    PowerAllocatorGovernor.Settings settings =
        new PowerAllocatorGovernor.Settings(
            Quantity.parse("100 ms", Dimension.TIME),
            Optional.empty(),
            Quantity.parse("5 K", Dimension.TEMPERATURE_DIFFERENCE),
            Quantity.parse("0 K", Dimension.TEMPERATURE_DIFFERENCE),
            Map.of());
    assertThatThrownBy(() -> new PowerAllocatorGovernor().start(settings, device(Optional.empty())))
        .isInstanceOf(GovernorException.class)
        .hasMessageContaining("no block thermal");
  }
}
