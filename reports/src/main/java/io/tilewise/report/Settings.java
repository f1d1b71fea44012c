package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the scenarios ran and on what, separated into what all have in common and what differs, so
 * that a report says the former once.
 *
 * @param common setting to value
 * @param different setting to its value in each scenario
 */
record Settings(Map<String, String> common, Map<String, List<String>> different) {

  static Settings of(RunResult result) {
    Settings settings = new Settings(new LinkedHashMap<>(), new LinkedHashMap<>());
    settings.add(result, "workload", ScenarioResult::workload);
    settings.add(result, "element type", ScenarioResult::dtype);
    settings.add(result, "device", ScenarioResult::device);
    settings.add(result, "runtime", ScenarioResult::runtime);
    settings.add(result, "mode", ScenarioResult::mode);
    settings.add(result, "cores", scenario -> String.join(" ", scenario.cores()));
    settings.add(result, "threads", scenario -> Integer.toString(scenario.threads()));
    return settings;
  }

  /**
   * Changes that no file has, for behind a title or a source: {@code (with --set a=b)}; empty if
   * there are none.
   */
  static String assigned(List<String> assignments) {
    return assignments.isEmpty() ? "" : " (with --set " + String.join(" --set ", assignments) + ")";
  }

  /** What all scenarios have in common, in a line: {@code workload x, device y}. */
  String commonLine() {
    return common.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void add(RunResult result, String setting, Function<ScenarioResult, String> value) {
    List<String> values = result.scenarios().stream().map(value).toList();
    if (values.stream().distinct().count() > 1) {
      different.put(setting, values);
    } else {
      values.stream().findFirst().ifPresent(only -> common.put(setting, only));
    }
  }
}
