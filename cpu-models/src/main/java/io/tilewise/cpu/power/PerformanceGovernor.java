package io.tilewise.cpu.power;

/**
 * {@code performance}: the highest clocks allowed, unless heat lowers them; as Linux documents it
 * (Documentation/admin-guide/pm/cpufreq.rst).
 */
public final class PerformanceGovernor implements Governor<PerformanceGovernor.Settings> {
  /** It has none. */
  public record Settings() {}

  @Override
  public String name() {
    return "performance";
  }

  @Override
  public String description() {
    return "the highest clocks allowed, unless heat lowers them";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Control start(Settings settings, GovernedDevice device) {
    return device.points()::highest;
  }
}
