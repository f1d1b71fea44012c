package io.tilewise.cpu.power;

/**
 * {@code fixed}: the clocks of the run, whatever happens. Nothing lowers them, heat included: it is
 * the laboratory's governor, as {@code userspace} with cooling devices switched off is on Linux.
 */
public final class FixedGovernor implements Governor<FixedGovernor.Settings> {
  /** It has none. */
  public record Settings() {}

  @Override
  public String name() {
    return "fixed";
  }

  @Override
  public String description() {
    return "the run's clocks, whatever happens";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Control start(Settings settings, GovernedDevice device) {
    return new Control() {
      @Override
      public Clocks start() {
        return device.points().highest();
      }

      @Override
      public boolean isThrottled() {
        return false;
      }
    };
  }
}
