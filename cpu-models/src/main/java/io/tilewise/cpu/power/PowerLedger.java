package io.tilewise.cpu.power;

import io.tilewise.sim.SimTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Integrates what happens on a device over time. Between two changes everything is constant, so
 * that sums are exact: dynamic power by domain, whether cores have a thread, bytes per second
 * through levels, leakage by domain.
 */
final class PowerLedger {
  /** Takes intervals of constant rates, one after the other. */
  interface Sink {
    /**
     * An interval is over.
     *
     * @param leakage in watts by domain; must not be kept
     * @param watts power of all domains, leakage included
     */
    void interval(long from, long to, Rates rates, double[] leakage, double watts);
  }

  /** What the entries of rates are: dynamic power by domain, busy cores, bytes by level. */
  record Layout(int domains, int cores, int levels) {
    int size() {
      return domains + cores + levels;
    }

    int busy(int core) {
      return domains + core;
    }

    int level(int level) {
      return domains + cores + level;
    }
  }

  private final Layout layout;
  private final List<Sink> sinks = new ArrayList<>();
  private Rates rates;
  private final double[] leakage;
  private double leakageWatts;
  private final double[] totals;
  private final double[] leaked;
  private long now;

  PowerLedger(Layout layout) {
    this.layout = layout;
    this.rates = new Rates(new double[layout.size()], layout.domains());
    this.totals = new double[layout.size()];
    this.leakage = new double[layout.domains()];
    this.leaked = new double[layout.domains()];
  }

  Layout layout() {
    return layout;
  }

  void add(Sink sink) {
    sinks.add(sink);
  }

  void remove(Sink sink) {
    sinks.remove(sink);
  }

  long now() {
    return now;
  }

  /** Lets the present rates last until a time. */
  void advanceTo(long time) {
    if (time <= now) {
      return;
    }
    double seconds = SimTime.toSeconds(time - now);
    for (int i = 0; i < totals.length; i++) {
      totals[i] += rates.of(i) * seconds;
    }
    for (int i = 0; i < leaked.length; i++) {
      leaked[i] += leakage[i] * seconds;
    }
    for (Sink sink : sinks) {
      sink.interval(now, time, rates, leakage, rates.watts() + leakageWatts);
    }
    now = time;
  }

  /** Sets the rates from now on. */
  void rates(Rates newRates) {
    rates = newRates;
  }

  /** Sets leakage by domain from now on: coefficients times factors. */
  void leakage(double[] coefficients, double[] factors) {
    leakageWatts = 0;
    for (int i = 0; i < leakage.length; i++) {
      leakage[i] = coefficients[i] * factors[i];
      leakageWatts += leakage[i];
    }
  }

  /** Leakage by domain. */
  double[] leakage() {
    return leakage;
  }

  /** Sums of the rates until now: joules, seconds, bytes. */
  double[] totals() {
    return totals;
  }

  /** Energy of a domain until now, leakage included. */
  double energy(int domain) {
    return totals[domain] + leaked[domain];
  }

  /** Energy of all domains until now. */
  double energy() {
    double sum = 0;
    for (int i = 0; i < leaked.length; i++) {
      sum += energy(i);
    }
    return sum;
  }

  /** Energy of leakage until now. */
  double leaked() {
    return Arrays.stream(leaked).sum();
  }
}
