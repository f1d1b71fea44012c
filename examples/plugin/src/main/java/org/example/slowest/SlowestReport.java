package org.example.slowest;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.ResultReport;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** {@code slowest.txt}: the kernel call of each scenario that takes longest. */
public final class SlowestReport implements ResultReport {

  @Override
  public String name() {
    return "slowest";
  }

  @Override
  public String description() {
    return "the kernel call of each scenario that takes longest";
  }

  @Override
  public Map<String, byte[]> files(RunResult result) {
    StringBuilder text = new StringBuilder();
    for (ScenarioResult scenario : result.scenarios()) {
      scenario.calls().stream()
          .max(Comparator.comparingDouble(CallResult::durationUs))
          .ifPresent(call -> text.append(line(scenario, call)));
    }
    return Map.of("slowest.txt", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(ScenarioResult scenario, CallResult call) {
    return String.format(
        Locale.ROOT, "%s: %s, %.1f us\n", scenario.name(), call.name(), call.durationUs());
  }
}
