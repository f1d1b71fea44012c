package io.tilewise.cpu.power;

import io.tilewise.sim.SimTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What leaks: every domain of power that is switched on, the more the hotter it is, as it is
 * entered into the ledger. Where heat is followed, what the ledger then takes in heats the device.
 */
final class Leakage {
  private final Optional<PowerModel> model;
  private final Optional<ThermalNetwork> network;
  private final Optional<ThermalNetwork.State> heat;
  private final List<String> nodes;
  private final PowerLedger ledger;

  /**
   * By domain: whether it is switched on. Cores and units that nothing of the run uses never are.
   */
  private final boolean[] on;

  private final double[] factors;
  private double[] coefficients = {};
  private double[] force = {};

  /**
   * Leakage at the reference temperature; where heat is followed, the device is as cold as what is
   * around it.
   *
   * @param on by domain, whether it is switched on
   */
  Leakage(
      Optional<PowerModel> model,
      Optional<ThermalNetwork> network,
      PowerLedger ledger,
      boolean[] on) {
    this.model = model;
    this.network = network;
    this.heat = network.map(ThermalNetwork::atAmbient);
    this.nodes = network.map(ThermalNetwork::nodes).orElse(List.of());
    this.ledger = ledger;
    this.on = on.clone();
    this.factors = new double[on.length];
    Arrays.fill(factors, 1);
    if (heat.isPresent()) {
      ledger.add(this::heatUp);
    }
  }

  private void heatUp(long from, long to, Rates rates, double[] leakage, double watts) {
    ThermalNetwork thermal = network.orElseThrow();
    double[] decay = rates.decay(thermal, SimTime.toSeconds(to - from));
    heat.orElseThrow().advance(decay, rates.force(thermal), force);
  }

  /** Switches a core on or off; what it then leaks is entered by {@link #at}. */
  void switchCore(int core, boolean state) {
    if (core < on.length) {
      on[core] = state;
    }
  }

  /** Whether a core is switched off. */
  boolean isOff(int core) {
    return core < on.length && !on[core];
  }

  /** What is switched on leaks at these clocks from now on. */
  void at(Clocks clocks) {
    if (model.isEmpty()) {
      enter(new double[0]);
      return;
    }
    double[] now = model.get().at(clocks).leakage.clone();
    for (int i = 0; i < now.length; i++) {
      if (!on[i]) {
        now[i] = 0;
      }
    }
    enter(now);
  }

  /** By domain, what leaks at the reference temperature; not to be changed. */
  double[] coefficients() {
    return coefficients;
  }

  /** This leaks at the reference temperature from now on, whatever is switched on. */
  void enter(double[] newCoefficients) {
    coefficients = newCoefficients;
    ledger.leakage(newCoefficients, factors);
    force = network.map(thermal -> thermal.force(ledger.leakage())).orElse(force);
  }

  /** Whether heat is followed. */
  boolean followsHeat() {
    return heat.isPresent();
  }

  /** Names of what has a temperature. */
  List<String> nodes() {
    return nodes;
  }

  /** Temperatures now by node, in degrees Celsius; empty if heat is not followed. */
  double[] temperatures() {
    double[] values = new double[nodes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = heat.orElseThrow().temperature(i);
    }
    return values;
  }

  /** The same by name. */
  Map<String, Double> temperaturesByNode() {
    Map<String, Double> byNode = new LinkedHashMap<>();
    double[] values = temperatures();
    for (int i = 0; i < values.length; i++) {
      byNode.put(nodes.get(i), values[i]);
    }
    return byNode;
  }

  /**
   * Leakage follows temperatures from now on, until they are taken over again.
   *
   * @param values by node
   * @return the temperature of the hottest domain
   */
  double takeOver(double[] values) {
    PowerModel power = model.orElseThrow();
    double hottest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < factors.length; i++) {
      // A domain's junction; of DRAM, the last domain, the package, the last node but one.
      double temperature = values[Math.min(i, nodes.size() - 2)];
      hottest = Math.max(hottest, temperature);
      factors[i] = power.leakageFactor(temperature);
    }
    enter(coefficients);
    return hottest;
  }
}
