package io.tilewise.cpu.power;

import io.tilewise.cpu.power.RunRecord.Throttled;
import io.tilewise.sim.SimTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which clocks are wanted in a run: those that the governor asks for, but not more than heat
 * allows. Temperatures are looked at and the governor is asked at times of their own; between two
 * such times nothing changes but by a governor that chooses call by call.
 */
final class Regulator {
  private static final double SAMPLING = 10e-3;

  /** Kelvins in which predictions of leakage go up and down, always on the safe side. */
  private static final double TEMPERATURE_STEP = 5;

  /**
   * What it wants, and what that follows from beside what it sees.
   *
   * @param wanted what the governor asked for last
   * @param ceiling what heat allows
   * @param predictedTemperature of the leakage that is predicted for the governor
   */
  record State(Clocks wanted, Clocks ceiling, double predictedTemperature) {}

  private final GovernedDevice device;
  private final Optional<PowerModel> model;
  private final Optional<CallPrediction> prediction;
  private final Leakage leakage;
  private final PowerLedger ledger;
  private final List<String> cores;
  private final Optional<SeriesRecorder> recorder;
  private final Control control;
  private final Optional<Throttle> throttle;

  private final long sampling;
  private final long governorPeriod;
  private final long throttlePeriod;
  private long nextSample;
  private long nextGovernor;
  private long nextThrottle;

  private Clocks wanted;
  private Clocks ceiling;
  private double predictedTemperature = Double.NEGATIVE_INFINITY;
  private boolean callsChoose;
  private Optional<Throttled> throttled = Optional.empty();

  private double[] seenTotals;
  private final double[] seenEnergies;
  private long seenTime;

  /**
   * A regulator at the start of a run.
   *
   * @param prediction predicts power for the governor, if the model is there
   * @param cores names of the device's cores
   * @param recorder is told of temperatures
   */
  Regulator(
      GovernedDevice device,
      Control control,
      Optional<PowerModel> model,
      Optional<CallPrediction> prediction,
      Leakage leakage,
      PowerLedger ledger,
      List<String> cores,
      Optional<SeriesRecorder> recorder) {
    this.device = device;
    this.control = control;
    this.model = model;
    this.prediction = prediction;
    this.leakage = leakage;
    this.ledger = ledger;
    this.cores = List.copyOf(cores);
    this.recorder = recorder;
    this.throttle =
        control.isThrottled()
            ? device.limits().map(limits -> new Throttle(limits, device))
            : Optional.empty();
    this.wanted = control.start();
    this.ceiling = device.points().highest();
    this.sampling = leakage.followsHeat() ? SimTime.fromSeconds(SAMPLING) : SimTime.NEVER;
    this.governorPeriod = period(control.period());
    this.throttlePeriod =
        period(throttle.map(t -> device.limits().orElseThrow().polling()).orElse(0.0));
    this.nextSample = sampling;
    this.nextGovernor = governorPeriod;
    this.nextThrottle = throttlePeriod;
    this.seenTotals = ledger.totals().clone();
    this.seenEnergies = new double[ledger.layout().domains()];
  }

  private static long period(double seconds) {
    return seconds > 0 ? SimTime.fromSeconds(seconds) : SimTime.NEVER;
  }

  /** The clocks that are wanted now. */
  Clocks clocks() {
    return wanted.atMost(ceiling);
  }

  State state() {
    return new State(wanted, ceiling, predictedTemperature);
  }

  /** Wants again what it wanted earlier. */
  void goBackTo(State earlier) {
    wanted = earlier.wanted();
    ceiling = earlier.ceiling();
    predictAt(earlier.predictedTemperature());
  }

  /**
   * Wants what it did before it went back, except that what a governor has chosen for calls
   * meanwhile holds unless it wanted something else than at the time it went back to.
   */
  void returnTo(State later, State earlier) {
    predictAt(later.predictedTemperature());
    ceiling = later.ceiling();
    if (!later.wanted().equals(earlier.wanted())) {
      wanted = later.wanted();
    }
  }

