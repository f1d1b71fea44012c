package org.example.capped;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityOf;
import io.tilewise.cpu.power.Clocks;
import io.tilewise.cpu.power.Control;
import io.tilewise.cpu.power.GovernedDevice;
import io.tilewise.cpu.power.Governor;

/** {@code capped}: in every clock domain the highest operating point up to a share of its clock. */
public final class CappedGovernor implements Governor<CappedGovernor.Settings> {

  /** What {@code run.governor_settings} may have. */
  public record Settings(
      @Description("The highest share of each domain's highest clock.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "1")
          @Default("50 %")
          Quantity share) {}

  @Override
  public String name() {
    return "capped";
  }

  @Override
  public String description() {
    return "a share of the highest clocks, whatever happens";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Control start(Settings settings, GovernedDevice device) {
    double share = settings.share().inBaseUnit();
    Clocks clocks = device.points().highest();
    for (String domain : clocks.shares().keySet()) {
      clocks = clocks.with(domain, device.points().atMost(domain, share));
    }
    Clocks capped = clocks;
    return () -> capped;
  }
}
