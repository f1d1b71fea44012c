package io.tilewise.cpu.power;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityOf;
import io.tilewise.cpu.file.OperatingPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code schedutil}, as Linux documents it (Documentation/scheduler/schedutil.rst): the clock of a
 * cluster is 1.25 times the utilisation of its busiest core, of the highest clock.
 *
 * <pre>
 *   f = min(f_max, 1.25 * util * f_max)
 *   util' = r + (util - r) * 2^(-t / half_life)     r = part of t with a thread * f / f_max
 * </pre>
 *
 * <p>Utilisation is per-entity load tracking (PELT) with a half-life of 32 ms, made invariant to
 * the clock by f / f_max. Linux sums up periods of 1.024 ms; here the sum is continuous. A new
 * clock is chosen once per rate limit, the lowest point that is not below f.
 *
 * <p>Matrix units and the memory system are not part of schedutil. They take the largest share of
 * the clusters that use them, as clocks of shared parts that follow votes of the cores do.
 *
 * <p>Ignored: util_est, uclamp, I/O-wait boost, capacities of unequal cores, migration.
 */
public final class SchedutilGovernor implements Governor<SchedutilGovernor.Settings> {
  private static final double HEADROOM = 1.25;

  /** What can be set. */
  public record Settings(
      @Description("Least time between two choices of clocks.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "100 us", atMost = "1 s")
          @Default("2 ms")
          Quantity rateLimit,
      @Description("Half-life of utilisation.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "1 ms", atMost = "10 s")
          @Default("32 ms")
          Quantity halfLife,
      @Description("Utilisation at the start.") @Bounds(atLeast = "0", atMost = "1") @Default("0")
          double initialUtilisation) {}

  @Override
  public String name() {
    return "schedutil";
  }

  @Override
  public String description() {
    return "1.25 times the utilisation of the busiest core, as Linux does";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Control start(Settings settings, GovernedDevice device) {
    return new Running(settings, device);
  }

  /** One run. */
  private static final class Running implements Control {
    private final double period;
    private final double halfLife;
    private final GovernedDevice device;

    /** By core. */
    private final Map<String, Double> utilisation = new HashMap<>();

    Running(Settings settings, GovernedDevice device) {
      this.period = settings.rateLimit().inBaseUnit();
      this.halfLife = settings.halfLife().inBaseUnit();
      this.device = device;
      device
          .clusters()
          .values()
          .forEach(
              cores -> cores.forEach(core -> utilisation.put(core, settings.initialUtilisation())));
    }

    @Override
    public double period() {
      return period;
    }

    @Override
    public Clocks start() {
      return chosen();
    }

    @Override
    public Clocks tick(Observation seen) {
      double decay = Math.pow(2, -seen.seconds() / halfLife);
      device
          .clusters()
          .forEach(
              (cluster, cores) -> {
                double share = seen.clocks().of(cluster);
                for (String core : cores) {
                  double running = seen.busy().get(core) * share;
                  utilisation.merge(core, running, (before, now) -> now + (before - now) * decay);
                }
              });
      return chosen();
    }

    private Clocks chosen() {
      Clocks clocks = device.points().lowest();
      double largest = 0;
      for (Map.Entry<String, List<String>> cluster : device.clusters().entrySet()) {
        double busiest = cluster.getValue().stream().mapToDouble(utilisation::get).max().orElse(0);
        double share = device.points().atLeast(cluster.getKey(), HEADROOM * busiest);
        clocks = clocks.with(cluster.getKey(), share);
        largest = Math.max(largest, share);
      }
      for (Map.Entry<String, List<String>> unit : device.units().entrySet()) {
        double share = unit.getValue().stream().mapToDouble(clocks::of).max().orElse(0);
        clocks = clocks.with(unit.getKey(), device.points().atLeast(unit.getKey(), share));
      }
      return clocks.with(
          OperatingPoint.MEMORY, device.points().atLeast(OperatingPoint.MEMORY, largest));
    }
  }
}
