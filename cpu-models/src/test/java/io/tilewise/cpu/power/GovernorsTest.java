package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.config.ConfigException;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.MappingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The governors there are, and those that need no test of their own. */
class GovernorsTest {
  private static final Clocks TOP = new Clocks(Map.of("ultra", 1.0, "memory", 1.0));

  private static final GovernedDevice DEVICE =
      new GovernedDevice(
          new OperatingPoints(TOP, 0.1, 10, 50e-6),
          Map.of("ultra", List.of("ultra")),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static MappingNode settings(String yaml) {
    return new ConfigReader().parse("settings.yaml", yaml).root();
  }

  @Test
  void allAreFoundByName() {
    Map<String, Governor<?>> governors = Governors.load().byName();
    assertThat(governors)
        .containsOnlyKeys("fixed", "performance", "power_allocator", "power_budget", "schedutil");
    assertThat(governors.values())
        .allSatisfy(governor -> assertThat(governor.description()).isNotBlank())
        .extracting(Governor::description)
        .doesNotHaveDuplicates();
    governors.forEach((name, governor) -> assertThat(governor.name()).isEqualTo(name));
  }

  @Test
  void settingsAreReadWithTheirDefaults() {
    Governors governors = Governors.load();
    MappingNode one = settings("initial_utilisation: 0.5");
    Control control = governors.choose("schedutil", one).start(DEVICE);
    assertThat(control.period()).isEqualTo(0.002);
    // 1.25 * 0.5 = 0.625: 0.7.
    assertThat(control.start().of("ultra")).isBetween(0.69, 0.71);
    MappingNode period = settings("{rate_limit: 5 ms, half_life: 16 ms}");
    assertThat(governors.choose("schedutil", period).start(DEVICE).period()).isEqualTo(0.005);
    assertThatThrownBy(() -> governors.choose("schedutil", settings("half_live: 1 ms")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("half_life");
  }

  @Test
  void performanceAndFixedTakeTheHighestClocksAndOnlyFixedIsNotThrottled() {
    Control performance =
        new PerformanceGovernor().start(new PerformanceGovernor.Settings(), DEVICE);
    Control fixed = new FixedGovernor().start(new FixedGovernor.Settings(), DEVICE);
    assertThat(performance.start()).isEqualTo(TOP);
    assertThat(fixed.start()).isEqualTo(TOP);
    assertThat(performance.isThrottled()).isTrue();
    assertThat(fixed.isThrottled()).isFalse();
    for (Control control : List.of(performance, fixed)) {
      assertThat(control.period()).isZero();
      assertThat(control.beforeCall(0)).isEmpty();
      assertThat(control.note()).isEmpty();
    }
  }

  @Test
  void aScheduleNeedsAnEnd() {
    assertThatThrownBy(
            () -> new Schedule(OptionalLong.of(5), OptionalInt.empty(), OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a schedule without an end");
    assertThat(Schedule.ONCE.repeat()).hasValue(1);
    assertThat(
            new Schedule(OptionalLong.empty(), OptionalInt.empty(), OptionalLong.of(7)).duration())
        .hasValue(7);
    assertThat(new RunRecord.Inference(30, 75, 1, false).latency()).isEqualTo(45);
  }
}
