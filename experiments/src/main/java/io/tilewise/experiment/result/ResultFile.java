package io.tilewise.experiment.result;

import java.util.stream.Collectors;

/** {@code result.json}: the records of this package as {@link ResultJson}. */
public final class ResultFile {
  private ResultFile() {}

  /** The result as the text of a file. */
  public static String write(RunResult result) {
    return ResultJson.text(result);
  }

  /**
   * The result in the text of a file.
   *
   * @throws IllegalArgumentException if it is not one; the message says where and why
   */
  public static RunResult read(String text) {
    RunResult result = ResultReader.read(text, RunResult.class, RunResult.SCHEMA);
    for (ScenarioResult scenario : result.scenarios()) {
      if (!(scenario.latencyMs() >= 0) || !Double.isFinite(scenario.latencyMs())) {
        throw new IllegalArgumentException(
            "scenario "
                + scenario.name()
                + ": latency_ms is "
                + scenario.latencyMs()
                + ", which is no time");
      }
    }
    if (!result.scenarios().isEmpty() && result.scenario(result.baseline()).isEmpty()) {
      throw new IllegalArgumentException(
          "baseline is "
              + result.baseline()
              + ", but the scenarios are "
              + result.scenarios().stream()
                  .map(ScenarioResult::name)
                  .collect(Collectors.joining(", ")));
    }
    return result;
  }
}
