package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Call n takes n + 1 times 2 W of the core, 1 W of the matrix unit and 1 W of memory, in proportion
 * to their clocks; ten operating points, 0.1 to 1.
 */
class PowerBudgetGovernorTest {
  private static final PowerBudgetGovernor GOVERNOR = new PowerBudgetGovernor();
  private static final PowerBudgetGovernor.Settings USUAL =
      new PowerBudgetGovernor.Settings(1, 1, 0.5);

  private int version;
  private int asked;
  private double factor = 1;

  private final PowerPrediction prediction =
      new PowerPrediction() {
        @Override
        public int version() {
          return version;
        }

        @Override
        public double ofCall(int call, Clocks clocks) {
          asked++;
          double atClocks = 2 * clocks.of("ultra") + clocks.of("sme2") + clocks.of("memory");
          return factor * (call + 1) * atClocks;
        }

        @Override
        public double full(String domain, Clocks clocks) {
          throw new UnsupportedOperationException();
        }
      };

  private GovernedDevice device(Optional<PowerPrediction> known, Optional<Double> budget) {
    return new GovernedDevice(
        new OperatingPoints(
            new Clocks(Map.of("ultra", 1.0, "sme2", 1.0, "memory", 1.0)), 0.1, 10, 0),
        Map.of(),
        Map.of("sme2", List.of("ultra")),
        known,
        budget,
        Optional.empty());
  }

  private Control start(PowerBudgetGovernor.Settings settings, double budget) {
    return GOVERNOR.start(settings, device(Optional.of(prediction), Optional.of(budget)));
  }

  private static void assertShares(Clocks clocks, double core, double unit, double memory) {
    assertThat(clocks.of("ultra")).isCloseTo(core, within(1e-12));
    assertThat(clocks.of("sme2")).isCloseTo(unit, within(1e-12));
    assertThat(clocks.of("memory")).isCloseTo(memory, within(1e-12));
  }

  @Test
  void aCallGetsTheHighestStepWithinTheBudget() {
    Control control = start(USUAL, 1.85);
    assertShares(control.start(), 1, 1, 1);
    // Step 0.48: 0.4, 0.4 and, of its root 0.69, 0.6: 0.8 + 0.4 + 0.6 = 1.8 W. From step 0.49 on
    // memory has 0.7 of its clock: 1.9 W.
    assertShares(control.beforeCall(0).orElseThrow(), 0.4, 0.4, 0.6);
    // Twice: step 0.2 takes 2 (0.4 + 0.2 + 0.4) W; 0.19 takes 2 (0.2 + 0.1 + 0.4) = 1.4 W.
    assertShares(control.beforeCall(1).orElseThrow(), 0.1, 0.1, 0.4);
    assertThat(control.note()).isEmpty();
    assertThat(control.period()).isZero();
    assertThat(control.isThrottled()).isTrue();
  }

  @Test
  void aBudgetThatIsJustEnoughIsEnough() {
    assertShares(start(USUAL, 4).beforeCall(0).orElseThrow(), 1, 1, 1);
  }

  @Test
  void exponentsSayHowTheBudgetIsShared() {
    // Step s: core s^0 = 1, unit s^2, memory s; 2 + s^2 + s within 2.9: 0.55 gives 0.3 and 0.5
    // (2.8 W), 0.6 would give 0.3 and 0.6, which is just enough, 0.64 0.4 and 0.6.
    Control control = start(new PowerBudgetGovernor.Settings(0, 2, 1), 2.95);
    assertShares(control.beforeCall(0).orElseThrow(), 1, 0.3, 0.6);
  }

  @Test
  void aStepIsAShareOfTheHighestClockAllowed() {
    // All may have 0.6 of their clocks: step 0.5 is 0.3 of the core and the unit, 0.4 of memory.
    Control control =
        GOVERNOR.start(
            new PowerBudgetGovernor.Settings(1, 1, 0.5),
            new GovernedDevice(
                new OperatingPoints(
                    new Clocks(Map.of("ultra", 0.6, "sme2", 0.6, "memory", 0.6)), 0.1, 10, 0),
                Map.of(),
                Map.of("sme2", List.of("ultra")),
                Optional.of(prediction),
                Optional.of(1.35),
                Optional.empty()));
    assertShares(control.start(), 0.6, 0.6, 0.6);
    // 0.6 + 0.3 + 0.4 W. Step 0.67 has 0.4, 0.4 and 0.4: 1.6 W.
    assertShares(control.beforeCall(0).orElseThrow(), 0.3, 0.3, 0.4);
  }

  @Test
  void whatTheLowestPointsTakeMoreIsNoted() {
    Control control = start(USUAL, 0.1);
    // 0.2 + 0.1 + 0.1 W, and twice that.
    assertShares(control.beforeCall(1).orElseThrow(), 0.1, 0.1, 0.1);
    assertShares(control.beforeCall(0).orElseThrow(), 0.1, 0.1, 0.1);
    assertThat(control.note())
        .contains(
            "at the lowest operating points a call may take up to 0.800 W, more than the budget of"
                + " 0.100 W");
  }

  @Test
  void aCallIsPredictedOnceUntilPredictionsChange() {
    Control control = start(USUAL, 1.85);
    control.beforeCall(0);
    int once = asked;
    control.beforeCall(0);
    assertThat(asked).isEqualTo(once);
    // As it warms up, the first call takes what the second took.
    factor = 2;
    version++;
    assertShares(control.beforeCall(0).orElseThrow(), 0.1, 0.1, 0.4);
    assertThat(asked).isGreaterThan(once);
  }

  @Test
  void itNeedsABudgetAndTheDevicesPower() {
    assertThatThrownBy(
            () -> GOVERNOR.start(USUAL, device(Optional.of(prediction), Optional.empty())))
        .isInstanceOf(GovernorException.class)
        .hasMessageContaining("set power.budget");
    assertThatThrownBy(() -> GOVERNOR.start(USUAL, device(Optional.empty(), Optional.of(1.0))))
        .isInstanceOf(GovernorException.class)
        .hasMessageContaining("no block power");
  }
}
