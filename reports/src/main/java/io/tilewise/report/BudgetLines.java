package io.tilewise.report;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.PowerResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Scenarios that differ in nothing but the power budget, as lines of latency against it.
 *
 * @param name name of the scenario among them that has no budget, else of the first
 * @param latencies milliseconds by budget in watts, ascending
 * @param unlimited latency without a budget, if a scenario has none
 */
record BudgetLines(String name, TreeMap<Double, Double> latencies, Optional<Double> unlimited) {

  /** The lines of a result, those with two budgets at least. */
  static List<BudgetLines> of(RunResult result) {
    Map<List<Object>, List<ScenarioResult>> groups = new LinkedHashMap<>();
    for (ScenarioResult scenario : result.scenarios()) {
      groups.computeIfAbsent(key(scenario), k -> new ArrayList<>()).add(scenario);
    }
    List<BudgetLines> lines = new ArrayList<>();
    for (List<ScenarioResult> group : groups.values()) {
      TreeMap<Double, Double> latencies = new TreeMap<>();
      group.forEach(s -> budget(s).ifPresent(watts -> latencies.put(watts, s.latencyMs())));
      Optional<ScenarioResult> free = group.stream().filter(s -> budget(s).isEmpty()).findFirst();
      if (latencies.size() > 1) {
        lines.add(
            new BudgetLines(
                free.orElse(group.get(0)).name(), latencies, free.map(ScenarioResult::latencyMs)));
      }
    }
    return lines;
  }

  private static Optional<Double> budget(ScenarioResult scenario) {
    return scenario.power().flatMap(PowerResult::budgetW);
  }

  /** What stays the same along a line. */
  private static List<Object> key(ScenarioResult s) {
    return List.of(
        s.workload(),
        s.device(),
        s.runtime(),
        s.mode(),
        s.cores(),
        s.calls().stream().map(CallResult::kernel).toList(),
        s.parameters().stream().filter(p -> !p.path().equals("power.budget")).toList());
  }

  /** Where one line becomes faster than another, in words. */
  static List<String> crossings(List<BudgetLines> lines) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      for (int k = i + 1; k < lines.size(); k++) {
        sentences.addAll(crossings(lines.get(i), lines.get(k)));
      }
    }
    if (lines.size() > 1 && sentences.isEmpty()) {
      sentences.add("At every budget the same way of running is the faster of any two.");
    }
    return sentences;
  }

  private static List<String> crossings(BudgetLines a, BudgetLines b) {
    List<String> sentences = new ArrayList<>();
    Optional<Double> before = Optional.empty();
    for (double watts : a.latencies().keySet()) {
      if (b.latencies().containsKey(watts)) {
        if (before.isPresent()) {
          double earlier = a.latencies().get(before.get()) - b.latencies().get(before.get());
          double later = a.latencies().get(watts) - b.latencies().get(watts);
          if (earlier * later < 0) {
            sentences.add(
                (later < 0 ? a : b).name()
                    + " becomes faster than "
                    + (later < 0 ? b : a).name()
                    + " between budgets of "
                    + Numbers.plain(before.get())
                    + " W and "
                    + Numbers.plain(watts)
                    + " W.");
          }
        }
        before = Optional.of(watts);
      }
    }
    return sentences;
  }
}
