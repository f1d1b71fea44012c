package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.sim.SimTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockChangesTest {
  private static final long MICROSECOND = SimTime.PER_SECOND / 1_000_000;

  private static Clocks clocks(double share) {
    return new Clocks(Map.of("ultra", share));
  }

  @Test
  void aLowerClockComesAtOnceAndAHigherOneAfterTheTransition() {
    ClockChanges changes = new ClockChanges(clocks(0.5), 50e-6);
    changes.request(100 * MICROSECOND, clocks(0.3));
    assertThat(changes.at(100 * MICROSECOND)).isEqualTo(clocks(0.3));
    changes.request(200 * MICROSECOND, clocks(1));
    assertThat(changes.at(249 * MICROSECOND)).isEqualTo(clocks(0.3));
    assertThat(changes.nextChange()).isEqualTo(250 * MICROSECOND);
    assertThat(changes.at(250 * MICROSECOND)).isEqualTo(clocks(1));
    assertThat(changes.nextChange()).isEqualTo(SimTime.NEVER);
  }

  @Test
  void aRiseThatIsTakenBackInTimeNeverHappens() {
    ClockChanges changes = new ClockChanges(clocks(0.3), 50e-6);
    changes.request(0, clocks(1));
    changes.request(20 * MICROSECOND, clocks(0.4));
    // 0.3 was asked for until 0, so it holds until 50 us; then the lowest is 0.4.
    assertThat(changes.at(49 * MICROSECOND)).isEqualTo(clocks(0.3));
    assertThat(changes.at(50 * MICROSECOND)).isEqualTo(clocks(0.4));
    assertThat(changes.at(100 * MICROSECOND)).isEqualTo(clocks(0.4));
  }

  @Test
  void domainsChangeEachByItself() {
    ClockChanges changes = new ClockChanges(new Clocks(Map.of("ultra", 0.5, "sme2", 0.5)), 50e-6);
    changes.request(0, new Clocks(Map.of("ultra", 1.0, "sme2", 0.2)));
    assertThat(changes.at(0)).isEqualTo(new Clocks(Map.of("ultra", 0.5, "sme2", 0.2)));
  }

  @Test
  void twoThatWillGoOnAlikeHaveTheSameState() {
    ClockChanges one = new ClockChanges(clocks(0.3), 50e-6);
    one.request(20 * MICROSECOND, clocks(1));
    // The same, asked for 100 us later.
    ClockChanges other = new ClockChanges(clocks(0.3), 50e-6);
    other.request(120 * MICROSECOND, clocks(1));
    assertThat(one.state(30 * MICROSECOND)).hasSize(2).isEqualTo(other.state(130 * MICROSECOND));
    assertThat(one.state(30 * MICROSECOND)).isNotEqualTo(one.state(40 * MICROSECOND));
    // In force for good: what came before no longer counts.
    assertThat(one.state(70 * MICROSECOND)).hasSize(1);
    assertThat(one.state(70 * MICROSECOND)).isEqualTo(one.state(90 * MICROSECOND));
  }

  @Test
  void requestsMoveWithTheTimeThatIsPassedOver() {
    ClockChanges changes = new ClockChanges(clocks(0.3), 50e-6);
    changes.request(20 * MICROSECOND, clocks(1));
    changes.shift(100 * MICROSECOND);
    assertThat(changes.nextChange()).isEqualTo(170 * MICROSECOND);
    assertThat(changes.at(169 * MICROSECOND)).isEqualTo(clocks(0.3));
    assertThat(changes.at(170 * MICROSECOND)).isEqualTo(clocks(1));
    assertThat(changes.nextChange()).isEqualTo(SimTime.NEVER);
  }
}
