package io.tilewise.report.text;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.util.stream.Collectors;

/** The heading of a report, and the line that says where its numbers come from. */
public final class Heading {

  private Heading() {}

  /** The experiment's title, or its name if it has none. */
  public static String of(RunResult result) {
    return result.title().isBlank() ? result.experiment() : result.title();
  }

  /** Experiment, devices and version: what someone needs to draw the same report again. */
  public static String source(RunResult result) {
    String devices =
        result.scenarios().stream()
            .map(ScenarioResult::device)
            .distinct()
            .collect(Collectors.joining(", "));
    return "Source: experiment "
        + result.experiment()
        + (devices.isEmpty() ? "" : ", device " + devices)
        + ", Tilewise "
        + result.toolVersion();
  }
}