  /** Asks the governor before a call; whether it has chosen clocks. */
  boolean beforeCall(int index) {
    Optional<Clocks> chosen = control.beforeCall(index);
    chosen.ifPresent(
        clocks -> {
          callsChoose = true;
          wanted = clocks.atMost(device.points().highest());
        });
    return chosen.isPresent();
  }

  /** When to {@link #look} next. */
  long nextLook() {
    return Math.min(nextSample, Math.min(nextGovernor, nextThrottle));
  }

  /**
   * Looks at temperatures and asks the governor, each if it is time.
   *
   * @param inForce the clocks in force
   * @return whether other clocks are wanted, or may be for the next call
   */
  boolean look(long now, Clocks inForce) {
    boolean predictsAnew = sampleTemperatures(now);
    Clocks wantedBefore = wanted;
    Clocks ceilingBefore = ceiling;
    if (now >= nextThrottle) {
      nextThrottle = now + throttlePeriod;
      throttle(now);
    }
    if (now >= nextGovernor) {
      nextGovernor = now + governorPeriod;
      askGovernor(now, inForce);
    }
    if (now >= nextSample) {
      nextSample = now + sampling;
    }
    return !wanted.equals(wantedBefore)
        || !ceiling.equals(ceilingBefore)
        || (callsChoose && predictsAnew);
  }

  private void throttle(long now) {
    Throttle heat = throttle.orElseThrow();
    Optional<String> limit = heat.look(leakage.temperaturesByNode());
    if (throttled.isEmpty()) {
      throttled = limit.map(node -> new Throttled(now, node));
    }
    ceiling = heat.ceiling();
  }

  private void askGovernor(long now, Clocks inForce) {
    wanted = control.tick(observation(now, inForce)).atMost(device.points().highest());
    boolean lowersForHeat = device.limits().isPresent() && !control.isThrottled();
    if (lowersForHeat && throttled.isEmpty() && !wanted.equals(device.points().highest())) {
      throttled = Optional.of(new Throttled(now, ThermalLimits.CASE));
    }
  }

  /** Takes over temperatures; whether power is predicted otherwise from now on. */
  boolean sampleTemperatures(long now) {
    if (!leakage.followsHeat()) {
      return false;
    }
    double[] values = leakage.temperatures();
    double hottest = leakage.takeOver(values);
    recorder.ifPresent(series -> series.temperatures(now, values));
    double before = predictedTemperature;
    predictAt(Math.ceil(hottest / TEMPERATURE_STEP) * TEMPERATURE_STEP);
    return predictedTemperature != before;
  }

  private void predictAt(double temperature) {
    predictedTemperature = temperature;
    prediction.ifPresent(p -> p.leakageFactor(model.orElseThrow().leakageFactor(temperature)));
  }

  private Observation observation(long now, Clocks inForce) {
    double seconds = SimTime.toSeconds(now - seenTime);
    Map<String, Double> busy = new LinkedHashMap<>();
    Map<String, Double> power = new LinkedHashMap<>();
    double[] totals = ledger.totals();
    for (int i = 0; i < cores.size(); i++) {
      int index = ledger.layout().busy(i);
      busy.put(cores.get(i), (totals[index] - seenTotals[index]) / seconds);
    }
    List<String> domains = model.map(PowerModel::domains).orElse(List.of());
    for (int i = 0; i < domains.size(); i++) {
      double energy = ledger.energy(i);
      power.put(domains.get(i), (energy - seenEnergies[i]) / seconds);
      seenEnergies[i] = energy;
    }
    seenTotals = totals.clone();
    seenTime = now;
    return new Observation(seconds, inForce, busy, power, leakage.temperaturesByNode());
  }

  /** When heat first made clocks lower than asked for. */
  Optional<Throttled> throttled() {
    return throttled;
  }

  /** What the governor could not do. */
  Optional<String> note() {
    return control.note();
  }
}
