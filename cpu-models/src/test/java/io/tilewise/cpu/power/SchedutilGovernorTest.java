package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ten operating points, 0.1 to 1, of two clusters, of which the second has a matrix unit. */
class SchedutilGovernorTest {
  private static final GovernedDevice DEVICE =
      new GovernedDevice(
          new OperatingPoints(
              new Clocks(Map.of("ultra", 1.0, "premium", 1.0, "sme2", 1.0, "memory", 1.0)),
              0.1,
              10,
              0),
          Map.of("ultra", List.of("u"), "premium", List.of("p1", "p2")),
          Map.of("sme2", List.of("premium")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static Control start(double utilisation) {
    return new SchedutilGovernor()
        .start(
            new SchedutilGovernor.Settings(
                Quantity.parse("2 ms", Dimension.TIME),
                Quantity.parse("32 ms", Dimension.TIME),
                utilisation),
            DEVICE);
  }

  private static Observation seen(double seconds, Clocks clocks, double u, double p1, double p2) {
    return new Observation(seconds, clocks, Map.of("u", u, "p1", p1, "p2", p2), Map.of(), Map.of());
  }

  private static void assertShares(Clocks clocks, double ultra, double premium, double memory) {
    assertThat(clocks.of("ultra")).isCloseTo(ultra, within(1e-12));
    assertThat(clocks.of("premium")).isCloseTo(premium, within(1e-12));
    assertThat(clocks.of("sme2")).isCloseTo(premium, within(1e-12));
    assertThat(clocks.of("memory")).isCloseTo(memory, within(1e-12));
  }

  @Test
  void theClockIsAQuarterMoreThanTheUtilisation() {
    // 1.25 * 0.42 = 0.525, so 0.6; 1.25 * 0.9 is more than there is.
    assertShares(start(0.42).start(), 0.6, 0.6, 0.6);
    assertShares(start(0.9).start(), 1, 1, 1);
    assertShares(start(0).start(), 0.1, 0.1, 0.1);
    assertThat(start(0).period()).isEqualTo(0.002);
  }

  @Test
  void utilisationDecaysByHalfPerHalfLifeAndIsMadeInvariantToTheClock() {
    Control control = start(0.42);
    Clocks clocks = control.start();
    // ultra: 0.6 of its clock all the time, so (0.42 + 0.6) / 2 = 0.51; * 1.25 = 0.6375, so 0.7.
    // premium: idle, and half the time: (0.42 + 0.3) / 2 = 0.36; * 1.25 = 0.45, so 0.5.
    Clocks next = control.tick(seen(0.032, clocks, 1, 0, 0.5));
    assertShares(next, 0.7, 0.5, 0.7);
    // ultra idle: 0.51 / 4 = 0.1275; * 1.25 = 0.159, so 0.2.
    // p1: 0.21 / 4; p2: 0.5 + (0.36 - 0.5) / 4 = 0.465; * 1.25 = 0.581, so 0.6.
    assertShares(control.tick(seen(0.064, next, 0, 0, 1)), 0.2, 0.6, 0.6);
  }
}
