package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ten operating points, 0.1 to 1, of a core and a matrix unit; limits of 42 and 95 degrees. */
class ThrottleTest {
  private static final GovernedDevice DEVICE =
      new GovernedDevice(
          new OperatingPoints(
              new Clocks(Map.of("ultra", 1.0, "sme2", 1.0, "memory", 1.0)), 0.1, 10, 0),
          Map.of("ultra", List.of("ultra")),
          Map.of("sme2", List.of("ultra")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final Throttle throttle = new Throttle(new ThermalLimits(42, 95, 1, 6), DEVICE);

  private Optional<String> look(double skin, double junction) {
    return throttle.look(Map.of("case", skin, "package", 99.0, "ultra", junction, "sme2", 30.0));
  }

  private void assertShare(double share) {
    assertThat(throttle.ceiling().of("ultra")).isCloseTo(share, within(1e-12));
    assertThat(throttle.ceiling().of("sme2")).isCloseTo(share, within(1e-12));
    assertThat(throttle.ceiling().of("memory")).isEqualTo(1);
  }

  @Test
  void itGoesDownWhileTheCaseIsAtItsLimitAndRisesAndUpWhileItIsBelowAndDoesNot() {
    assertThat(look(41, 50)).isEmpty();
    assertShare(1);
    assertThat(look(42, 50)).contains("case");
    assertShare(0.9);
    // At the limit, but no longer rising: it stays.
    assertThat(look(42, 50)).isEmpty();
    assertShare(0.9);
    assertThat(look(43, 50)).contains("case");
    assertShare(0.8);
    assertThat(look(41.9, 50)).isEmpty();
    assertShare(0.9);
    // Below, but rising: it stays.
    assertThat(look(41.95, 50)).isEmpty();
    assertShare(0.9);
    assertThat(look(41.95, 50)).isEmpty();
    assertShare(1);
    assertThat(look(41, 50)).isEmpty();
    assertShare(1);
  }

  @Test
  void aJunctionHasALimitOfItsOwn() {
    assertThat(look(30, 94)).isEmpty();
    assertThat(look(30, 95)).contains("junction");
    assertShare(0.9);
    assertThat(look(30, 95)).isEmpty();
    assertShare(0.9);
    assertThat(look(31, 96)).contains("junction");
    assertShare(0.8);
    // The case still warms up, but the junction was at its limit and is below it now.
    assertThat(look(32, 94)).isEmpty();
    assertShare(0.9);
    assertThat(look(33, 93)).isEmpty();
    assertShare(0.9);
  }

  @Test
  void aJunctionThatWasExactlyAtItsLimitIsColdEnoughBelowIt() {
    look(30, 95);
    assertShare(0.9);
    look(31, 94);
    assertShare(1);
  }

  @Test
  void theCaseIsNoJunction() {
    Throttle hotCase = new Throttle(new ThermalLimits(120, 95, 1, 6), DEVICE);
    assertThat(hotCase.look(Map.of("case", 100.0, "package", 99.0, "ultra", 50.0))).isEmpty();
    assertThat(hotCase.ceiling().of("ultra")).isEqualTo(1);
  }

  @Test
  void aJunctionAtItsLimitKeepsClocksFromRising() {
    look(42, 50);
    assertShare(0.9);
    look(41, 95);
    assertShare(0.8);
    assertThat(look(40, 95)).isEmpty();
    assertShare(0.8);
  }

  @Test
  void theCaseIsNamedIfBothAreAtTheirLimits() {
    assertThat(look(42, 95)).contains("case");
    assertShare(0.9);
  }

  @Test
  void stepsBelowTheLowestPointAreNotCounted() {
    for (int i = 0; i < 30; i++) {
      look(42 + i, 50);
    }
    assertShare(0.1);
    // Nine steps down, one up.
    look(41, 50);
    assertShare(0.2);
  }
}
