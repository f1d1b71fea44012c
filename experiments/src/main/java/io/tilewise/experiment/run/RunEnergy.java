package io.tilewise.experiment.run;

import io.tilewise.config.Parameter;
import io.tilewise.config.Status;
import io.tilewise.cpu.file.PowerFile.PowerBlock;
import io.tilewise.cpu.power.RunRecord;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.experiment.result.PowerResult;
import io.tilewise.sim.SimTime;
import io.tilewise.workload.Category;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Energy and power of a run in the units of results; absent where power is not known. */
final class RunEnergy {
  private static final double MILLI = 1e3;
  private static final double MICRO = 1e6;
  private static final double PICOSECONDS_PER_MILLISECOND = 1e9;

  private final Scenario scenario;
  private final RunRecord run;

  RunEnergy(Scenario scenario, RunRecord run) {
    this.scenario = scenario;
    this.run = run;
  }

  private boolean isKnown() {
    return !run.energies().isEmpty();
  }

  Optional<Double> millijoules() {
    return isKnown() ? Optional.of(sum(run.firstEnergies()) * MILLI) : Optional.empty();
  }

  Optional<Map<String, Double>> byDomain() {
    if (!isKnown()) {
      return Optional.empty();
    }
    Map<String, Double> millijoules = new LinkedHashMap<>();
    run.firstEnergies().forEach((domain, joules) -> millijoules.put(domain, joules * MILLI));
    return Optional.of(millijoules);
  }

  Optional<String> unavailable() {
    return isKnown()
        ? Optional.empty()
        : Optional.of("the device file of " + scenario.device().name() + " has no block power");
  }

  /** Energy of a call of the first inference, in microjoules. */
  Optional<Double> ofCall(int index) {
    return isKnown() ? Optional.of(run.callEnergies().get(index) * MICRO) : Optional.empty();
  }

  /** Energy of a category's calls of the first inference, in millijoules. */
  Optional<Double> ofCategory(Category category) {
    if (!isKnown()) {
      return Optional.empty();
    }
    double joules = 0;
    List<CallRecord> calls = run.first().calls();
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).call().call().category() == category) {
        joules += run.callEnergies().get(i);
      }
    }
    return Optional.of(joules * MILLI);
  }

  Optional<PowerResult> power() {
    if (!isKnown()) {
      return Optional.empty();
    }
    double total = sum(run.energies());
    Optional<Double> budget =
        scenario.settings().governorName().filter(name -> name.equals("power_budget")).isPresent()
            ? block().flatMap(PowerBlock::budget).map(Parameter::inBaseUnit)
            : Optional.empty();
    return Optional.of(
        new PowerResult(
            total / SimTime.toSeconds(Math.max(1, run.duration())),
            run.highestAverage(),
            run.window() / PICOSECONDS_PER_MILLISECOND,
            run.leaked() * MILLI,
            total * MILLI,
            budget,
            run.note(),
            parameters()));
  }

  private Optional<PowerBlock> block() {
    return scenario.files().device().value().power();
  }

  private String parameters() {
    List<Parameter> power =
        scenario.files().device().parameters().stream()
            .filter(p -> RunSettings.isOfPower(p.path().toString()))
            .toList();
    long estimated =
        power.stream().filter(p -> p.provenance().status() == Status.ESTIMATED).count();
    return estimated + " of " + power.size() + " parameters of power and heat are estimated";
  }

  private static double sum(Map<String, Double> energies) {
    return energies.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
