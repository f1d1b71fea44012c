package io.tilewise.experiment.baseline;

import io.tilewise.config.YamlScalar;
import io.tilewise.experiment.baseline.BaselineFile.CallBlock;
import io.tilewise.experiment.baseline.BaselineFile.HistoryBlock;
import io.tilewise.experiment.baseline.BaselineFile.InputBlock;
import io.tilewise.experiment.baseline.BaselineFile.PlanBlock;
import io.tilewise.experiment.baseline.BaselineFile.ScenarioBlock;
import io.tilewise.experiment.baseline.BaselineFile.SettingBlock;
import io.tilewise.experiment.baseline.BaselineFile.TolerancesBlock;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A baseline as the text of a file: a line for each figure, so that a diff shows what moved.
 * Reading the text gives the same baseline again.
 */
public final class BaselineText {
  private static final String HEADER =
      """
      # yaml-language-server: $schema=../schemas/baseline.schema.json
      # Recorded by tilewise baseline; changed by tilewise baseline accept, which asks for a reason.
      """;

  private final StringBuilder text = new StringBuilder(HEADER);

  private BaselineText() {}

  /** The text of the file. */
  public static String of(BaselineFile file) {
    BaselineText writer = new BaselineText();
    writer.write(file);
    return writer.text.toString();
  }

  private void write(BaselineFile file) {
    line(0, "experiment: " + YamlScalar.of(file.experiment()));
    line(0, "tool: " + YamlScalar.of(file.tool()));
    TolerancesBlock tolerances = file.tolerances();
    line(0, "tolerances:");
    line(1, "latency: " + tolerances.latency());
    line(1, "category: " + tolerances.category());
    line(1, "energy: " + tolerances.energy());
    line(1, "call: " + tolerances.call());
    line(0, "history:");
    file.history().forEach(this::history);
    line(0, "inputs:");
    file.inputs().forEach(input -> line(1, "- " + flow(input(input))));
    settings(0, file.settings());
    line(0, "scenarios:");
    file.scenarios().forEach(this::scenario);
    line(0, "plans:");
    file.plans().forEach(this::plan);
  }

  private void history(HistoryBlock entry) {
    line(1, "- reason: " + YamlScalar.of(entry.reason()));
    line(2, "tool: " + YamlScalar.of(entry.tool()));
    entry.moved().ifPresent(moved -> line(2, "moved: " + YamlScalar.of(moved)));
  }

  private static Map<String, String> input(InputBlock input) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("file", YamlScalar.of(input.file()));
    entries.put("sha256", input.sha256());
    return entries;
  }

  private void settings(int depth, List<SettingBlock> settings) {
    if (settings.isEmpty()) {
      return;
    }
    line(depth, "settings:");
    for (SettingBlock setting : settings) {
      Map<String, String> entries = new LinkedHashMap<>();
      entries.put("path", YamlScalar.of(setting.path()));
      entries.put("value", YamlScalar.of(setting.value()));
      line(depth + 1, "- " + flow(entries));
    }
  }

  private void scenario(ScenarioBlock scenario) {
    line(1, "- name: " + YamlScalar.of(scenario.name()));
    line(2, "latency: " + scenario.latency());
    scenario.energy().ifPresent(energy -> line(2, "energy: " + energy));
    line(2, "categories:");
    scenario.categories().forEach((category, time) -> line(3, category + ": " + time));
    settings(2, scenario.settings());
  }

  private void plan(PlanBlock plan) {
    String scenarios =
        plan.scenarios().stream().map(YamlScalar::of).collect(Collectors.joining(", "));
    line(1, "- scenarios: [" + scenarios + "]");
    line(2, plan.calls().isEmpty() ? "calls: []" : "calls:");
    plan.calls().forEach(call -> line(3, "- " + flow(call(call))));
  }

  private static Map<String, String> call(CallBlock call) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("us", numbers(call.us()));
    if (!call.uj().isEmpty()) {
      entries.put("uj", numbers(call.uj()));
    }
    entries.put("name", YamlScalar.of(call.name()));
    entries.put("operator", YamlScalar.of(call.operator()));
    entries.put("shape", YamlScalar.of(call.shape()));
    entries.put("kernel", YamlScalar.of(call.kernel()));
    entries.put("category", YamlScalar.of(call.category()));
    return entries;
  }

  private static String numbers(List<Double> values) {
    return values.stream()
        .map(value -> BigDecimal.valueOf(value).stripTrailingZeros().toPlainString())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String flow(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private void line(int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }
}
