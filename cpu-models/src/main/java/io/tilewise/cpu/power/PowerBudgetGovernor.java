package io.tilewise.cpu.power;

import io.tilewise.config.Bounds;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.cpu.file.OperatingPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code power_budget}: before each call the highest clocks at which its predicted power, that of
 * all domains together, is within the budget.
 *
 * <p><b>Sharing.</b> All clock domains go up and down together: at step s of 0 to 1 a domain gets
 * the highest of its points that is not above s^w times its highest clock, w being 1 for cores and
 * units and 0.5 for memory unless set otherwise. Cores, unit and memory thus share the budget as
 * their powers at equal steps stand to each other.
 *
 * <p><b>Prediction</b> is an upper bound of a call's power ({@link PowerPrediction}), so the budget
 * holds at any moment and therefore in any window, apart from the time that a clock takes to rise,
 * during which the clock before, a lower one, holds. It cannot hold where the lowest points take
 * more; that is noted.
 *
 * <p><b>A lower budget is never faster.</b> Steps that fit a lower budget fit a higher one. A lower
 * clock comes at once, a higher one after the transition time: a clock in force is the lowest asked
 * for in the last transition time. A run with the higher budget that is ahead has met a part of
 * what the other has met in that time, so where the other catches up it is not slower than it.
 * (Threads that hand tiles to each other may finish a call a tile apart.)
 *
 * <p>It knows what the next call is, as a runtime that reports its work to a driver would. Ignored:
 * unused budget of one call is not given to another.
 */
public final class PowerBudgetGovernor implements Governor<PowerBudgetGovernor.Settings> {
  private static final int STEPS = 100;

  /** What can be set. */
  public record Settings(
      @Description("Exponent of the clusters' share of the step.")
          @Bounds(atLeast = "0", atMost = "10")
          @Default("1")
          double coreExponent,
      @Description("Exponent of the matrix units' share of the step.")
          @Bounds(atLeast = "0", atMost = "10")
          @Default("1")
          double unitExponent,
      @Description("Exponent of the memory system's share of the step.")
          @Bounds(atLeast = "0", atMost = "10")
          @Default("0.5")
          double memoryExponent) {}

  @Override
  public String name() {
    return "power_budget";
  }

  @Override
  public String description() {
    return "before each call the highest clocks whose predicted power is within power.budget";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Control start(Settings settings, GovernedDevice device) {
    double budget =
        device
            .budget()
            .orElseThrow(
                () ->
                    new GovernorException(
                        "the governor power_budget needs a budget; set power.budget, for instance"
                            + " to 3 W"));
    PowerPrediction prediction =
        device
            .prediction()
            .orElseThrow(
                () ->
                    new GovernorException(
                        "the governor power_budget predicts power, but the device file has no block"
                            + " power"));
    return new Running(steps(settings, device), prediction, budget);
  }

  /** The clocks of all steps, the lowest first, each once. */
  private static List<Clocks> steps(Settings settings, GovernedDevice device) {
    List<Clocks> steps = new ArrayList<>();
    OperatingPoints points = device.points();
    for (int i = 0; i <= STEPS; i++) {
      Clocks clocks = points.lowest();
      for (String domain : points.highest().shares().keySet()) {
        double exponent =
            domain.equals(OperatingPoint.MEMORY)
                ? settings.memoryExponent()
                : device.units().containsKey(domain)
                    ? settings.unitExponent()
                    : settings.coreExponent();
        double part = Math.pow((double) i / STEPS, exponent);
        clocks = clocks.with(domain, points.atMost(domain, part * points.highest().of(domain)));
      }
      if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(clocks)) {
        steps.add(clocks);
      }
    }
    return steps;
  }

  /** One run. */
  private static final class Running implements Control {
    private final List<Clocks> steps;
    private final PowerPrediction prediction;
    private final double budget;
    private final Map<Integer, Clocks> chosen = new HashMap<>();
    private int version;
    private double largestExcess;

    Running(List<Clocks> steps, PowerPrediction prediction, double budget) {
      this.steps = steps;
      this.prediction = prediction;
      this.budget = budget;
    }

    @Override
    public Clocks start() {
      return steps.get(steps.size() - 1);
    }

    @Override
    public Optional<Clocks> beforeCall(int call) {
      if (prediction.version() != version) {
        version = prediction.version();
        chosen.clear();
      }
      return Optional.of(chosen.computeIfAbsent(call, this::choose));
    }

    private Clocks choose(int call) {
      for (int i = steps.size() - 1; i > 0; i--) {
        if (prediction.ofCall(call, steps.get(i)) <= budget) {
          return steps.get(i);
        }
      }
      double least = prediction.ofCall(call, steps.get(0));
      largestExcess = Math.max(largestExcess, least - budget);
      return steps.get(0);
    }

    @Override
    public Optional<String> note() {
      return largestExcess > 0
          ? Optional.of(
              String.format(
                  Locale.ROOT,
                  "at the lowest operating points a call may take up to %.3g W, more than the budget"
                      + " of %.3g W",
                  budget + largestExcess,
                  budget))
          : Optional.empty();
    }
  }
}
