package io.tilewise.experiment.baseline;

import io.tilewise.config.Dimension;
import io.tilewise.config.Quantity;
import io.tilewise.experiment.baseline.BaselineFile.CallBlock;
import io.tilewise.experiment.baseline.BaselineFile.HistoryBlock;
import io.tilewise.experiment.baseline.BaselineFile.InputBlock;
import io.tilewise.experiment.baseline.BaselineFile.PlanBlock;
import io.tilewise.experiment.baseline.BaselineFile.ScenarioBlock;
import io.tilewise.experiment.baseline.BaselineFile.SettingBlock;
import io.tilewise.experiment.baseline.BaselineFile.TolerancesBlock;
import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.PreparedScenario;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes a baseline of what an experiment predicts. */
public final class Recording {
  private static final MathContext DIGITS = new MathContext(7);
  private static final String KERNELS = "kernels.";

  private Recording() {}

  /**
   * The baseline of a result.
   *
   * @param experiment the experiment, for its effective values
   * @param result what it came to
   * @param tolerances by how much its figures may move later
   * @param history why its figures are what they are
   */
  public static BaselineFile of(
      Experiment experiment,
      RunResult result,
      TolerancesBlock tolerances,
      List<HistoryBlock> history) {
    List<Map<String, String>> settings = new ArrayList<>();
    for (int i = 0; i < result.scenarios().size(); i++) {
      settings.add(settings(experiment.prepared().get(i), result.scenarios().get(i)));
    }
    Map<String, String> common = common(settings);
    List<ScenarioBlock> scenarios = new ArrayList<>();
    for (int i = 0; i < result.scenarios().size(); i++) {
      Map<String, String> own = new TreeMap<>(settings.get(i));
      own.keySet().removeAll(common.keySet());
      scenarios.add(scenario(result.scenarios().get(i), own));
    }
    return new BaselineFile(
        result.experiment(),
        result.toolVersion(),
        tolerances,
        history,
        result.inputs().stream().map(i -> new InputBlock(i.path(), i.sha256())).toList(),
        blocks(common),
        scenarios,
        plans(result.scenarios()));
  }

  /** Without kernels that no call uses. */
  private static Map<String, String> settings(PreparedScenario prepared, ScenarioResult result) {
    Set<String> used = result.calls().stream().map(CallResult::kernel).collect(Collectors.toSet());
    Map<String, String> settings = new TreeMap<>(prepared.settings());
    settings
        .keySet()
        .removeIf(
            path ->
                path.startsWith(KERNELS)
                    && !used.contains(path.substring(KERNELS.length()).split("\\.", 2)[0]));
    return settings;
  }

  private static Map<String, String> common(List<Map<String, String>> settings) {
    Map<String, String> common = new TreeMap<>(settings.get(0));
    settings.forEach(
        of ->
            common.entrySet().removeIf(entry -> !entry.getValue().equals(of.get(entry.getKey()))));
    return common;
  }

  private static List<SettingBlock> blocks(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> new SettingBlock(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ScenarioBlock scenario(ScenarioResult result, Map<String, String> settings) {
    Map<String, Quantity> categories = new LinkedHashMap<>();
    result.categories().forEach((key, time) -> categories.put(key, milliseconds(time.latencyMs())));
    return new ScenarioBlock(
        result.name(),
        milliseconds(result.latencyMs()),
        result.energyMj().map(energy -> Quantity.of(rounded(energy), "mJ", Dimension.ENERGY)),
        categories,
        blocks(settings));
  }

  private static Quantity milliseconds(double value) {
    return Quantity.of(rounded(value), "ms", Dimension.TIME);
  }

  /** To the seven digits that a baseline keeps. */
  static double rounded(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
  }

  private static List<PlanBlock> plans(List<ScenarioResult> scenarios) {
    Map<List<String>, List<ScenarioResult>> byCalls = new LinkedHashMap<>();
    for (ScenarioResult scenario : scenarios) {
      List<String> calls = scenario.calls().stream().map(Recording::identity).toList();
      byCalls.computeIfAbsent(calls, key -> new ArrayList<>()).add(scenario);
    }
    return byCalls.values().stream().map(Recording::plan).toList();
  }

  private static String identity(CallResult call) {
    return String.join(
        "\n", call.name(), call.operator(), call.shape(), call.kernel(), call.category());
  }

  /** In microjoules; none if it is not known in all scenarios. */
  private static List<Double> energies(List<ScenarioResult> scenarios, int call) {
    List<Double> known =
        scenarios.stream()
            .flatMap(scenario -> scenario.calls().get(call).energyUj().stream())
            .map(Recording::rounded)
            .toList();
    return known.size() == scenarios.size() ? known : List.of();
  }

  private static PlanBlock plan(List<ScenarioResult> scenarios) {
    List<CallBlock> calls = new ArrayList<>();
    for (int i = 0; i < scenarios.get(0).calls().size(); i++) {
      int index = i;
      CallResult call = scenarios.get(0).calls().get(index);
      List<Double> times =
          scenarios.stream().map(s -> rounded(s.calls().get(index).durationUs())).toList();
      calls.add(
          new CallBlock(
              times,
              energies(scenarios, index),
              call.name(),
              call.operator(),
              call.shape(),
              call.kernel(),
              call.category()));
    }
    return new PlanBlock(scenarios.stream().map(ScenarioResult::name).toList(), calls);
  }
}
