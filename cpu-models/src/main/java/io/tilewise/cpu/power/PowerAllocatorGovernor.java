package io.tilewise.cpu.power;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code power_allocator}: intelligent power allocation as the Linux thermal framework documents it
 * (Documentation/driver-api/thermal/power_allocator.rst). A PID controller on the temperature of
 * the case grants power, which actors share.
 *
 * <pre>
 *   e = T_control - T
 *   granted = P_sustainable + (e &lt; 0 ? k_po : k_pu) e + k_i sum(e) + k_d (e - e_before) / period
 *   k_po = P_sustainable / (T_control - T_switch_on),  k_pu = 2 k_po,  k_i = k_pu / 10,  k_d = 0
 * </pre>
 *
 * <p>Errors are summed while they are below the cut-off. Below the switch-on temperature nothing is
 * restricted and sums are cleared. Actors are the clusters in use and their matrix units. Each asks
 * for its power of the last period times its weight; what is granted is divided as they ask; what
 * is more than an actor can use goes to the others as they can use it. An actor turns watts into
 * the highest point at which its power, at the load of the last period, is no more.
 *
 * <p>The default gains are those that Linux estimates where a device tree gives none. Memory keeps
 * its highest clock, as it is no actor there. Ignored: actors' own governors below their ceilings,
 * which here is {@code performance}.
 */
public final class PowerAllocatorGovernor implements Governor<PowerAllocatorGovernor.Settings> {

  /** What can be set. */
  public record Settings(
      @Description("Time between two grants.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "1 ms", atMost = "10 s")
          @Default("100 ms")
          Quantity polling,
      @Description(
              "Power that keeps the control temperature for ever; if left out, from the skin limit"
                  + " and the thermal resistance of the case.")
          @QuantityOf(Dimension.POWER)
          @Bounds(above = "0 W", atMost = "1000 W")
          Optional<Quantity> sustainablePower,
      @Description("How far below the skin limit restriction begins.")
          @QuantityOf(Dimension.TEMPERATURE_DIFFERENCE)
          @Bounds(atLeast = "0.1 K", atMost = "100 K")
          @Default("5 K")
          Quantity switchOnBelow,
      @Description("Errors are summed while smaller than this.")
          @QuantityOf(Dimension.TEMPERATURE_DIFFERENCE)
          @Bounds(atLeast = "0 K", atMost = "100 K")
          @Default("0 K")
          Quantity integralCutoff,
      @Description("Weight of what an actor asks for, by cluster or matrix unit; else 1.")
          @Default("{}")
          Map<String, Double> weights) {}

  @Override
  public String name() {
    return "power_allocator";
  }

  @Override
  public String description() {
    return "a PID controller on the case's temperature grants power, as Linux does";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Control start(Settings settings, GovernedDevice device) {
    ThermalLimits limits =
        device
            .limits()
            .orElseThrow(
                () ->
                    new GovernorException(
                        "the governor power_allocator needs temperatures, but the device file has no"
                            + " block thermal"));
    return new Running(settings, device, limits);
  }

  /** One run. */
  private static final class Running implements Control {
    private final double period;
    private final double sustainable;
    private final double control;
    private final double switchOn;
    private final double cutoff;
    private final GovernedDevice device;
    private final PowerPrediction prediction;
    private final List<String> actors = new ArrayList<>();
    private final Map<String, Double> weights;
    private final double most;
    private double sum;

    Running(Settings settings, GovernedDevice device, ThermalLimits limits) {
      this.period = settings.polling().inBaseUnit();
      this.sustainable =
          settings.sustainablePower().map(Quantity::inBaseUnit).orElse(limits.sustainable());
      this.control = limits.skin();
      this.switchOn = control - settings.switchOnBelow().inBaseUnit();
      this.cutoff = settings.integralCutoff().inBaseUnit();
      this.weights = settings.weights();
      this.device = device;
      this.prediction = device.prediction().orElseThrow();
      actors.addAll(device.clusters().keySet());
      actors.addAll(device.units().keySet());
      this.most =
          actors.stream()
              .mapToDouble(actor -> prediction.full(actor, device.points().highest()))
              .sum();
    }

    @Override
    public double period() {
      return period;
    }

    @Override
    public Clocks start() {
      return device.points().highest();
    }

    @Override
    public boolean isThrottled() {
      return false;
    }

    @Override
    public Clocks tick(Observation seen) {
      double temperature = seen.temperatures().get(ThermalLimits.CASE);
      if (temperature < switchOn) {
        sum = 0;
        return device.points().highest();
      }
      return clocks(seen, divided(seen, granted(control - temperature)));
    }

    private double granted(double error) {
      double overshooting = sustainable / (control - switchOn);
      double undershooting = 2 * overshooting;
      double integral = undershooting / 10;
      // Against windup, the sum stays below what all actors could use.
      if (error < cutoff && Math.abs(integral * (sum + error)) < most) {
        sum += error;
      }
      double proportional = (error < 0 ? overshooting : undershooting) * error;
      return Math.max(0, sustainable + proportional + integral * sum);
    }

    /** Watts by actor. */
    private Map<String, Double> divided(Observation seen, double granted) {
      Map<String, Double> asked = new LinkedHashMap<>();
      Map<String, Double> usable = new LinkedHashMap<>();
      for (String actor : actors) {
        asked.put(actor, weights.getOrDefault(actor, 1.0) * seen.power(domains(actor)));
        usable.put(actor, load(seen, actor) * prediction.full(actor, device.points().highest()));
      }
      double allAsked = Math.max(Double.MIN_NORMAL, sum(asked));
      Map<String, Double> divided = new LinkedHashMap<>();
      double extra = 0;
      double room = 0;
      for (String actor : actors) {
        double part = granted * asked.get(actor) / allAsked;
        double used = Math.min(part, usable.get(actor));
        divided.put(actor, used);
        extra += part - used;
        room += usable.get(actor) - used;
      }
      if (extra > 0 && room > 0) {
        double given = Math.min(extra, room) / room;
        divided.replaceAll((actor, used) -> used + given * (usable.get(actor) - used));
      }
      return divided;
    }

    private static double sum(Map<String, Double> watts) {
      return watts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private Clocks clocks(Observation seen, Map<String, Double> divided) {
      Clocks clocks = device.points().highest();
      for (String actor : actors) {
        double load = load(seen, actor);
        int index = device.points().count(actor) - 1;
        while (index > 0
            && load
                    * prediction.full(
                        actor, clocks.with(actor, device.points().share(actor, index)))
                > divided.get(actor)) {
          index--;
        }
        clocks = clocks.with(actor, device.points().share(actor, index));
      }
      return clocks;
    }

    /** Power of the last period as a part of what full activity would take at its clock. */
    private double load(Observation seen, String actor) {
      return Math.min(1, seen.power(domains(actor)) / prediction.full(actor, seen.clocks()));
    }

    private List<String> domains(String actor) {
      return device.clusters().getOrDefault(actor, List.of(actor));
    }
  }
}
